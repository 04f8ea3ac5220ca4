import { distance } from "fastest-levenshtein";

/** ` Did you mean "x"?` with the known name that is fewest edits away; empty when none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = known
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= Math.max(2, Math.floor(name.length / 2)))
    .sort((a, b) => a.edits - b.edits)[0];
  return near ? `Did you mean "${near.candidate}"? ` : "";
}
