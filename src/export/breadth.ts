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

/** The largest size, at most `most` and at least 7, in which a text fits into a width in points; a column is half as broad. */
export function sizeWithin(text: string, width: number, most: number): number {
  return Math.max(7, Math.min(most, Math.floor(width / (0.54 * Math.max(1, breadth(text))))));
}
