import type { View } from "#store.ts";

export const sample: readonly string[] = ["a", "技"];

/** Most names that one text can hold. */
const mostNames = 500;

/**
 * Names of accounts and contacts that hold one of the given stretches of letters (lower case): whoever may be meant by a
 * text with those stretches. Costs the names times the stretches.
 */
export async function namesHolding(view: View, stretches: readonly string[]): Promise<string[]> {
  if (stretches.length === 0) return [];
  const holds = stretches.map((_, index) => `position($stretch${index} IN lower(name)) > 0`).join(" OR ");
  const parameters = Object.fromEntries(stretches.map((stretch, index) => [`stretch${index}`, stretch]));
  const found: string[] = [];
  for (const table of ["accounts", "contacts"]) {
    const rows = await view.select(
      `SELECT DISTINCT name FROM ${table} WHERE name IS NOT NULL AND (${holds}) ORDER BY name LIMIT ${mostNames}`,
      parameters,
      { name: "text" },
    );
    found.push(...rows.map((row) => row.name));
  }
  return found;
}
