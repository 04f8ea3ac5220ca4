import type { View } from "#store.ts";

export const sample = { from: "2026-03-01", to: "2026-04-01" };

/** What somebody recorded. */
export interface Entries {
  readonly owner: string;
  readonly activities: number;
  readonly leads: number;
  readonly deals: number;
}

/** Activities, leads and deals that each owner recorded on the days `[from, to)`, most first. */
export function entryCounts(
  view: View,
  parameters: { readonly from: string; readonly to: string },
): Promise<Entries[]> {
  const counted = (table: string, day: string, kind: string) =>
    `SELECT ${table}.owner_id AS owner_key, '${kind}' AS kind FROM ${table}
     WHERE ${table}.owner_id IS NOT NULL AND ${table}.${day} >= CAST($from AS DATE) AND ${table}.${day} < CAST($to AS DATE)`;
  const sum = (kind: string) => `count(CASE WHEN entries.kind = '${kind}' THEN 1 END) AS ${kind}`;
  return view.select(
    `WITH entries AS (
  ${counted("activities", "occurred_on", "activities")}
  UNION ALL ${counted("leads", "created_on", "leads")}
  UNION ALL ${counted("opportunities", "created_on", "deals")}
)
SELECT owners.name AS owner, ${["activities", "leads", "deals"].map(sum).join(", ")}
FROM entries JOIN owners ON owners.id = entries.owner_key
WHERE owners.name IS NOT NULL GROUP BY owners.name
ORDER BY count(*) DESC, owners.name`,
    { ...parameters },
    { owner: "text", activities: "integer", leads: "integer", deals: "integer" },
  );
}
