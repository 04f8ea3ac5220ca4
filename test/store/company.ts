import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Calendar } from "#calendar.ts";
import { openStore, type StoreOptions } from "#store/open.ts";
import type { Landing, Lens, Store } from "#store.ts";

export const calendar: Calendar = { zone: "Asia/Shanghai", weekStart: 1, fiscalYearStart: 1, seasons: {} };
export const everything: Lens = { owners: null, filters: [], by: [] };

/** A folder of its own for a test, and how to remove it. */
export async function folder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "parley-store-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export function open(dataDir: string, more: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore({
    dataDir,
    source: "test",
    calendar,
    currency: "CNY",
    memoryLimit: "512MB",
    threads: 2,
    ...more,
  });
}

export type Cell = string | number | boolean | null;

/** Inserts rows given by column; ids are the rows' own, bookkeeping is filled in. */
export async function insert(
  landing: Landing,
  table: string,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<void> {
  for (const row of rows) {
    const full: Record<string, Cell> = {
      source_system: "test",
      external_id: `${table}-${row.id}`,
      synced_at: "2024-06-01 00:00:00",
      ...row,
    };
    const names = Object.keys(full);
    const values = names.map((name) => literal(full[name] ?? null));
    await landing.run(`INSERT INTO data.${table} (${names.join(", ")}) VALUES (${values.join(", ")})`);
  }
}

function literal(value: Cell): string {
  if (value === null) return "NULL";
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** Two teams under one manager, an account in the pool, orders with lines and returns. */
export async function company(landing: Landing): Promise<void> {
  await insert(landing, "owners", [
    { id: 1, name: "Mei", team: "North" },
    { id: 2, name: "Li", team: "North", manager_id: 1 },
    { id: 3, name: "Zhou", team: "South" },
  ]);
  await insert(landing, "accounts", [
    {
      id: 1,
      name: "A",
      owner_id: 1,
      region: "north",
      birth_year: 1987,
      segment: "vip",
      custom: '{"province":"Hebei"}',
    },
    { id: 2, name: "B", owner_id: 2, region: "north", birth_year: 1992 },
    { id: 3, name: "C", owner_id: 3, region: "south", birth_year: 2001, custom: '{"province":"Hunan"}' },
    { id: 4, name: "D", region: "south", pool: "open sea" },
    { id: 5, name: "Gone", owner_id: 1, region: "north", deleted_at: "2024-05-01 00:00:00" },
    { id: 6, name: "B twin", owner_id: 2, region: "north", merged_into_id: 2 },
  ]);
  await insert(landing, "account_tags", [
    { id: 1, account_id: 1, tag: "doctor" },
    { id: 2, account_id: 1, tag: "runner" },
    { id: 3, account_id: 3, tag: "doctor" },
  ]);
  await insert(landing, "products", [
    { id: 1, name: "tea", category: "drinks" },
    { id: 2, name: "cup", category: "ware" },
  ]);
  await insert(landing, "orders", [
    order(1, 1, 1, "2024-01-31 17:00:00", 100), // 1 February in Shanghai
    order(2, 1, 1, "2024-02-10 04:00:00", 50),
    order(3, 2, 2, "2024-02-11 04:00:00", 70),
    order(4, 6, 2, "2024-03-11 04:00:00", 30), // of the twin: the survivor's
    order(5, 3, 3, "2024-03-12 04:00:00", 20),
    order(6, 4, null, "2024-03-13 04:00:00", 10),
    order(7, null, 3, "2024-03-14 04:00:00", 5),
    { ...order(8, 1, 1, "2024-03-15 04:00:00", 999), status: "cancelled" },
    { ...order(9, 1, 1, "2024-03-15 04:00:00", 999), deleted_at: "2024-04-01 00:00:00" },
    order(10, 1, 1, "2024-03-16 04:00:00", 0),
    order(11, 3, 3, "2024-04-02 04:00:00", 40),
  ]);
  await insert(landing, "order_lines", [
    {
      id: 1,
      order_id: 1,
      account_id: 1,
      product_id: 1,
      quantity: 2,
      unit_price: 30,
      unit_price_reporting: 30,
      discount: 0,
    },
    { id: 2, order_id: 1, account_id: 1, product_id: 2, quantity: 1, net: 40, net_reporting: 40, discount: 0.15 },
    { id: 3, order_id: 5, account_id: 3, product_id: 1, quantity: 4, net: 20, net_reporting: 20 },
    { id: 4, order_id: 11, account_id: 3, product_id: 1, quantity: 1, net: 10, net_reporting: 10 },
    { id: 5, order_id: 11, account_id: 3, product_id: 1, quantity: 3, net: 30, net_reporting: 30 },
  ]);
  await insert(landing, "returns", [
    {
      id: 1,
      order_id: 1,
      account_id: 1,
      product_id: 2,
      amount: 40,
      amount_reporting: 40,
      returned_at: "2024-05-01 00:00:00",
    },
    {
      id: 2,
      order_id: 5,
      account_id: 3,
      product_id: 1,
      amount: 5,
      amount_reporting: 5,
      returned_at: "2024-05-01 00:00:00",
    },
  ]);
}

function order(id: number, account: number | null, owner: number | null, at: string, net: number) {
  const money = { net, net_reporting: net, total: net, total_reporting: net, currency: "CNY" };
  return { id, account_id: account, owner_id: owner, ordered_at: at, status: "confirmed", channel: "shop", ...money };
}
