import type { CampaignRow } from "./campaign-rows.ts";

/** What rows can be ranked by. */
export const orders = ["roi", "roas", "revenue", "cost", "leads", "customers", "cac", "payback", "feedback"] as const;
export type CampaignOrder = (typeof orders)[number];

const figures: Readonly<Record<CampaignOrder, (row: CampaignRow) => number | null>> = {
  roi: ({ roi }) => roi,
  roas: ({ roas }) => roas,
  revenue: ({ revenue }) => revenue,
  cost: ({ cost }) => cost,
  leads: ({ leads }) => leads,
  customers: ({ customers }) => customers,
  // The fewer the better.
  cac: ({ cac }) => (cac === null ? null : -cac),
  payback: ({ paybackDays }) => (paybackDays === null ? null : -paybackDays),
  feedback: ({ feedback }) => feedback,
};

/** The rows, the best first; what is not known after what is, what nothing touched last. Ties keep their order. O(n log n). */
export function ranked<Row extends CampaignRow>(rows: readonly Row[], by: CampaignOrder): Row[] {
  const value = (row: Row) => figures[by](row) ?? Number.NEGATIVE_INFINITY;
  return rows.toSorted((a, b) => {
    if (a.touched !== b.touched) return a.touched ? -1 : 1;
    const [x, y] = [value(a), value(b)];
    return x === y ? 0 : y > x ? 1 : -1;
  });
}
