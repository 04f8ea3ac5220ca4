import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01" };

/** Deals created, won and lost on the days `[from, to)`, with their money. */
export async function dealMovements(view: View, parameters: { readonly from: string; readonly to: string }) {
  const within = (day: string) =>
    `opportunities.${day} >= CAST($from AS DATE) AND opportunities.${day} < CAST($to AS DATE)`;
  const won = `opportunities.status = 'won' AND ${within("closed_on")}`;
  const lost = `opportunities.status = 'lost' AND ${within("closed_on")}`;
  const [row] = await view.select(
    `SELECT
  count(CASE WHEN ${within("created_on")} THEN 1 END) AS created,
  sum(CASE WHEN ${within("created_on")} THEN opportunities.amount END) AS "createdAmount",
  count(CASE WHEN ${won} THEN 1 END) AS won, sum(CASE WHEN ${won} THEN opportunities.amount END) AS "wonAmount",
  count(CASE WHEN ${lost} THEN 1 END) AS lost, sum(CASE WHEN ${lost} THEN opportunities.amount END) AS "lostAmount"
FROM opportunities`,
    { ...parameters },
    {
      created: "integer",
      createdAmount: "double?",
      won: "integer",
      wonAmount: "double?",
      lost: "integer",
      lostAmount: "double?",
    },
  );
  return row ?? { created: 0, createdAmount: null, won: 0, wonAmount: null, lost: 0, lostAmount: null };
}
