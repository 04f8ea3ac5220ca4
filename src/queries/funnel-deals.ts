import type { Row, View } from "#store.ts";
import { stageOrder } from "./funnel-stages.ts";
import { groupColumns, groupKeys } from "./group-keys.ts";

/**
 * What puts a deal into a cohort: its creation, its closing, its closing or expected closing, or that it is open on the
 * day `seen`.
 */
export type DealAnchor = "created" | "closed" | "closing" | "open";

/** Which deals of which pipeline, and until when they are watched. */
export interface DealCohort {
  /** Empty for deals and stages that name none. */
  readonly pipeline: string;
  /** Days `[from, to)` on which they were created, or were or are to be closed; open ones are taken whenever they were. */
  readonly from: string;
  readonly to: string;
  readonly anchor: DealAnchor;
  /** Last day whose events count. */
  readonly seen: string;
}

export const sample: DealCohort = {
  pipeline: "",
  from: "2020-01-01",
  to: "2027-01-01",
  anchor: "created",
  seen: "2026-12-31",
};

const open = `(coalesce(opportunities.status, 'open') = 'open' OR opportunities.closed_on > CAST($seen AS DATE))`;

/** The day that puts a deal into a cohort, and null for deals that are in none: a closing one is expected until it is done. */
export const anchorDay = `CASE
  WHEN $anchor = 'created' THEN opportunities.created_on
  WHEN $anchor = 'open' THEN CASE WHEN ${open} AND coalesce(opportunities.created_on, CAST($seen AS DATE)) <= CAST($seen AS DATE)
    THEN CAST($from AS DATE) END
  WHEN opportunities.status IN ('won', 'lost') AND ($anchor = 'closed' OR opportunities.closed_on <= CAST($seen AS DATE))
    THEN opportunities.closed_on
  WHEN $anchor = 'closing' AND coalesce(opportunities.status, 'open') <> 'void' THEN opportunities.expected_close_on END`;

/**
 * The cohort of a funnel, to be put before a query. `ladder`: the pipeline's stages that are not lost ones, counted
 * from 1. `cohort`: its deals. `entries`: the day each deal first entered each rung, and the instant it last did by
 * the end of `seen`.
 */
export const dealCohort = (view: View): string => `
WITH ladder AS (
  SELECT stages.id AS stage_key, row_number() OVER (ORDER BY ${stageOrder}) AS rung
  FROM stages
  WHERE coalesce(stages.pipeline, '') = $pipeline AND coalesce(stages.is_lost, false) = false
), cohort AS (
  SELECT
    opportunities.id AS deal, ${groupColumns("opportunities", view)}, opportunities.amount AS worth,
    opportunities.created_on AS born_on, opportunities.closed_on AS ended_on, opportunities.lost_reason AS reason,
    CASE WHEN opportunities.status = 'won'
      AND (opportunities.closed_on IS NULL OR opportunities.closed_on <= CAST($seen AS DATE)) THEN 1 ELSE 0 END AS is_won,
    CASE WHEN opportunities.status = 'lost'
      AND (opportunities.closed_on IS NULL OR opportunities.closed_on <= CAST($seen AS DATE)) THEN 1 ELSE 0 END AS is_lost,
    CASE WHEN ${open} THEN 1 ELSE 0 END AS is_open,
    ladder.rung AS current_rung
  FROM opportunities
  LEFT JOIN stages AS placed ON placed.id = opportunities.stage_id
  LEFT JOIN ladder ON ladder.stage_key = opportunities.stage_id
  WHERE coalesce(opportunities.pipeline, placed.pipeline, '') = $pipeline
    AND ${anchorDay} >= CAST($from AS DATE) AND ${anchorDay} < CAST($to AS DATE)
), entries AS (
  SELECT
    cohort.deal AS deal, ladder.rung AS rung, min(moves.entered_on) AS first_on,
    max(CASE WHEN moves.entered_on <= CAST($seen AS DATE) THEN moves.entered_at END) AS last_at
  FROM opportunity_stage_events AS moves
  JOIN cohort ON cohort.deal = moves.opportunity_id
  JOIN ladder ON ladder.stage_key = moves.to_stage_id
  GROUP BY cohort.deal, ladder.rung
)`;

const shape = {
  part: "text?",
  place: "integer",
  furthest: "integer",
  here: "integer?",
  won: "flag",
  recorded: "flag",
  deals: "integer",
  amount: "double?",
} as const;

/**
 * How far the deals of a cohort had come by the end of day `seen`, where the open ones stood, and whether any stage
 * entry of theirs is recorded. Won deals have reached rung `rungs`, the last; a deal without recorded entries stands
 * on its current stage, or on the first where that is a lost one.
 */
export async function funnelDeals(
  view: View,
  parameters: DealCohort & { readonly rungs?: number },
): Promise<Row<typeof shape>[]> {
  const group = groupKeys("placed_deals", view);
  return view.select(
    `${dealCohort(view)}, reach AS (
  SELECT deal, max(CASE WHEN last_at IS NOT NULL THEN rung END) AS top FROM entries GROUP BY deal
), ranked AS (
  SELECT deal, rung, row_number() OVER (PARTITION BY deal ORDER BY last_at DESC, rung DESC) AS place
  FROM entries WHERE last_at IS NOT NULL
), standing AS (
  SELECT deal, rung FROM ranked WHERE place = 1
), placed_deals AS (
  SELECT
    ${groupColumns("cohort", view)}, cohort.worth AS worth, cohort.is_won = 1 AS won, reach.deal IS NOT NULL AS recorded,
    CASE WHEN cohort.is_won = 1 THEN $rungs WHEN reach.deal IS NULL THEN coalesce(cohort.current_rung, 1)
      ELSE coalesce(reach.top, 1) END AS furthest,
    CASE WHEN cohort.is_open = 0 THEN NULL WHEN reach.deal IS NULL THEN coalesce(cohort.current_rung, 1)
      ELSE coalesce(standing.rung, 1) END AS here
  FROM cohort
  LEFT JOIN reach ON reach.deal = cohort.deal
  LEFT JOIN standing ON standing.deal = cohort.deal
)
SELECT ${group.columns}, furthest, here, won, recorded, count(*) AS deals, sum(worth) AS amount
FROM placed_deals
GROUP BY ${group.groupBy("furthest", "here", "won", "recorded")}
ORDER BY place, part, furthest, here, won, recorded`,
    { ...parameters, rungs: parameters.rungs ?? 1 },
    shape,
  );
}
