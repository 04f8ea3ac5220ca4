import type { View } from "#store.ts";

/**
 * Dimensions told apart in one pass over the facts: each holds a hash table of its own meanwhile, however few the rows, and
 * eight at once did not fit into the smallest store.
 */
const atOnce = 4;

/** Lists of dimensions, each to be read in one pass. */
export function passesOf(dimensions: readonly string[]): string[][] {
  const passes: string[][] = [];
  for (let at = 0; at < dimensions.length; at += atOnce) passes.push(dimensions.slice(at, at + atOnce));
  return passes;
}

/** How a query groups by what its question groups by: SQL for the facts of one alias. */
export interface GroupKeys {
  /** `part`, the group's value, and `place`, which of the dimensions it is of, for the select list. */
  readonly columns: string;
  /** For `GROUP BY`, with other keys in front. */
  groupBy(...keys: readonly string[]): string;
}

/**
 * Groups by the question's dimension, or in a view grouped by each of several, by each of them on its own in one pass over
 * the facts.
 */
export function groupKeys(alias: string, view: View): GroupKeys {
  const groups = view.groups.map((name) => `${alias}.${name}`);
  const [only = `${alias}.group_1`] = groups;
  if (groups.length < 2) {
    return { columns: `${only} AS part, 0 AS place`, groupBy: (...keys) => [...keys, only].join(", ") };
  }
  const parts = groups.map((group) => `CASE WHEN GROUPING(${group}) = 0 THEN ${group} END`);
  const places = groups.map((group, place) => `WHEN GROUPING(${group}) = 0 THEN ${place}`);
  return {
    columns: `coalesce(${parts.join(", ")}) AS part, CASE ${places.join(" ")} END AS place`,
    groupBy: (...keys) => `GROUPING SETS (${groups.map((group) => `(${[...keys, group].join(", ")})`).join(", ")})`,
  };
}

/** The group columns of facts that a query derives, for its inner select list; of an alias where there are several relations. */
export function groupColumns(alias: string | null, view: View): string {
  return view.groups.map((name) => (alias === null ? name : `${alias}.${name} AS ${name}`)).join(", ");
}
