/** An account's name as whoever may not see it reads it: its first character; `华***`. */
export function maskedName(name: string | null): string | null {
  const [first] = name ?? "";
  return first === undefined ? null : `${first}***`;
}
