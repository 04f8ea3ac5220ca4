/**
 * Jaro–Winkler similarity of two strings, 0 (nothing in common) to 1 (equal): characters that occur in both within a
 * window of half the longer length, less those out of order, raised for a common beginning of up to four characters
 * where the similarity is above 0.7. UTF-16 units; O(|a|·|b|), without allocation for strings of up to 64.
 * Source: Winkler, String comparator metrics and enhanced decision rules in the Fellegi–Sunter model of record linkage
 * (1990).
 *
 * @example jaroWinkler("martha", "marhta") // 0.961
 */
export function jaroWinkler(a: string, b: string): number {
  const similarity = jaro(a, b);
  if (similarity <= 0.7) return similarity;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return similarity + prefix * 0.1 * (1 - similarity);
}

let ofA = new Uint8Array(64);
let ofB = new Uint8Array(64);

function jaro(a: string, b: string): number {
  if (a === b) return 1;
  const window = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1);
  if (ofA.length < a.length) ofA = new Uint8Array(a.length);
  if (ofB.length < b.length) ofB = new Uint8Array(b.length);
  ofA.fill(0, 0, a.length);
  ofB.fill(0, 0, b.length);
  let common = 0;
  for (let i = 0; i < a.length; i++) {
    const character = a.charCodeAt(i);
    const end = Math.min(b.length, i + window + 1);
    for (let j = Math.max(0, i - window); j < end; j++) {
      if (ofB[j] === 1 || b.charCodeAt(j) !== character) continue;
      ofA[i] = 1;
      ofB[j] = 1;
      common++;
      break;
    }
  }
  if (common === 0) return 0;
  let outOfOrder = 0;
  for (let i = 0, j = 0; i < a.length; i++) {
    if (ofA[i] === 0) continue;
    while (ofB[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j++)) outOfOrder++;
  }
  return (common / a.length + common / b.length + (common - outOfOrder / 2) / common) / 3;
}
