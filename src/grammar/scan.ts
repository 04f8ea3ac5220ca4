import { claimAt } from "./claim.ts";
import { fold, isBoundary } from "./fold.ts";
import type { Claim } from "./parts.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface Leftover {
  readonly text: string;
  readonly index: number;
}

/** A claim with the words that it is made of. */
export interface Placed {
  readonly claim: Claim;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Scanned {
  readonly placed: readonly Placed[];
  readonly claims: readonly Claim[];
  readonly leftovers: readonly Leftover[];
}

const separator = /[\s,;?!？！，]/;

/** Claims from `index` to the next space, each beginning where the one before ends; null when a part is left. */
function chain(
  text: string,
  folded: string,
  index: number,
  words: Vocabulary,
): { claims: Claim[]; end: number } | null {
  const claims: Claim[] = [];
  let end = index;
  while (end < folded.length && (end === index || !separator.test(folded[end] ?? ""))) {
    const found = claimAt(text, folded, end, words);
    if (found === null || found.end <= end) return null;
    claims.push(found.claim);
    end = found.end;
  }
  return { claims, end };
}

function step(text: string, folded: string, index: number, words: Vocabulary): { claims: Claim[]; end: number } | null {
  const whole = words.subject && !words.sentence;
  if (whole) return index === 0 || separator.test(folded[index - 1] ?? "") ? chain(text, folded, index, words) : null;
  if (!isBoundary(folded, index)) return null;
  const found = claimAt(text, folded, index, words);
  return found === null ? null : { claims: [found.claim], end: found.end };
}

/** Finds everything in a text that the grammar knows, in any order, and what is left. Linear in its length. */
export function scan(text: string, words: Vocabulary): Scanned {
  const folded = fold(text);
  const placed: Placed[] = [];
  const leftovers: Leftover[] = [];
  let begun = -1;
  const close = (end: number) => {
    const left = begun < 0 ? "" : text.slice(begun, end).trim();
    if (left !== "") leftovers.push({ text: left, index: begun });
    begun = -1;
  };
  for (let index = 0; index < text.length; ) {
    const found = separator.test(folded[index] ?? "") ? null : step(text, folded, index, words);
    if (found === null) {
      if (begun < 0 && !separator.test(folded[index] ?? "")) begun = index;
      index++;
      continue;
    }
    close(index);
    const { end } = found;
    placed.push(...found.claims.map((claim) => ({ claim, start: index, end, text: text.slice(index, end) })));
    index = Math.max(end, index + 1);
  }
  close(text.length);
  return { placed, claims: placed.map(({ claim }) => claim), leftovers };
}

/** Leftovers but for small words between. */
export function meant(leftovers: readonly Leftover[]): Leftover[] {
  return leftovers.filter(({ text }) => !/^(of|for|in|the|during|over|and|的|和|与|[-–—.:/]+)$/i.test(text));
}
