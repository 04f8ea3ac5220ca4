import type { View } from "#store.ts";

export const sample = { owner: 1, from: "2026-10-01", to: "2026-10-08" };

const kinds = ["call", "meeting", "email", "visit", "task"] as const;
const stages = "opportunity_stage_events";

/** What one owner did on the days `[from, to)`. */
export async function ownerWork(
  view: View,
  parameters: { readonly owner: number; readonly from: string; readonly to: string },
) {
  const within = (day: string) => `${day} >= CAST($from AS DATE) AND ${day} < CAST($to AS DATE)`;
  const by = (kind: string) => `count(CASE WHEN activities.kind = '${kind}' THEN 1 END) AS ${kind}`;
  const mine = "opportunities.owner_id = $owner";
  const [[done], [deals], [moved]] = await Promise.all([
    view.select(
      `SELECT ${kinds.map(by).join(", ")} FROM activities
WHERE activities.owner_id = $owner AND ${within("activities.occurred_on")}`,
      { ...parameters },
      { call: "integer", meeting: "integer", email: "integer", visit: "integer", task: "integer" },
    ),
    view.select(
      `SELECT count(CASE WHEN ${within("opportunities.created_on")} THEN 1 END) AS created,
  count(CASE WHEN opportunities.status = 'won' AND ${within("opportunities.closed_on")} THEN 1 END) AS won,
  coalesce(sum(CASE WHEN opportunities.status = 'won' AND ${within("opportunities.closed_on")} THEN opportunities.amount END), 0) AS won_amount,
  count(CASE WHEN opportunities.status = 'lost' AND ${within("opportunities.closed_on")} THEN 1 END) AS lost
FROM opportunities WHERE ${mine}`,
      { ...parameters },
      { created: "integer", won: "integer", won_amount: "double", lost: "integer" },
    ),
    view.select(
      `SELECT count(DISTINCT ${stages}.opportunity_id) AS deals FROM ${stages}
JOIN opportunities ON opportunities.id = ${stages}.opportunity_id
WHERE ${mine} AND coalesce(opportunities.status, 'open') = 'open' AND ${within(`${stages}.entered_on`)}`,
      { ...parameters },
      { deals: "integer" },
    ),
  ]);
  return {
    activities: done ?? { call: 0, meeting: 0, email: 0, visit: 0, task: 0 },
    deals: deals ?? { created: 0, won: 0, won_amount: 0, lost: 0 },
    moved: moved?.deals ?? 0,
  };
}

export type OwnerWork = Awaited<ReturnType<typeof ownerWork>>;
