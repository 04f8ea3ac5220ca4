import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01" };

/** Targets that touch the days `[from, to)`, summed by metric and by whose they are; null where none can be told. */
export async function forecastTargets(view: View, { from, to }: { readonly from: string; readonly to: string }) {
  const { ungrouped } = view;
  if (!view.has("targets") || !ungrouped.covers("targets")) return null;
  const level = `CASE WHEN targets.owner_id IS NOT NULL THEN 'owner' WHEN targets.team IS NOT NULL THEN 'team'
    ELSE 'company' END`;
  return ungrouped.select(
    `SELECT targets.metric AS metric, targets.period_start AS first, targets.period_end AS last, ${level} AS level,
  sum(targets.amount) AS amount
FROM targets
WHERE targets.period_start < CAST($to AS DATE) AND targets.period_end >= CAST($from AS DATE)
  AND targets.metric IS NOT NULL AND targets.amount IS NOT NULL
GROUP BY targets.metric, targets.period_start, targets.period_end, ${level}
ORDER BY targets.period_start, targets.period_end, targets.metric`,
    { from, to },
    { metric: "text", first: "day", last: "day", level: "text", amount: "double" },
  );
}
