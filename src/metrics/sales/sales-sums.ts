import { exact } from "../money.ts";

/** Sums of valid orders that share a bucket of time and a group. */
export interface SumOfOrders {
  readonly start: string | null;
  readonly part: string | null;
  readonly net: number;
  /** Orders of the group; an order of several products is in several groups. */
  readonly orders: number;
  /** Orders that count once over all groups. */
  readonly allOrders: number;
  readonly units: number | null;
}

interface Sold {
  readonly net: number;
  readonly orders: number;
  /** Null where no order line is known. */
  readonly units: number | null;
}

/** One row a bucket, over all its groups. O(rows). */
export function salesByBucket(rows: readonly SumOfOrders[]): (Sold & { readonly start: string })[] {
  const sums = summed(rows, ({ start }) => start ?? "", "allOrders");
  return [...sums].map(([start, sum]) => ({ start, ...sum }));
}

/** One row a group, over all its buckets, with its distinct customers. O(rows). */
export function salesByGroup(
  rows: readonly SumOfOrders[],
  customers: ReadonlyMap<string | null, number>,
): (Sold & { readonly part: string | null; readonly customers: number })[] {
  const sums = summed(rows, ({ part }) => part, "orders");
  return [...sums].map(([part, sum]) => ({ part, ...sum, customers: customers.get(part) ?? 0 }));
}

/** Money taken back by bucket or by group; null where it is not known. O(rows). */
export function returnsBy<Key extends "start" | "part">(
  rows: readonly { readonly start: string | null; readonly part: string | null; readonly returned: number }[] | null,
  key: Key,
): ReadonlyMap<string | null, number> | null {
  if (rows === null) return null;
  const sums = new Map<string | null, number>();
  for (const row of rows) sums.set(row[key], (sums.get(row[key]) ?? 0) + row.returned);
  return sums;
}

/** Orders of no known customer and their money: in the totals, not among the buyers. O(rows). */
export function unattributedSales(
  rows: readonly { readonly unattributed: number; readonly unattributedNet: number | null }[],
): { orders: number; revenue: number } {
  return {
    orders: rows.reduce((sum, { unattributed }) => sum + unattributed, 0),
    revenue: exact(rows.reduce((sum, row) => sum + (row.unattributedNet ?? 0), 0)),
  };
}

function summed<Key>(
  rows: readonly SumOfOrders[],
  keyOf: (row: SumOfOrders) => Key,
  counted: "orders" | "allOrders",
): Map<Key, Sold> {
  const sums = new Map<Key, Sold>();
  for (const row of rows) {
    const key = keyOf(row);
    const sum = sums.get(key) ?? { net: 0, orders: 0, units: null };
    sums.set(key, {
      net: sum.net + row.net,
      orders: sum.orders + row[counted],
      units: row.units === null ? sum.units : (sum.units ?? 0) + row.units,
    });
  }
  return sums;
}
