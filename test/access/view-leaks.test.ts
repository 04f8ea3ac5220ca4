import { afterAll, beforeAll, expect, test } from "vitest";
import { NotApplicable } from "#errors.ts";
import { appliesTo, dimensions } from "#model/dimensions.ts";
import { bookkeeping } from "#model/table.ts";
import { type TableName, tables } from "#model/tables.ts";
import { betrayed, difference, openTwins, type Twins } from "./twin-companies.ts";

let twins: Twins;
beforeAll(async () => {
  twins = await openTwins();
}, 120_000);
afterAll(() => twins.close());

const derived = [
  "valid_orders",
  "sales",
  "account_days",
  "account_gaps",
  "account_histories",
  "account_months",
] as const;
const kept = Object.keys(bookkeeping).filter((name) => !["deleted_at", "merged_into_id", "synced_at"].includes(name));

/** What the representative's view shows of a relation: everything, or its groups with their numbers of rows. */
async function shown(
  parts: Twins["plain"],
  relation: string,
  columns: readonly string[] | null,
  by: readonly string[],
) {
  const { rep } = twins;
  const view = parts.store.view({ owners: [rep.key], self: rep.key, filters: [], by });
  if (!view.covers(relation)) return "";
  const said =
    columns === null ? "group_1" : columns.map((name) => `coalesce(CAST(${name} AS VARCHAR), '')`).join(" || '|' || ");
  const asked = view.select(
    `SELECT ${said} AS said, count(*) AS n FROM ${relation} GROUP BY 1 ORDER BY 1, 2`,
    {},
    { said: "text?", n: "integer" },
  );
  const rows = await asked.catch((error: unknown) => {
    if (error instanceof NotApplicable) return [];
    throw error;
  });
  return rows.map(({ said: text, n }) => `${text} ${n}`).join("\n");
}

async function compare(relation: string, columns: readonly string[] | null, by: readonly string[]): Promise<string> {
  const one = await shown(twins.plain, relation, columns, by);
  const two = await shown(twins.perturbed, relation, columns, by);
  expect(difference(one, two), `${relation} by ${by.join()}`).toBe("");
  expect(betrayed(two), `${relation} by ${by.join()}`).toBe("");
  return one;
}

test("the two companies differ in every table that belongs to somebody", async () => {
  const lens = { owners: null, filters: [], by: [] };
  for (const table of ["owners", "accounts", "opportunities", "orders", "leads", "tickets", "contacts"] as const) {
    const columns = Object.keys(tables[table].columns).join(", ");
    const read = (parts: Twins["plain"]) =>
      parts.store
        .view(lens)
        .select(`SELECT CAST(sum(hash(${columns})) AS VARCHAR) AS sum FROM ${table}`, {}, { sum: "text" });
    expect(await read(twins.plain), table).not.toEqual(await read(twins.perturbed));
  }
});

const named = Object.values(tables).filter(({ visibility }) => visibility !== "open");
test.each(named.map(({ name, columns }) => [name, columns] as const))(
  "%s shows nothing of other people's",
  async (name, columns) => {
    const seen = await compare(name, [...kept, ...Object.keys(columns)], []);
    if (name === "accounts") expect(seen.split("\n").length).toBeGreaterThan(20);
  },
);

test.each(named.map(({ name }) => name))("%s has no group of other people's", async (name) => {
  for (const dimension of dimensions.filter((one) => appliesTo(one, name as TableName))) {
    await compare(name, null, [dimension.name]);
  }
});

test.each(derived)("%s neither", async (name) => {
  const columns = {
    account_gaps: ["account_id", "ordered_on", "gap"],
    account_months: ["account_id", "month", "orders", "net", "cohort"],
  };
  const own = name in columns ? columns[name as keyof typeof columns] : ["account_id", "ordered_on", "net"];
  await compare(name, own, []);
  for (const { name: by } of dimensions) await compare(name, null, [by]);
});

test("the values that may be asked for are the representative's own", async () => {
  const lens = { owners: [twins.rep.key], filters: [], by: [] };
  for (const { name } of dimensions) {
    const [one, two] = [await twins.plain.store.values(name, lens), await twins.perturbed.store.values(name, lens)];
    expect(two, name).toEqual(one);
    expect(betrayed(two.join("\n")), name).toBe("");
  }
});
