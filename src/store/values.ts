import type { TableName } from "#model/tables.ts";
import type { Lens, View } from "#store.ts";
import type { Setting, Statistics } from "./facts.ts";
import { usefulPlaces } from "./places.ts";
import { dimensionNamed } from "./relations.ts";

const cap = 5_000;

/** Tables whose rows best say how frequent a value is, most natural first. */
const natural: readonly TableName[] = [
  "orders",
  "accounts",
  "opportunities",
  "order_lines",
  "products",
  "owners",
  "leads",
  "campaigns",
];

/**
 * Distinct values of a dimension within the lens, most frequent first, at most 5,000. Taken from every table of the
 * first few that carry it and have rows, so that a product nobody bought is still known.
 */
export async function dimensionValues(
  dimension: string,
  lens: Lens,
  open: (lens: Lens) => View,
  setting: Setting,
  statistics: Statistics,
): Promise<string[]> {
  const { on } = dimensionNamed(dimension, setting);
  const others = (Object.keys(on) as TableName[]).filter((table) => !natural.includes(table));
  const carriers = [...natural, ...others].filter(
    (table) =>
      on[table] !== undefined &&
      (statistics.rows[table] ?? 0) > 0 &&
      usefulPlaces(dimensionNamed(dimension, setting), table, statistics).length > 0,
  );
  const found = new Map<string, number>();
  for (const table of carriers.slice(0, 3)) {
    const view = open({ ...lens, by: [dimension] });
    if (!view.covers(table)) continue;
    const rows = await view.select(
      `SELECT group_1 AS value, count(*) AS frequency FROM ${table} WHERE group_1 IS NOT NULL AND group_1 <> ''
GROUP BY group_1 ORDER BY frequency DESC, value LIMIT ${cap}`,
      {},
      { value: "text", frequency: "integer" },
    );
    for (const { value, frequency } of rows) found.set(value, (found.get(value) ?? 0) + frequency);
  }
  const sorted = [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.slice(0, cap).map(([value]) => value);
}

const mostNames = 20_000;

/** Names of the accounts that a view sees, the longest first: those tell most. */
export async function accountNames(view: View): Promise<string[]> {
  const rows = await view.select(
    `SELECT DISTINCT name, char_length(name) AS letters FROM accounts
     WHERE name IS NOT NULL AND name <> '' ORDER BY letters DESC, name LIMIT ${mostNames}`,
    {},
    { name: "text" },
  );
  return rows.map(({ name }) => name);
}
