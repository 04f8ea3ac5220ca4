import type { TableName } from "#model/tables.ts";
import { entombWhere } from "./intake.ts";
import { listed, mirrored } from "./mirror.ts";
import { type Progress, writeProgress } from "./progress.ts";
import { list, type Reader } from "./read-window.ts";
import { literal } from "./sql.ts";
import { count, type Load } from "./staging.ts";

const hour = 3_600_000;
/** At most so much of a table may vanish at once; lost permission looks like deletion. */
const share = 0.1;
/** Of so few rows nobody is asked. */
const few = 2;

/** Is it time to compare a table's ids with the source's? */
export function sweepIsDue({ complete, swept }: Progress, now: Date): boolean {
  return complete && swept !== null && now.getTime() - swept.getTime() > 20 * hour;
}

/** A table that was read for the first time is as the source has it. */
export async function sweptNow({ store, load }: Reader, progress: Progress): Promise<Progress> {
  const after = { ...progress, swept: load.now };
  await store.collect((landing) => writeProgress(landing, after));
  return after;
}

/** Asks the source for the ids of all its live rows and buries what it lists no longer. */
export async function sweep(reader: Reader, progress: Progress, confirmed: boolean): Promise<Progress> {
  const { store, source } = reader;
  const { table } = progress;
  await forgetListed(reader, table);
  for await (const ids of source.listIds?.(table) ?? []) await store.collect((landing) => list(landing, table, ids));
  return compareListed(reader, progress, confirmed);
}

/** Begins a list anew. */
export function forgetListed({ store }: Reader, table: TableName): Promise<void> {
  return store.collect((landing) => landing.run(`DELETE FROM ${listed} WHERE table_name = ${literal(table)}`));
}

/**
 * Buries the rows of a table that its list does not have. When that is more than a tenth of them nothing is buried until
 * somebody confirms it: the progress says how many it would be.
 */
export async function compareListed(reader: Reader, progress: Progress, confirmed: boolean): Promise<Progress> {
  const { table } = progress;
  return reader.store.collect(async (landing) => {
    const load: Load = { ...reader.load, landing };
    const ids = `SELECT external_id FROM ${listed} WHERE table_name = ${literal(table)}`;
    const vanished = `_merged_into IS NULL AND external_id NOT IN (${ids})`;
    const live = await count(landing, `SELECT count(*) AS n FROM ${mirrored(table)} WHERE _deleted_at IS NULL`);
    const gone = await count(
      landing,
      `SELECT count(*) AS n FROM ${mirrored(table)} WHERE _deleted_at IS NULL AND ${vanished}`,
    );
    const tooMany = gone > few && gone > share * live && !confirmed;
    if (tooMany) {
      load.note(
        `${table}: the source does not list ${gone} of ${live} rows any more. Nothing was deleted: check its permissions, or confirm it: npm run sync -- --confirm ${table}`,
      );
    } else {
      const deleted = await entombWhere(load, table, vanished);
      reader.stored(table, { read: 0, changed: deleted, deleted });
    }
    await landing.run(`DELETE FROM ${listed} WHERE table_name = ${literal(table)}`);
    const after = { ...progress, swept: load.now, held: tooMany ? gone : null };
    await writeProgress(landing, after);
    return after;
  });
}
