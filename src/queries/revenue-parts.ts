import type { Span } from "#indicator.ts";
import type { View } from "#store.ts";
import { salesOfPeriod } from "./sales-period.ts";
import { sample as span } from "./sales-span.ts";

type Days = Omit<Span, "grain">;

export const sample: Days = span;

/** What a span's revenue is made of; `returnsTold` is false where returns cannot honour the question's filters. */
export async function revenueParts(view: View, days: Days) {
  const { sold, buyers, returned } = await salesOfPeriod(view, { ...days, grain: null, per: "all" });
  const [row] = sold;
  const nobody = { orders: row?.unattributed ?? 0, net: row?.unattributedNet ?? 0 };
  return {
    buyers: buyers.total,
    orders: (row?.orders ?? 0) - nobody.orders,
    attributed: (row?.net ?? 0) - nobody.net,
    unattributed: nobody.net,
    returned: (returned ?? []).reduce((sum, each) => sum + each.returned, 0),
    returnsTold: returned !== null,
  };
}
