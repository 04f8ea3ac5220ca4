import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, expect } from "vitest";
import type { Connector, Source } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import type { SyncOptions } from "#sync/options.ts";
import type { SyncReport } from "#sync/report.ts";
import { openTestStore, type TestStore } from "../sync/open-test-store.ts";
import type { OpenRig, Rig } from "./rig.ts";

export const minute = 60_000;
export const hour = 60 * minute;

/** The texts of all files in a folder, byte by byte. */
async function textsIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    found.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), "latin1")),
  );
}

/** A rig and a store, anew for each test, and what may be done with them; all that is said and written is searched for secrets. */
export function openedForEach(name: string, connector: Connector, openRig: OpenRig) {
  const at = {} as { rig: Rig; store: TestStore };
  let scratch: string;
  let kept: Map<string, string>;
  /** Everything that was said to anybody. */
  let said: string[];
  beforeEach(async () => {
    at.rig = await openRig();
    at.store = await openTestStore(name);
    scratch = await mkdtemp(join(tmpdir(), "parley-contract-"));
    kept = new Map();
    said = [];
  });
  afterEach(async () => {
    const leaked = at.rig.secrets.filter((secret) => said.some((text) => text.includes(secret)));
    expect(leaked, "secrets in what was said").toEqual([]);
    await at.store.close({ keep: true });
    // What is kept between syncs is sealed by the vault that `secrets` stands for; nothing else may hold one.
    const files = await Promise.all([at.store.dataDir, scratch].map(textsIn));
    const written = at.rig.secrets.filter((secret) => files.flat().some((text) => text.includes(secret)));
    expect(written, "secrets in what was written").toEqual([]);
    await rm(at.store.dataDir, { recursive: true, force: true });
    await at.rig.cleanup();
    await rm(scratch, { recursive: true, force: true });
  });

  async function opened<T>(
    work: (source: Source) => Promise<T>,
    environment: Record<string, string> = { ...at.rig.environment },
  ): Promise<T> {
    const config = connector.config.parse(environment);
    const mapping = await openMapping(connector, null);
    const source = await connector.open(config, {
      ...{ now: at.rig.now(), zone: "UTC", scratch, mapping: mapping.of, mapped: mapping.mapped },
      secrets: {
        get: async (key) => kept.get(key) ?? null,
        set: async (key, value) => void kept.set(key, value),
        delete: async (key) => void kept.delete(key),
      },
    });
    try {
      return await work(source);
    } catch (error) {
      // All that a log at any level, or a debugger, could make of it: causes, and what hangs on them unseen.
      said.push(inspect(error, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null }));
      throw error;
    } finally {
      await source.close();
    }
  }
  function load(options: Partial<SyncOptions> = {}, change: (source: Source) => Source = (source) => source) {
    return opened(async (source): Promise<SyncReport> => {
      at.rig.pass(minute);
      const { capabilities } = connector;
      const progress = (note: string) => void said.push(note);
      const report = await at.store.sync(change(source), { capabilities, progress, now: at.rig.now(), ...options });
      said.push(JSON.stringify(report));
      return report;
    });
  }
  async function held(table: TableName): Promise<Map<string, Record<string, string | null>>> {
    const columns = [...new Set([...(at.rig.truth()[table]?.values() ?? [])].flatMap((row) => Object.keys(row)))];
    const texts = columns.map((column) => `CAST(${column} AS VARCHAR) AS ${column}`);
    const rows = await at.store.raw(
      `SELECT ${["external_id", ...texts].join(", ")} FROM data.${table} WHERE deleted_at IS NULL AND merged_into_id IS NULL ORDER BY external_id`,
    );
    expect(new Set(rows.map((row) => row.external_id)).size, `${table}: ids are there once`).toBe(rows.length);
    return new Map(rows.map(({ external_id, ...row }) => [String(external_id), row as Record<string, string | null>]));
  }
  /** Nothing missing, doubled or stale. */
  async function expectTruth(): Promise<void> {
    for (const [table, truth] of Object.entries(at.rig.truth())) {
      const found = await held(table as TableName);
      expect([...found.keys()].sort(), table).toEqual([...truth.keys()].sort());
      for (const [id, row] of truth) expect(found.get(id), `${table} ${id}`).toEqual(row);
    }
  }
  const ids = (table: TableName): string[] => [...(at.rig.truth()[table]?.keys() ?? [])];

  return Object.assign(at, { opened, load, held, expectTruth, ids });
}
