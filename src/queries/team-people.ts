import type { View } from "#store.ts";

export const sample = { from: "2020-01-01", to: "2027-01-01" };

/** Everybody that the asker may see: id, name, team. */
export function teamPeople(view: View) {
  return view.select(
    "SELECT owners.external_id AS owner, owners.name AS name, owners.team AS team FROM owners ORDER BY owner",
    {},
    { owner: "text", name: "text?", team: "text?" },
  );
}

/** Targets whose days meet `[from, to)`, for a person or, without one, for a team. `last` is the target's last day. */
export function teamTargets(view: View, { from, to }: typeof sample) {
  return view.select(
    `SELECT owners.external_id AS owner, coalesce(targets.team, owners.team) AS team, targets.metric AS metric,
  targets.period_start AS first_day, targets.period_end AS last_day, targets.amount AS amount
FROM targets
LEFT JOIN owners ON owners.id = targets.owner_id
WHERE targets.period_start < CAST($to AS DATE) AND targets.period_end >= CAST($from AS DATE) AND targets.amount IS NOT NULL
ORDER BY first_day, targets.external_id`,
    { from, to },
    { owner: "text?", team: "text?", metric: "text?", first_day: "day", last_day: "day", amount: "double" },
  );
}
