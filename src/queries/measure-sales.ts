import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { salesMoney } from "./sales-money.ts";
import { salesReturns } from "./sales-returns.ts";
import { sample as span } from "./sales-span.ts";
import { salesSums } from "./sales-sums.ts";

export const sample: Span = span;

type SalesSumName = "revenue" | "sold" | "orders" | "units" | "returned";

/**
 * What valid orders brought: `sold` their net, `returned` what returns dated in the span took back (null where returns
 * cannot honour the question), `revenue` the first less the second.
 */
export async function measureSales(
  view: View,
  span: Span,
  wanted?: ReadonlySet<string>,
): Promise<readonly Sums<SalesSumName>[]> {
  const counted = wanted?.has("orders") ?? true;
  const [sold, returned] = await Promise.all([
    counted ? salesSums(view, span) : salesMoney(view, span),
    salesReturns(view, span),
  ]);
  const rows = new Map<
    string,
    { start: string | null; part: string | null; place: number; sums: Record<SalesSumName, number | null> }
  >();
  const at = ({ start, part, place }: { start: string | null; part: string | null; place: number }) => {
    const key = JSON.stringify([start, part, place]);
    const nothing = { revenue: 0, sold: 0, orders: 0, units: null, returned: returned === null ? null : 0 };
    const row = rows.get(key) ?? { start, part, place, sums: nothing };
    rows.set(key, row);
    return row.sums;
  };
  for (const row of sold) {
    const { net, units } = row;
    Object.assign(at(row), { sold: net, orders: "orders" in row ? row.orders : null, units, revenue: net });
  }
  for (const row of returned ?? []) {
    const sums = at(row);
    sums.returned = row.returned;
    sums.revenue = cents((sums.sold ?? 0) - row.returned);
  }
  return [...rows.values()];
}

export const salesMeasure: Measure<SalesSumName> = {
  relations: ["sales"],
  needs: [],
  together: ["valid_orders", "returns"],
  read: measureSales,
};

/** A difference of doubles without its noise. */
function cents(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}
