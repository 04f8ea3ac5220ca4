import { afterAll, beforeAll, expect, test } from "vitest";
import { duckdbDialect } from "#store/dialect-duckdb.ts";
import { masked } from "#store/masked.ts";
import type { Store } from "#store.ts";
import { calendar, companyOf, insert } from "../commands/ask-company.ts";

let store: Store;
let close = async () => {};
const everything = { owners: null, filters: [], by: [] };

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [
      { id: 1, name: "Li" },
      { id: 2, name: "Wang" },
    ]);
    await insert(landing, "accounts", [
      {
        id: 1,
        name: "Acme",
        owner_id: 1,
        phone: "+86 138 0013 8021",
        email: "ann@acme.example",
        address: "1 Long Road",
      },
      { id: 2, name: "华星", owner_id: 2, phone: "80021", email: "无", address: null },
    ]);
    await insert(landing, "contacts", [{ id: 1, account_id: 1, name: "Ann", email: "华@acme.example", phone: null }]);
  }));
});
afterAll(() => close());

test("columns hold numbers in arrays, nulls as NaN, texts in lists", async () => {
  const { length, columns } = await store
    .view(everything)
    .columns(
      `SELECT id, name, CASE WHEN id = 1 THEN 2.5 END AS half FROM accounts ORDER BY id`,
      {},
      { id: "integer", name: "text?", half: "double?" },
    );
  expect(length).toBe(2);
  expect(columns).toEqual({
    id: Float64Array.of(1, 2),
    name: ["Acme", "华星"],
    half: Float64Array.of(2.5, Number.NaN),
  });
});

test("thousands of rows cross the chunks of the engine", async () => {
  const { length, columns } = await store
    .view(everything)
    .columns("SELECT CAST(range AS INTEGER) AS n FROM range(10000) ORDER BY n", {}, { n: "integer" });
  expect(length).toBe(10_000);
  expect(columns.n.every((n, index) => n === index)).toBe(true);
});

test("a missing column, another type and an unexpected null are bugs with a name", async () => {
  const view = store.view(everything);
  await expect(view.columns("SELECT 1 AS a", {}, { b: "integer" })).rejects.toThrow("no column b, only a");
  await expect(view.columns("SELECT 'x' AS a", {}, { a: "double" })).rejects.toThrow(
    "column a is x in row 1, not double",
  );
  await expect(view.columns("SELECT NULL AS a", {}, { a: "text" })).rejects.toThrow(
    "column a is null in row 1, not text",
  );
});

const personal = { phone: "text?", email: "text?", address: "text?" } as const;
const details = (self?: number) =>
  store
    .view({ ...everything, ...(self === undefined ? {} : { self }) })
    .select("SELECT phone, email, address FROM accounts ORDER BY id", {}, personal);

test("personal data are masked for everybody but the account's owner", async () => {
  const masked = [
    { phone: "+86****21", email: "a***@acme.example", address: "1 ****" },
    { phone: "****", email: "****", address: null },
  ];
  expect(await details()).toEqual(masked);
  expect(await details(1)).toEqual([
    { phone: "+86 138 0013 8021", email: "ann@acme.example", address: "1 Long Road" },
    masked[1],
  ]);
  expect((await details(2))[0]).toEqual(masked[0]);
});

test("contacts go by the owner of their account", async () => {
  const emails = (self: number) =>
    store.view({ ...everything, self }).select("SELECT email FROM contacts", {}, { email: "text?" });
  expect(await emails(1)).toEqual([{ email: "华@acme.example" }]);
  expect(await emails(2)).toEqual([{ email: "华***@acme.example" }]);
});

test("cells of several lines or addresses hide their middle too", async () => {
  const hidden = async (kind: "phone" | "email" | "text", cell: string) => {
    const quoted = `'${cell.replaceAll("\n", "' || chr(10) || '")}'`;
    const view = store.view(everything);
    const [row] = await view.select(
      `SELECT ${masked(quoted, kind, duckdbDialect(calendar))} AS cell`,
      {},
      { cell: "text" },
    );
    return row?.cell;
  };
  expect(await hidden("phone", "13800\n138021")).toBe("138****21");
  expect(await hidden("email", "ann@acme.example; bob@other.example")).toBe("a***@other.example");
  expect(await hidden("email", "ann\nlee@acme.example")).toBe("a***@acme.example");
  expect(await hidden("text", "1 Long Road\nShanghai")).toBe("1 ****");
});
