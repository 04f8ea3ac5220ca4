import type { View } from "#store.ts";
import { standings } from "./pipeline-observations.ts";

/** Two days, at the end of each of which the pipeline is looked at; `pipeline` is null for all of them. */
export interface PipelineDays {
  readonly opening: string;
  readonly closing: string;
  readonly pipeline: string | null;
}

export const sample: PipelineDays = { opening: "2024-02-15", closing: "2026-12-31", pipeline: null };

/**
 * The deals that were open at the end of either day, and those that ended between the two: SQL to be put before a query,
 * one row of `deals` each. `is_then`, `is_now`: open at the end of `$opening`, of `$closing`. `outcome` at the end of
 * `$closing`: 0 open, 1 won, 2 lost, 3 void.
 */
export const pipelineDeals = `${standings}, known AS (
  SELECT candidates.deal AS deal, candidates.part AS part, candidates.status AS status, candidates.born_on AS born_on,
    candidates.ended_on AS ended_on, candidates.own_stage AS own_stage, candidates.own_probability AS own_probability,
    coalesce(standing.stage_opening, candidates.own_stage) AS stage_then,
    coalesce(standing.stage_closing, candidates.own_stage) AS stage_now,
    coalesce(standing.worth_opening, candidates.own_worth) AS worth_then,
    coalesce(standing.worth_closing, candidates.own_worth) AS worth_now,
    coalesce(standing.expected_opening, candidates.own_expected) AS expected_then,
    coalesce(standing.expected_closing, candidates.own_expected) AS expected_now,
    standing.expected_first AS expected_first, coalesce(standing.rung_opening, standing.rung_closing, 4) AS rung,
    coalesce(standing.again_opening, 0) AS again_then, coalesce(standing.again_closing, 0) AS again_now
  FROM candidates LEFT JOIN standing ON standing.deal = candidates.deal
), judged AS (
  SELECT known.deal AS deal, known.part AS part, known.status AS status, known.ended_on AS ended_on,
    known.stage_then AS stage_then, known.stage_now AS stage_now, known.worth_then AS worth_then,
    known.worth_now AS worth_now, known.expected_then AS expected_then, known.expected_now AS expected_now,
    known.expected_first AS expected_first, known.rung AS rung, known.born_on AS born_on,
    CASE WHEN known.stage_now = known.own_stage THEN coalesce(known.own_probability, now_in.probability)
      ELSE now_in.probability END AS chance,
    CASE WHEN ${openAt("opening", "then")} THEN 1 ELSE 0 END AS is_then,
    CASE WHEN ${openAt("closing", "now")} THEN 1 ELSE 0 END AS is_now,
    CASE WHEN coalesce(now_in.is_won, false) THEN 1 ELSE 2 END AS outcome_by_stage
  FROM known
  LEFT JOIN stages AS then_in ON then_in.id = known.stage_then
  LEFT JOIN stages AS now_in ON now_in.id = known.stage_now
), deals AS (
  SELECT deal, part, ended_on, stage_then, stage_now, worth_then, worth_now, expected_then, expected_now,
    expected_first, rung, chance, born_on, is_then, is_now,
    CASE WHEN is_now = 1 THEN 0 WHEN ended_on > CAST($closing AS DATE) OR ended_on IS NULL THEN outcome_by_stage
      WHEN status = 'won' THEN 1 WHEN status = 'lost' THEN 2 ELSE 3 END AS outcome
  FROM judged
  WHERE is_then = 1 OR is_now = 1 OR (ended_on > CAST($opening AS DATE) AND ended_on <= CAST($closing AS DATE))
)`;

/** Created by then, not ended by then, and not in an ending stage from which it came back later. */
function openAt(day: string, when: string): string {
  return `(known.born_on IS NULL OR known.born_on <= CAST($${day} AS DATE))
      AND (known.status = 'open' OR known.ended_on > CAST($${day} AS DATE))
      AND NOT (known.again_${when} > 0
        AND (coalesce(${when}_in.is_won, false) OR coalesce(${when}_in.is_lost, false)))`;
}

/** Parameters of SQL that begins with `pipelineDeals`. */
export function bound({ opening, closing, pipeline }: PipelineDays) {
  return { opening, closing, pipeline: pipeline ?? "" };
}

/**
 * Deals open at either day or ended between, by key. Days are counted from 1970-01-01; `rung` names the step of the
 * ladder that told where it stood first (native 1, log 2, snapshot 3, inferred 4).
 */
export function pipelineDealRows(view: View, parameters: PipelineDays) {
  const since = (day: string) => `CAST(${view.dialect.daysBetween("CAST('1970-01-01' AS DATE)", day)} AS INTEGER)`;
  return view.columns(
    `${pipelineDeals}
SELECT deal, is_then AS open_then, is_now AS open_now, outcome, rung, stage_now AS stage, chance,
  CAST(worth_then AS DOUBLE) AS worth_then, CAST(worth_now AS DOUBLE) AS worth_now,
  ${since("expected_then")} AS expected_then, ${since("expected_now")} AS expected_now,
  ${since("expected_first")} AS expected_first, ${since("ended_on")} AS ended, ${since("born_on")} AS born, part
FROM deals ORDER BY deal`,
    bound(parameters),
    {
      deal: "integer",
      open_then: "integer",
      open_now: "integer",
      outcome: "integer",
      rung: "integer",
      stage: "integer?",
      chance: "double?",
      worth_then: "double?",
      worth_now: "double?",
      expected_then: "integer?",
      expected_now: "integer?",
      expected_first: "integer?",
      ended: "integer?",
      born: "integer?",
      part: "text?",
    },
  );
}
