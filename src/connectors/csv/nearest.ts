import { nearestName } from "#model/nearest-name.ts";

/** `Did you mean "x"? ` with the known name that is fewest edits away; empty when none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === null ? "" : `Did you mean "${nearest}"? `;
}
