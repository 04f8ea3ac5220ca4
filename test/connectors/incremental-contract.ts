import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Connector, Source } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import type { SyncOptions } from "#sync/options.ts";
import type { SyncReport } from "#sync/report.ts";
import { openTestStore, type TestStore } from "../sync/open-test-store.ts";
import type { OpenRig, Rig } from "./rig.ts";
import { answering, endless, meanwhile } from "./stub/behaviours.ts";

const minute = 60_000;
const hour = 60 * minute;

/** The texts of all files in a folder, byte by byte. */
async function textsIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    found.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), "latin1")),
  );
}

/**
 * What every connector that is asked for changes must do, against a stateful stub of its system; without `faults` only what
 * it must do while its system behaves.
 */
export function incrementalContract(
  name: string,
  connector: Connector,
  openRig: OpenRig,
  { faults = true }: { readonly faults?: boolean } = {},
): void {
  describe(`${name}, asked for changes`, { timeout: 180_000 }, () => {
    let rig: Rig;
    let store: TestStore;
    let scratch: string;
    let kept: Map<string, string>;
    /** Everything that was said to anybody. */
    let said: string[];
    beforeEach(async () => {
      rig = await openRig();
      store = await openTestStore(name);
      scratch = await mkdtemp(join(tmpdir(), "parley-contract-"));
      kept = new Map();
      said = [];
    });
    afterEach(async () => {
      const leaked = rig.secrets.filter((secret) => said.some((text) => text.includes(secret)));
      expect(leaked, "secrets in what was said").toEqual([]);
      await store.close({ keep: true });
      // What is kept between syncs is sealed by the vault that `secrets` stands for; nothing else may hold one.
      const files = await Promise.all([store.dataDir, scratch].map(textsIn));
      const written = rig.secrets.filter((secret) => files.flat().some((text) => text.includes(secret)));
      expect(written, "secrets in what was written").toEqual([]);
      await rm(store.dataDir, { recursive: true, force: true });
      await rig.cleanup();
      await rm(scratch, { recursive: true, force: true });
    });

    async function opened<T>(
      work: (source: Source) => Promise<T>,
      environment: Record<string, string> = { ...rig.environment },
    ): Promise<T> {
      const config = connector.config.parse(environment);
      const mapping = await openMapping(connector, null);
      const source = await connector.open(config, {
        ...{ now: rig.now(), zone: "UTC", scratch, mapping: mapping.of, mapped: mapping.mapped },
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
        rig.pass(minute);
        const { capabilities } = connector;
        const progress = (note: string) => void said.push(note);
        const report = await store.sync(change(source), { capabilities, progress, now: rig.now(), ...options });
        said.push(JSON.stringify(report));
        return report;
      });
    }
    async function held(table: TableName): Promise<Map<string, Record<string, string | null>>> {
      const columns = [...new Set([...(rig.truth()[table]?.values() ?? [])].flatMap((row) => Object.keys(row)))];
      const texts = columns.map((column) => `CAST(${column} AS VARCHAR) AS ${column}`);
      const rows = await store.raw(
        `SELECT ${["external_id", ...texts].join(", ")} FROM data.${table} WHERE deleted_at IS NULL AND merged_into_id IS NULL ORDER BY external_id`,
      );
      expect(new Set(rows.map((row) => row.external_id)).size, `${table}: ids are there once`).toBe(rows.length);
      return new Map(
        rows.map(({ external_id, ...row }) => [String(external_id), row as Record<string, string | null>]),
      );
    }
    /** Nothing missing, doubled or stale. */
    async function expectTruth(): Promise<void> {
      for (const [table, truth] of Object.entries(rig.truth())) {
        const found = await held(table as TableName);
        expect([...found.keys()].sort(), table).toEqual([...truth.keys()].sort());
        for (const [id, row] of truth) expect(found.get(id), `${table} ${id}`).toEqual(row);
      }
    }
    const ids = (table: TableName): string[] => [...(rig.truth()[table]?.keys() ?? [])];

    test("says that it reads increments, and brings 25 records of each table that changes", () => {
      expect(connector.capabilities.reads).toBe("increments");
      for (const table of rig.changing) expect(ids(table).length, table).toBeGreaterThanOrEqual(25);
    });

    test("is found good by its own check, which names a permission that is missing", async () => {
      const good = await opened((source) => source.check());
      expect(good.filter(({ ok }) => !ok)).toEqual([]);
      const missing = rig.forbid();
      const bad = (await opened((source) => source.check())).filter(({ ok }) => !ok);
      expect(bad.map(({ what }) => what).join("\n")).toContain(missing);
      expect(bad[0]?.mend?.length).toBeGreaterThan(5);
    });

    test("loads everything, and the second time nothing", async () => {
      await load();
      await expectTruth();
      const before = store.store.freshness()?.syncedAt;
      const again = await load();
      expect(again.reads?.reduce((sum, { changed }) => sum + changed, 0)).toBe(0);
      expect(store.store.freshness()?.syncedAt).toEqual(before);
    });

    test("follows what is added, edited and removed, and keeps the keys of what is not", async () => {
      await load();
      const keys = "SELECT external_id, id FROM data.%1 WHERE deleted_at IS NULL ORDER BY external_id";
      const before = new Map<TableName, Map<unknown, unknown>>();
      for (const table of rig.changing) {
        const rows = await store.raw(keys.replace("%1", table));
        before.set(table, new Map(rows.map((row) => [row.external_id, row.id])));
      }
      for (let round = 0; round < 3; round++) {
        rig.pass(20 * minute);
        for (const table of rig.changing) {
          const [first = "", second = ""] = ids(table);
          rig.add(table);
          rig.edit(table, second);
          rig.remove(table, first);
        }
        if (connector.capabilities.deletes === "sweep") rig.pass(25 * hour);
        await load();
        await expectTruth();
      }
      for (const table of rig.changing) {
        for (const row of await store.raw(keys.replace("%1", table))) {
          const known = before.get(table)?.get(row.external_id);
          if (known !== undefined) expect(row.id, `${table} ${String(row.external_id)}`).toBe(known);
        }
      }
    });

    test("misses nothing that changes between its pages", async () => {
      const offs: (() => void)[] = [];
      for (const table of rig.changing) {
        let turn = 0;
        const change = (): void => {
          rig.pass(1_000);
          const all = ids(table);
          turn += 1;
          rig.edit(table, all[turn % all.length] ?? "");
          rig.edit(table, all.at(-(turn % all.length) - 1) ?? "");
          rig.add(table);
        };
        offs.push(rig.use(meanwhile(change, { when: rig.isPage(table), times: 12 })));
      }
      await load();
      for (const off of offs) off();
      await load();
      await expectTruth();
    });

    test("refuses wrong credentials without repeating them", async () => {
      const [secret = ""] = rig.secrets;
      const wrong = `wrong-${secret.length}-password-planted`;
      const environment = Object.fromEntries(
        Object.entries(rig.environment).map(([key, value]) => [key, value === secret ? wrong : value]),
      );
      const found = await opened((source) => source.check(), environment).then(
        (findings) => findings.filter(({ ok }) => !ok).map(({ what, mend = "" }) => what + mend),
        (error: Error) => [error.message],
      );
      expect(found.length).toBeGreaterThan(0);
      expect(found.join("\n")).not.toContain(wrong);
    });

    if (!faults) return;

    test("stops when its allowance is spent, keeps what it has, and goes on later", async () => {
      if (rig.faults.quotaSpent === undefined) return;
      const off = rig.use(rig.faults.quotaSpent);
      const error = await load({ batchRows: 1 }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SourceError);
      expect((error as SourceError).kind).toBe("quota");
      off();
      await load();
      await expectTruth();
    });

    test("goes on where it was killed", async () => {
      const pages = (): number => turned;
      let turned = 0;
      const counting =
        (limit: number) =>
        (source: Source): Source => ({
          ...source,
          async *read(table, window, cursor) {
            for await (const page of source.read?.(table, window, cursor) ?? []) {
              turned += 1;
              if (turned > limit) throw new Error("killed");
              yield page;
            }
          },
        });
      await load({}, counting(Number.POSITIVE_INFINITY));
      const all = pages();
      await store.close();
      store = await openTestStore(name);
      let rounds = 0;
      for (let done = false; !done; rounds++) {
        turned = 0;
        done = await load({ batchRows: 1 }, counting(Math.ceil(all / 3))).then(
          () => true,
          (error: Error) => {
            expect(error.message).toBe("killed");
            return false;
          },
        );
        expect(rounds, "each run comes further").toBeLessThan(12);
      }
      expect(rounds).toBeGreaterThan(1);
      await expectTruth();
    });

    test("gets through what its system may answer", async () => {
      for (const [fault, behaviour] of Object.entries(rig.faults)) {
        if (fault === "quotaSpent") continue;
        await store.close();
        store = await openTestStore(name);
        const off = rig.use(behaviour);
        await load();
        off();
        await expectTruth();
      }
    });

    test("does not believe that most of a table is gone until it is confirmed", async () => {
      await load();
      const [table] = rig.changing;
      if (table === undefined || !(await opened(async (source) => source.listIds !== undefined))) return;
      const few = ids(table).slice(0, 5);
      const blind = (source: Source): Source => ({
        ...source,
        async *listIds(asked) {
          if (asked === table) yield few;
          else yield* source.listIds?.(asked) ?? [];
        },
      });
      rig.pass(25 * hour);
      const report = await load({}, blind);
      expect(report.notes.join("\n")).toContain(`npm run sync -- --confirm ${table}`);
      await expectTruth();
      await load({ confirm: [table] }, blind);
      expect([...(await held(table)).keys()].sort()).toEqual([...few].sort());
    });

    test("believes a feed of deletions only until a record is read that it lists", async () => {
      await load();
      const [table] = rig.changing;
      if (table === undefined || !(await opened(async (source) => source.deleted !== undefined))) return;
      const [restored = "", gone = ""] = ids(table);
      const listing = (source: Source): Source => ({
        ...source,
        async *deleted(asked, since) {
          if (asked === table) yield [restored];
          yield* source.deleted?.(asked, since) ?? [];
        },
      });
      rig.edit(table, restored);
      rig.remove(table, gone);
      await load({}, listing);
      await expectTruth();
    });

    test.each([
      ["ahead", 8],
      ["behind", -8],
    ])("misses nothing when its system's clock is %s of ours", async (_how, minutes) => {
      const ours = (): Partial<SyncOptions> => ({ now: new Date(rig.now().getTime() - minutes * minute) });
      await load(ours());
      for (let round = 0; round < 3; round++) {
        rig.pass(5 * minute);
        for (const table of rig.changing) {
          rig.add(table);
          rig.edit(table, ids(table)[round] ?? "");
        }
        await load(ours());
      }
      rig.pass(20 * minute);
      await load(ours());
      await expectTruth();
    });

    test("takes an empty answer for nothing, or says that it is no answer", async () => {
      await load();
      const [table] = rig.changing;
      if (table === undefined) return;
      const off = rig.use(answering({ status: 204 }, { when: rig.isPage(table) }));
      const outcome = await load().then(
        () => null,
        (error: unknown) => error,
      );
      off();
      if (outcome !== null) expect(outcome).toBeInstanceOf(SourceError);
      await load();
      await expectTruth();
    });

    test("reads no answer without end", async () => {
      const [table] = rig.changing;
      if (table === undefined) return;
      rig.use(endless(66 * 1024 * 1024, { when: rig.isPage(table) }));
      const error = await opened(async (source) => {
        for await (const page of source.read?.(table, { lo: null, hi: rig.now() }, null) ?? [])
          expect(page.rows).toEqual([]);
      }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SourceError);
    });
  });
}
