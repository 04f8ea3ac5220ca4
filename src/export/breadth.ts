/** Columns that a text takes: Chinese characters take two. */
export function breadth(text: string): number {
  let total = 0;
  for (const character of text) total += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return total;
}

/** A text no broader than this, with an ellipsis where it is cut. */
export function within(text: string, most: number): string {
  if (breadth(text) <= most) return text;
  let kept = "";
  let total = 1;
  for (const character of text) {
    total += breadth(character);
    if (total > most) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
