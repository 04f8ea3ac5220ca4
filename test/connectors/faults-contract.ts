import { describe, expect, test } from "vitest";
import type { Connector, Source } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { SyncOptions } from "#sync/options.ts";
import { openTestStore } from "../sync/open-test-store.ts";
import { hour, minute, openedForEach } from "./contract-fixture.ts";
import type { OpenRig } from "./rig.ts";
import { answering, endless } from "./stub/behaviours.ts";

/** What every connector that is asked for changes must do when its system fails, lies or is somebody else. */
export function faultsContract(name: string, connector: Connector, openRig: OpenRig): void {
  describe(`${name}, when its system fails`, { timeout: 180_000 }, () => {
    const at = openedForEach(name, connector, openRig);
    const { opened, load, held, expectTruth, ids } = at;

    test("gets through what its system may answer", async () => {
      for (const [fault, behaviour] of Object.entries(at.rig.faults)) {
        if (fault === "quotaSpent") continue;
        await at.store.close();
        at.store = await openTestStore(name);
        const off = at.rig.use(behaviour);
        await load();
        off();
        await expectTruth();
      }
    });

    test("stops when its allowance is spent, keeps what it has, and goes on later", async () => {
      if (at.rig.faults.quotaSpent === undefined) return;
      const off = at.rig.use(at.rig.faults.quotaSpent);
      const error = await load({ batchRows: 1 }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SourceError);
      expect((error as SourceError).kind).toBe("quota");
      off();
      await load();
      await expectTruth();
    });

    test("does not believe that most of a table is gone until it is confirmed", async () => {
      await load();
      const [table] = at.rig.changing;
      if (table === undefined || !(await opened(async (source) => source.listIds !== undefined))) return;
      const few = ids(table).slice(0, 5);
      const blind = (source: Source): Source => ({
        ...source,
        async *listIds(asked) {
          if (asked === table) yield few;
          else yield* source.listIds?.(asked) ?? [];
        },
      });
      at.rig.pass(25 * hour);
      const report = await load({}, blind);
      expect(report.notes.join("\n")).toContain(`npm run sync -- --confirm ${table}`);
      await expectTruth();
      await load({ confirm: [table] }, blind);
      expect([...(await held(table)).keys()].sort()).toEqual([...few].sort());
    });

    test("believes a feed of deletions only until a record is read that it lists", async () => {
      await load();
      const [table] = at.rig.changing;
      if (table === undefined || !(await opened(async (source) => source.deleted !== undefined))) return;
      const [restored = "", gone = ""] = ids(table);
      const listing = (source: Source): Source => ({
        ...source,
        async *deleted(asked, since) {
          if (asked === table) yield [restored];
          yield* source.deleted?.(asked, since) ?? [];
        },
      });
      at.rig.edit(table, restored);
      at.rig.remove(table, gone);
      await load({}, listing);
      await expectTruth();
    });

    test.each([
      ["ahead", 8],
      ["behind", -8],
    ])("misses nothing when its system's clock is %s of ours", async (_how, minutes) => {
      const ours = (): Partial<SyncOptions> => ({ now: new Date(at.rig.now().getTime() - minutes * minute) });
      await load(ours());
      for (let round = 0; round < 3; round++) {
        at.rig.pass(5 * minute);
        for (const table of at.rig.changing) {
          at.rig.add(table);
          at.rig.edit(table, ids(table)[round] ?? "");
        }
        await load(ours());
      }
      at.rig.pass(20 * minute);
      await load(ours());
      await expectTruth();
    });

    test("takes an empty answer for nothing, or says that it is no answer", async () => {
      await load();
      const [table] = at.rig.changing;
      if (table === undefined) return;
      const off = at.rig.use(answering({ status: 204 }, { when: at.rig.isPage(table) }));
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
      const [table] = at.rig.changing;
      if (table === undefined) return;
      at.rig.use(endless(66 * 1024 * 1024, { when: at.rig.isPage(table) }));
      const error = await opened(async (source) => {
        for await (const page of source.read?.(table, { lo: null, hi: at.rig.now() }, null) ?? [])
          expect(page.rows).toEqual([]);
      }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SourceError);
    });

    test("refuses wrong credentials without repeating them", async () => {
      const [secret = ""] = at.rig.secrets;
      const wrong = `wrong-${secret.length}-password-planted`;
      const environment = Object.fromEntries(
        Object.entries(at.rig.environment).map(([key, value]) => [key, value === secret ? wrong : value]),
      );
      const found = await opened((source) => source.check(), environment).then(
        (findings) => findings.filter(({ ok }) => !ok).map(({ what, mend = "" }) => what + mend),
        (error: Error) => [error.message],
      );
      expect(found.length).toBeGreaterThan(0);
      expect(found.join("\n")).not.toContain(wrong);
    });
  });
}
