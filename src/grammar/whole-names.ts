import { withoutFillers } from "./fillers.ts";
import { fold } from "./fold.ts";
import { isOrdinary } from "./ordinary-words.ts";
import type { Leftover, Scanned } from "./scan.ts";

/** A value that touches letters which nothing claims is part of a name (科技 in 华星科技): only their claims are kept. */
export function withWholeNames(scanned: Scanned): Scanned {
  const { leftovers } = scanned;
  const touches = (claim: Scanned["placed"][number]) =>
    claim.claim.kind === "filter" &&
    claim.claim.dimension === null &&
    leftovers.some((left) => {
      if (withoutFillers(fold(left.text)) === "" || isOrdinary(fold(left.text))) return false;
      const end = left.index + left.text.length;
      const before = end === claim.start && withoutFillers(fold(left.text.slice(-2))) !== "";
      return before || left.index === claim.end;
    });
  const torn = scanned.placed.filter(touches);
  if (torn.length === 0) return scanned;
  const pieces = [...leftovers, ...torn.map(({ start, text }) => ({ index: start, text }))].sort(
    (a, b) => a.index - b.index,
  );
  const whole: Leftover[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last !== undefined && last.index + last.text.length === piece.index) {
      whole[whole.length - 1] = { index: last.index, text: last.text + piece.text };
    } else whole.push(piece);
  }
  const placed = scanned.placed.filter((claim) => !torn.includes(claim));
  return { placed, claims: placed.map(({ claim }) => claim), leftovers: whole };
}
