const narrow = /[ijlI.,:;'|!()[\]\s]/;
const wide = /[mwMW@%—…QOG·]/;
const full = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[\u{1f000}-\u{3ffff}]/u;

/**
 * About how many pixels a line of text takes, a little on the safe side; the renderer measures exactly.
 * Stops at 80 characters, as no label is longer.
 */
export function textWidth(text: string, size: number, bold = false): number {
  let em = 0;
  let count = 0;
  for (const character of text) {
    if (++count > 80) break;
    if (full.test(character)) em += 1;
    else if (narrow.test(character)) em += 0.36;
    else if (wide.test(character)) em += 0.95;
    else if (/[\p{Lu}&]/u.test(character)) em += 0.74;
    else if (/[0-9]/.test(character)) em += 0.57;
    else em += 0.63;
  }
  return em * size * (bold ? 1.07 : 1.03);
}

/** The middle of a centred text moved just so far that the text stays within [from, to]. */
export function keepInside(x: number, width: number, from: number, to: number): number {
  return Math.min(to - width / 2, Math.max(from + width / 2, x));
}

/** The widest of several texts. */
export function widest(texts: readonly string[], size: number, bold = false): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text, size, bold)), 0);
}
