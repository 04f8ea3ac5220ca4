import { existsSync } from "node:fs";
import type { TableName } from "#model/tables.ts";
import type { Opening } from "./settings.ts";
import type { Behaviour, StubRequest } from "./stub/server.ts";

/**
 * What the contract suite needs of a system that is asked for changes: a stateful stub of it (`stub/`), filled with
 * records, at least 25 of each table that changes, some of them older than a year.
 */
export interface Rig extends Opening {
  /** Texts of `environment` that nobody may ever read again: no log, error or report. */
  readonly secrets: readonly string[];
  /** Tables whose records the suite adds, edits and removes. */
  readonly changing: readonly TableName[];
  /** The source's clock; it stands still but for `pass`. */
  now(): Date;
  pass(ms: number): void;
  /** What the tables must hold: live ids, each with model columns as text. */
  truth(): Readonly<Partial<Record<TableName, ReadonlyMap<string, Readonly<Record<string, string | null>>>>>>;
  /** Adds a record and returns its id; changes a column that `truth` has; removes it, whatever way the system has. */
  add(table: TableName): string;
  edit(table: TableName, id: string): void;
  remove(table: TableName, id: string): void;
  /** Requests that read records of a table, as opposed to logins and the like. */
  isPage(table: TableName): (request: StubRequest) => boolean;
  use(behaviour: Behaviour): () => void;
  /** Takes a permission away; `check` must then say this text. Returns what it must say. */
  forbid(): string;
  /** Answers of the system that say: too fast, session lost, allowance spent, cursor unknown; those that it knows. */
  readonly faults: Readonly<Partial<Record<"tooFast" | "sessionLost" | "quotaSpent" | "cursorExpired", Behaviour>>>;
}

/** Default export of `test/connectors/<name>/rig.ts`. */
export type OpenRig = () => Promise<Rig>;

/** The rig of a connector. Throws, saying what to write, when its folder has none. */
export async function rigOf(name: string, folder = import.meta.url): Promise<OpenRig> {
  const file = new URL(`./${name}/rig.ts`, folder);
  const open = existsSync(file) ? ((await import(file.href)) as { default?: OpenRig }).default : undefined;
  if (open !== undefined) return open;
  throw new Error(
    `The connector "${name}" reads increments and is not tested: write test/connectors/${name}/rig.ts, which plays its ` +
      "system as test/connectors/fictional/rig.ts plays one",
  );
}
