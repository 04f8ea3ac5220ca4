import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01", seen: "2026-12-31" };

/**
 * Leads created on days `[from, to)`, by the question's group; `waiting` are those neither converted nor given up
 * by the end of day `seen`. `undated` leads have no creation time and are counted nowhere else.
 */
export async function funnelLeads(
  view: View,
  parameters: { readonly from: string; readonly to: string; readonly seen: string },
): Promise<
  readonly {
    readonly part: string | null;
    readonly leads: number;
    readonly waiting: number;
    readonly undated: number;
  }[]
> {
  const { from, to, seen } = parameters;
  return view.select(
    `SELECT
  leads.group_1 AS part,
  count(CASE WHEN leads.created_on IS NOT NULL THEN 1 END) AS leads,
  count(CASE WHEN leads.created_on IS NOT NULL AND leads.lost_reason IS NULL
    AND (leads.converted_on IS NULL OR leads.converted_on > CAST($seen AS DATE)) THEN 1 END) AS waiting,
  count(CASE WHEN leads.created_on IS NULL THEN 1 END) AS undated
FROM leads
WHERE leads.created_on IS NULL OR (leads.created_on >= CAST($from AS DATE) AND leads.created_on < CAST($to AS DATE))
GROUP BY leads.group_1
ORDER BY leads.group_1`,
    { from, to, seen },
    { part: "text?", leads: "integer", waiting: "integer", undated: "integer" },
  );
}
