import { describe, expect, test } from "vitest";
import type { Connector, Source } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { openTestStore } from "../sync/open-test-store.ts";
import { hour, minute, openedForEach } from "./contract-fixture.ts";
import { faultsContract } from "./faults-contract.ts";
import type { OpenRig } from "./rig.ts";
import { meanwhile } from "./stub/behaviours.ts";

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
    const at = openedForEach(name, connector, openRig);
    const { opened, load, expectTruth, ids } = at;

    test("says that it reads increments, and brings 25 records of each table that changes", () => {
      expect(connector.capabilities.reads).toBe("increments");
      for (const table of at.rig.changing) expect(ids(table).length, table).toBeGreaterThanOrEqual(25);
    });

    test("is found good by its own check, which names a permission that is missing", async () => {
      const good = await opened((source) => source.check());
      expect(good.filter(({ ok }) => !ok)).toEqual([]);
      const missing = at.rig.forbid();
      const bad = (await opened((source) => source.check())).filter(({ ok }) => !ok);
      expect(bad.map(({ what }) => what).join("\n")).toContain(missing);
      expect(bad[0]?.mend?.length).toBeGreaterThan(5);
    });

    test("loads everything, and the second time nothing", async () => {
      await load();
      await expectTruth();
      const before = at.store.store.freshness()?.syncedAt;
      const again = await load();
      expect(again.reads?.reduce((sum, { changed }) => sum + changed, 0)).toBe(0);
      expect(at.store.store.freshness()?.syncedAt).toEqual(before);
    });

    test("follows what is added, edited and removed, and keeps the keys of what is not", async () => {
      await load();
      const keys = "SELECT external_id, id FROM data.%1 WHERE deleted_at IS NULL ORDER BY external_id";
      const before = new Map<TableName, Map<unknown, unknown>>();
      for (const table of at.rig.changing) {
        const rows = await at.store.raw(keys.replace("%1", table));
        before.set(table, new Map(rows.map((row) => [row.external_id, row.id])));
      }
      for (let round = 0; round < 3; round++) {
        at.rig.pass(20 * minute);
        for (const table of at.rig.changing) {
          const [first = "", second = ""] = ids(table);
          at.rig.add(table);
          at.rig.edit(table, second);
          at.rig.remove(table, first);
        }
        if (connector.capabilities.deletes === "sweep") at.rig.pass(25 * hour);
        await load();
        await expectTruth();
      }
      for (const table of at.rig.changing) {
        for (const row of await at.store.raw(keys.replace("%1", table))) {
          const known = before.get(table)?.get(row.external_id);
          if (known !== undefined) expect(row.id, `${table} ${String(row.external_id)}`).toBe(known);
        }
      }
    });

    test("misses nothing that changes between its pages", async () => {
      const offs: (() => void)[] = [];
      for (const table of at.rig.changing) {
        let turn = 0;
        const change = (): void => {
          at.rig.pass(1_000);
          const all = ids(table);
          turn += 1;
          at.rig.edit(table, all[turn % all.length] ?? "");
          at.rig.edit(table, all.at(-(turn % all.length) - 1) ?? "");
          at.rig.add(table);
        };
        offs.push(at.rig.use(meanwhile(change, { when: at.rig.isPage(table), times: 12 })));
      }
      await load();
      for (const off of offs) off();
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
      await at.store.close();
      at.store = await openTestStore(name);
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
  });
  if (faults) faultsContract(name, connector, openRig);
}
