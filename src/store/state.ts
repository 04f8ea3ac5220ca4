import type { State } from "#store.ts";
import { openDuckdbState } from "./state/duckdb.ts";
import { migrations as released } from "./state/migrations.ts";

/**
 * Opens what cannot be rebuilt, brought to this version's tables: a DuckDB file by its path, or a PostgreSQL database by
 * its URL (`postgres://…`), which several processes may share. `clock` is the process's, for the file's `now()`.
 * @throws SourceError `state` when it cannot be opened, or a newer Parley wrote it.
 */
export async function openState(
  place: string,
  { migrations = released, clock = () => new Date() }: OpenOptions = {},
): Promise<State> {
  if (!/^postgres(ql)?:/i.test(place)) return openDuckdbState(place, migrations, clock);
  const { openPostgresState } = await import("./state/postgres.ts");
  return openPostgresState(place, migrations);
}

interface OpenOptions {
  readonly migrations?: readonly (readonly string[])[];
  readonly clock?: () => Date;
}
