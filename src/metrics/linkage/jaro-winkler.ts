/**
 * Jaro–Winkler similarity of two strings, 0 (nothing in common) to 1 (equal): characters that occur in both within a
 * window of half the longer length, less those out of order, raised for a common beginning of up to four characters
 * where the similarity is above 0.7. UTF-16 units; O(|a| + |b|) for strings of up to 32, O(|a|·|b|) beyond.
 * Source: Winkler, String comparator metrics and enhanced decision rules in the Fellegi–Sunter model of record linkage
 * (1990).
 *
 * @example jaroWinkler("martha", "marhta") // 0.961
 */
export function jaroWinkler(a: string, b: string): number {
  const similarity = a === b ? 1 : a.length <= 32 && b.length <= 32 ? jaroByBits(a, b) : jaroOfLong(a, b);
  return similarity <= 0.7 ? similarity : similarity + commonBeginning(a, b) * 0.1 * (1 - similarity);
}

/** Characters at the beginning that are equal, four at most. */
export function commonBeginning(a: string, b: string): number {
  const most = Math.min(4, a.length, b.length);
  let common = 0;
  while (common < most && a.charCodeAt(common) === b.charCodeAt(common)) common++;
  return common;
}

/** Character → where it stands in the second string, a bit each; empty between calls. */
const places = new Int32Array(65_536);

function jaroByBits(a: string, b: string): number {
  const window = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1);
  for (let j = 0; j < b.length; j++) places[b.charCodeAt(j)] = (places[b.charCodeAt(j)] as number) | (1 << j);
  let [inA, inB, common] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [first, end] = [i - window, i + window + 1];
    const reached = (end > 31 ? -1 : (1 << end) - 1) & (first <= 0 ? -1 : first > 31 ? 0 : -1 << first);
    const free = (places[a.charCodeAt(i)] as number) & reached & ~inB;
    if (free === 0) continue;
    inB |= free & -free;
    inA |= 1 << i;
    common++;
  }
  for (let j = 0; j < b.length; j++) places[b.charCodeAt(j)] = 0;
  if (common === 0) return 0;
  let outOfOrder = 0;
  for (; inA !== 0; inA &= inA - 1, inB &= inB - 1) {
    if (a.charCodeAt(31 - Math.clz32(inA & -inA)) !== b.charCodeAt(31 - Math.clz32(inB & -inB))) outOfOrder++;
  }
  return (common / a.length + common / b.length + (common - outOfOrder / 2) / common) / 3;
}

let ofA = new Uint8Array(64);
let ofB = new Uint8Array(64);

function jaroOfLong(a: string, b: string): number {
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
