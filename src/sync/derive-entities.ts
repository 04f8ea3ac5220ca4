import type { TableName } from "#model/tables.ts";
import { mirrored } from "./mirror.ts";
import { mentions } from "./references.ts";
import { count, type Load, staged } from "./staging.ts";

/** Tables whose rows may be known by mention alone, and what a mention says of them. */
const derivable: readonly { readonly table: TableName; readonly named: readonly string[] }[] = [
  { table: "accounts", named: ["name"] },
  { table: "owners", named: ["name"] },
  { table: "products", named: ["sku", "name"] },
  { table: "stages", named: ["name"] },
];

/** Adds the accounts, owners, products and stages that rows refer to but no file lists; their name is their id. */
export async function deriveEntities(load: Load): Promise<void> {
  const { landing } = load;
  for (const { table, named } of derivable) {
    const before = await count(landing, `SELECT count(*) AS n FROM ${staged(table)}`);
    // Stages are staged with the deals as a whole, those that were derived before too.
    const there =
      load.partial && table !== "stages"
        ? ` AND mentioned NOT IN (SELECT external_id FROM data.${table}) AND mentioned NOT IN (SELECT external_id FROM ${mirrored(table)})`
        : "";
    await landing.run(
      `INSERT INTO ${staged(table)} (_origin, external_id, ${named.join(", ")})
       SELECT 'derived', mentioned, ${named.map(() => "mentioned").join(", ")} FROM (${mentions(table)})
       WHERE mentioned NOT IN (SELECT external_id FROM ${staged(table)})${there} ORDER BY mentioned`,
    );
    const derived = (await count(landing, `SELECT count(*) AS n FROM ${staged(table)}`)) - before;
    if (derived > 0 && !load.partial) load.note(`${table}: ${derived} derived from rows that refer to them`);
  }
}
