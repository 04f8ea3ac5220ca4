import type { View } from "#store.ts";

export const sample: readonly string[] = ["a", "技"];

/** Most names that are given of each table. */
const mostNames = 500;

/** A sum in halves: engines limit how deep an expression may be. */
function sum(terms: readonly string[]): string {
  const half = Math.ceil(terms.length / 2);
  return terms.length <= 2 ? terms.join(" + ") : `(${sum(terms.slice(0, half))}) + (${sum(terms.slice(half))})`;
}

/**
 * Names of accounts and contacts that hold one of the given stretches of letters (lower case): whoever may be meant by a
 * text with those stretches. Those that hold most of them come first: the name that a text has whole is among them however
 * many share its "Ltd" or 有限公司. Costs the names times the stretches.
 */
export async function namesHolding(view: View, stretches: readonly string[]): Promise<string[]> {
  if (stretches.length === 0) return [];
  const held = stretches.map((_, index) => `CASE WHEN position($stretch${index} IN lower(name)) > 0 THEN 1 ELSE 0 END`);
  const parameters = Object.fromEntries(stretches.map((stretch, index) => [`stretch${index}`, stretch]));
  const found: string[] = [];
  for (const table of ["accounts", "contacts"]) {
    const rows = await view.select(
      `SELECT name FROM (SELECT DISTINCT name, ${sum(held)} AS held FROM ${table} WHERE name IS NOT NULL) AS named
       WHERE held > 0 ORDER BY held DESC, name LIMIT ${mostNames}`,
      parameters,
      { name: "text" },
    );
    found.push(...rows.map((row) => row.name));
  }
  return found;
}
