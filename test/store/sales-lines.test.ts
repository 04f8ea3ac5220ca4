import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Landing, Lens, Store } from "#store.ts";
import { type Cell, everything, folder, insert, open } from "./company.ts";

let store: Store;
let remove: () => Promise<void>;
beforeAll(async () => {
  const place = await folder();
  remove = place.remove;
  store = await open(place.path);
});
afterAll(async () => {
  await store.close();
  await remove();
});

interface Sold {
  readonly account: number | null;
  readonly region: string | null;
  /** Used where no line says more. */
  readonly own: { readonly net: number; readonly units: number | null };
  readonly lines: readonly { readonly product: number | null; readonly net: number; readonly quantity: number }[];
}

const solds: fc.Arbitrary<Sold[]> = fc.array(
  fc.record({
    account: fc.constantFrom(1, 2, null),
    region: fc.constantFrom("north", "south", null),
    own: fc.record({ net: fc.integer({ min: 1, max: 99 }), units: fc.constantFrom(null, 2) }),
    lines: fc.array(
      fc.record({
        product: fc.constantFrom(1, 2, null),
        net: fc.integer({ min: 1, max: 99 }),
        quantity: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 3 },
    ),
  }),
  { minLength: 1, maxLength: 7 },
);

const added = (values: readonly (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
const net = ({ own, lines }: Sold) => (lines.length === 0 ? own.net : added(lines.map((line) => line.net)));
const units = ({ own, lines }: Sold) => (lines.length === 0 ? own.units : added(lines.map(({ quantity }) => quantity)));

async function fill(landing: Landing, orders: readonly Sold[]): Promise<void> {
  for (const table of ["owners", "accounts", "products", "orders", "order_lines"]) {
    await landing.run(`DELETE FROM data.${table}`);
  }
  const put = (table: string, rows: Readonly<Record<string, Cell>>[]) => insert(landing, table, rows);
  await put("owners", [
    { id: 1, name: "Mei" },
    { id: 2, name: "Li" },
  ]);
  await put("accounts", [
    { id: 1, name: "A", owner_id: 1 },
    { id: 2, name: "B", owner_id: 2 },
  ]);
  await put("products", [
    { id: 1, name: "tea", category: "drinks" },
    { id: 2, name: "cup", category: "ware" },
  ]);
  const money = (amount: number) => ({ net: amount, net_reporting: amount });
  await put(
    "orders",
    orders.map((order, id) => {
      const { account, region } = order;
      const about = { account_id: account, owner_id: account ?? 1, region, status: "confirmed", units: units(order) };
      return { id, ...about, ordered_at: "2024-02-01 04:00:00", ...money(net(order)) };
    }),
  );
  await put(
    "order_lines",
    orders.flatMap(({ account, lines }, order) =>
      lines.map((line, index) => {
        const of = { order_id: order, account_id: account, product_id: line.product, quantity: line.quantity };
        return { id: order * 10 + index, ...of, ...money(line.net) };
      }),
    ),
  );
}

function groups(lens: Lens) {
  return store.view(lens).select(
    `SELECT group_1, group_2, sum(net) AS net, sum(orders) AS orders, sum(all_orders) AS once,
count(DISTINCT order_id) AS distinct_orders, coalesce(sum(units), 0) AS units FROM sales GROUP BY group_1, group_2`,
    {},
    {
      group_1: "text?",
      group_2: "text?",
      net: "double",
      orders: "integer",
      once: "integer",
      distinct_orders: "integer",
      units: "double",
    },
  );
}

test("grouping by what lines carry loses and doubles nothing, whatever else the question asks", async () => {
  const askers = fc.record({
    owners: fc.constantFrom(null, [1]),
    filters: fc.constantFrom([], [{ dimension: "region", values: ["north"] }]),
    by: fc.constantFrom(["product"], ["category"], ["discount_band"], ["product", "region"], ["region", "category"]),
  });
  await fc.assert(
    fc.asyncProperty(solds, fc.array(askers, { minLength: 4, maxLength: 4 }), async (orders, lenses) => {
      await store.load({ source: "test", fingerprint: null }, (landing) => fill(landing, orders));
      for (const lens of lenses) {
        const [whole] = await groups({ ...lens, by: [] });
        const parts = await groups(lens);
        const sum = (key: "net" | "once" | "units") => added(parts.map((part) => part[key]));
        expect([sum("net"), sum("once"), sum("units")]).toEqual([
          whole?.net ?? 0,
          whole?.orders ?? 0,
          whole?.units ?? 0,
        ]);
        for (const part of parts) expect(part.orders).toBe(part.distinct_orders);
      }
      const teas = orders.filter(({ lines }) => lines.some(({ product }) => product === 1));
      const unknown = orders.filter(({ lines }) => !lines.every(({ product }) => product !== null) || !lines[0]);
      const byProduct = await groups({ ...everything, by: ["product"] });
      expect(byProduct.find(({ group_1 }) => group_1 === "tea")?.orders ?? 0).toBe(teas.length);
      expect(byProduct.find(({ group_1 }) => group_1 === null)?.orders ?? 0).toBe(unknown.length);
      // A filter that only lines carry keeps the lines that match, and no order without lines.
      const filters = [{ dimension: "product", values: ["tea"] }];
      const tea = teas.flatMap(({ lines }) => lines.filter(({ product }) => product === 1));
      for (const by of [[], ["category"], ["region"]]) {
        const found = await groups({ ...everything, filters, by });
        expect(added(found.map((part) => part.net))).toBe(added(tea.map((line) => line.net)));
        expect(added(found.map((part) => part.once))).toBe(teas.length);
      }
    }),
    { numRuns: 12 },
  );
});

test("a group that orders carry is the order's own beside a product", async () => {
  const lines = [{ product: 1, net: 5, quantity: 1 }];
  const own = { net: 7, units: null };
  const orders: Sold[] = [
    { account: 1, region: "north", own, lines },
    { account: 1, region: "south", own, lines: [] },
  ];
  await store.load({ source: "test", fingerprint: null }, (landing) => fill(landing, orders));
  const rows = (await groups({ ...everything, by: ["product", "region"] })).sort((a, b) => a.net - b.net);
  expect(rows).toMatchObject([
    { group_1: "tea", group_2: "north", net: 5, orders: 1 },
    { group_1: null, group_2: "south", net: 7, orders: 1 },
  ]);
});

test("an order whose lines tell no money keeps its own", async () => {
  const orders: Sold[] = [
    { account: 1, region: null, own: { net: 1, units: null }, lines: [{ product: 1, net: 7, quantity: 3 }] },
  ];
  await store.load({ source: "test", fingerprint: null }, async (landing) => {
    await fill(landing, orders);
    await landing.run("UPDATE data.order_lines SET net = NULL, net_reporting = NULL");
  });
  expect(await groups({ ...everything, by: ["product"] })).toMatchObject([
    { group_1: null, net: 7, orders: 1, once: 1, units: 3 },
  ]);
});

test("returns are not covered by a filter of what none of them names", async () => {
  const filters = [{ dimension: "product", values: ["tea"] }];
  const taken = async (product: number | null) => {
    await store.load({ source: "test", fingerprint: null }, async (landing) => {
      await landing.run("DELETE FROM data.returns");
      await insert(landing, "returns", [{ id: 1, product_id: product, amount_reporting: 5 }]);
    });
    return store.view({ ...everything, filters });
  };
  expect((await taken(null)).covers("returns")).toBe(false);
  expect((await taken(null)).ungrouped.covers("returns")).toBe(false);
  expect((await taken(1)).covers("returns")).toBe(true);
});
