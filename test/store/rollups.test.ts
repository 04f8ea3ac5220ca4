import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dimensions } from "#model/dimensions.ts";
import { accountDays, accountHistories, accountMonths, answeredByRollup, derivedRelation } from "#store/derived.ts";
import { duckdbDialect } from "#store/dialect-duckdb.ts";
import { openBudget } from "#store/duckdb/budget.ts";
import { openConnections } from "#store/duckdb/connections.ts";
import { openDatabase } from "#store/duckdb/database.ts";
import { readLoaded } from "#store/duckdb/meta.ts";
import { noStatistics } from "#store/facts.ts";
import type { Scope } from "#store/relations.ts";
import type { Lens, Store } from "#store.ts";
import { calendar, everything, folder, open } from "./company.ts";
import { richCompany } from "./rich-company.ts";

let path: string;
let remove: () => Promise<void>;
let store: Store;

beforeAll(async () => {
  ({ path, remove } = await folder());
  store = await open(path);
  await store.load({ source: "test", fingerprint: null }, richCompany);
  await store.close();
});
afterAll(() => remove());

test("rollups and the orders themselves give the same rows, whatever the filters, groups and scope", async () => {
  const dialect = duckdbDialect(calendar);
  const database = await openDatabase(join(path, "store-test.duckdb"), {
    memoryLimit: "512MB",
    threads: 2,
    checkpoint: "128MB",
  });
  const connections = await openConnections(
    database,
    openBudget(database, { memory: "512MB", threads: 2 }),
    1,
    dialect,
  );
  const loader = await database.connect();
  const statistics = (await readLoaded(loader))?.statistics ?? noStatistics;
  const setting = { calendar, dimensions, poolVisible: false };
  const values: Readonly<Record<string, readonly string[]>> = {
    industry: ["retail", "tech"],
    segment: ["vip", "plain"],
    city: ["北京", "上海", "Beijing"],
    province: ["Hebei", "湖南"],
    tag: ["doctor", "it's"],
    age_band: ["1980", "1990"],
    gender: ["f"],
    tier: ["gold"],
  };
  const names = Object.keys(values);
  const filter = fc
    .constantFrom(...names)
    .chain((dimension) =>
      fc.subarray([...(values[dimension] ?? [])], { minLength: 1 }).map((chosen) => ({ dimension, values: chosen })),
    );
  const lenses: fc.Arbitrary<Lens> = fc.record({
    owners: fc.option(fc.subarray([1, 2, 3]), { nil: null }),
    filters: fc.array(filter, { maxLength: 2 }),
    by: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
  });
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(lenses, async (lens) => {
      const grouped: Scope = { lens, setting, statistics, dialect };
      // Whatever the groups, an account has one history.
      const whole: Scope = { ...grouped, lens: { ...lens, by: [] } };
      expect(answeredByRollup(grouped)).toBe(true);
      for (const [name, plain, scope, columns] of [
        ["account_days", accountDays, grouped, "account_id, ordered_on, orders, net, returned"],
        ["account_histories", accountHistories, whole, "account_id, ordered_on, orders, net, returned, gap"],
        ["account_months", accountMonths, grouped, "account_id, month, orders, net, cohort"],
      ] as const) {
        const rows = (sql: string) => {
          const parameters: Record<string, readonly string[] | readonly number[]> = {};
          lens.filters.forEach((each, index) => {
            parameters[`filter_${index}`] = each.values;
          });
          if (lens.owners !== null) parameters.scope_owners = lens.owners;
          const cells = columns.split(", ").map((column) => `coalesce(CAST(${column} AS VARCHAR), '-')`);
          const text = `SELECT ${cells.join(" || '|' || ")} || '|'
|| coalesce(group_1, '-') || '|' || coalesce(group_2, '-') AS line FROM (${sql}) AS x ORDER BY line`;
          return connections.query(text, parameters, { line: "text" });
        };
        const fromRollup = await rows(derivedRelation(name, scope));
        kept += fromRollup.length;
        expect(fromRollup).toEqual(await rows(plain(scope)));
      }
    }),
    { numRuns: 40 },
  );
  expect(kept).toBeGreaterThan(1000);
  connections.close();
  loader.closeSync();
  database.close();
});

test("what rollups do not know takes the plain path", () => {
  const scope = (lens: Partial<Lens>): Scope => ({
    lens: { ...everything, ...lens },
    setting: { calendar, dimensions, poolVisible: false },
    statistics: { ...noStatistics, rows: { orders: 1 }, filled: { orders: ["region", "owner_id"] } },
    dialect: duckdbDialect(calendar),
  });
  expect(answeredByRollup(scope({ by: ["segment"] }))).toBe(true);
  expect(answeredByRollup(scope({ by: ["region"] }))).toBe(false);
  expect(answeredByRollup(scope({ by: ["channel"] }))).toBe(false);
  expect(answeredByRollup(scope({ by: ["product"] }))).toBe(false);
});
