/**
 * Where deals stood at the ends of the days `$opening` and `$closing`, to be put before a query. `candidates` are the deals
 * that may have been open at either or ended between, `observations` what stage events and daily snapshots saw of them, in
 * order of time: a snapshot shows the end of its day.
 *
 * `standing`, per deal and day: `stage_…` by the best rung of the ladder that saw the deal by then (native 1, log 2,
 * snapshot 3, inferred 4; `rung_…`), else as the next sight tells; `worth_…` and `expected_…` as last seen. Each is null
 * where nothing was seen after the day, nor by a snapshot on it: then what the deal says of itself today holds.
 * `again_…`: it is seen in an open stage later.
 */
export const standings = `
WITH candidates AS (
  SELECT opportunities.id AS deal, opportunities.group_1 AS part, coalesce(opportunities.status, 'open') AS status,
    opportunities.created_on AS born_on,
    CASE WHEN coalesce(opportunities.status, 'open') = 'open' THEN NULL
      WHEN opportunities.closed_on < opportunities.created_on THEN opportunities.created_on
      ELSE opportunities.closed_on END AS ended_on,
    opportunities.stage_id AS own_stage, opportunities.amount AS own_worth,
    opportunities.expected_close_on AS own_expected, opportunities.probability AS own_probability
  FROM opportunities
  LEFT JOIN stages AS placed ON placed.id = opportunities.stage_id
  WHERE ($pipeline = '' OR coalesce(opportunities.pipeline, placed.pipeline, '') = $pipeline)
    AND (opportunities.created_on IS NULL OR opportunities.created_on <= CAST($closing AS DATE))
    AND (coalesce(opportunities.status, 'open') = 'open' OR opportunities.closed_on > CAST($opening AS DATE)
      OR opportunities.created_on > CAST($opening AS DATE))
), observations AS (
  SELECT opportunity_stage_events.opportunity_id AS deal, opportunity_stage_events.entered_on AS seen_on, 0 AS evening,
    opportunity_stage_events.entered_at AS seen_at, coalesce(opportunity_stage_events.seq, 0) AS nth,
    opportunity_stage_events.id AS row_key, opportunity_stage_events.to_stage_id AS stage_key,
    opportunity_stage_events.from_stage_id AS left_key, opportunity_stage_events.amount_at AS worth,
    opportunity_stage_events.expected_close_on_at AS expected,
    CASE opportunity_stage_events.origin WHEN 'log' THEN 2 WHEN 'snapshot' THEN 3 WHEN 'inferred' THEN 4 ELSE 1 END AS rung
  FROM opportunity_stage_events
  WHERE opportunity_stage_events.entered_on IS NOT NULL
    AND opportunity_stage_events.opportunity_id IN (SELECT deal FROM candidates)
  UNION ALL
  SELECT opportunity_snapshots.opportunity_id AS deal, opportunity_snapshots.as_of_date AS seen_on, 1 AS evening,
    NULL AS seen_at, 0 AS nth, opportunity_snapshots.id AS row_key,
    opportunity_snapshots.stage_id AS stage_key, NULL AS left_key, opportunity_snapshots.amount AS worth,
    opportunity_snapshots.expected_close_on AS expected, 3 AS rung
  FROM opportunity_snapshots
  WHERE opportunity_snapshots.as_of_date IS NOT NULL
    AND opportunity_snapshots.opportunity_id IN (SELECT deal FROM candidates)
), placed_observations AS (
  SELECT deal, seen_on, evening, stage_key, left_key, worth, expected, rung,
    row_number() OVER (PARTITION BY deal ORDER BY seen_on, evening, seen_at, nth, row_key) AS place
  FROM observations
), sights AS (
  SELECT placed.deal AS deal, placed.seen_on AS seen_on, placed.evening AS evening, placed.stage_key AS stage_key,
    placed.left_key AS left_key, placed.worth AS worth, placed.expected AS expected, placed.rung AS rung,
    placed.place AS place, coalesce(ending.is_won, false) OR coalesce(ending.is_lost, false) AS ends
  FROM placed_observations AS placed
  LEFT JOIN stages AS ending ON ending.id = placed.stage_key
), standing AS (
  SELECT deal, min_by(expected, place) FILTER (WHERE expected IS NOT NULL AND seen_on <= CAST($closing AS DATE)) AS expected_first,
    ${["opening", "closing"].map(standingAt).join(",\n    ")}
  FROM sights GROUP BY deal
)`;

function standingAt(name: string): string {
  const by = `seen_on <= CAST($${name} AS DATE)`;
  const after = `seen_on > CAST($${name} AS DATE)`;
  const tonight = `seen_on = CAST($${name} AS DATE) AND evening = 1`;
  const last = (column: string) => `max_by(${column}, place) FILTER (WHERE ${column} IS NOT NULL AND ${by})`;
  const next = (column: string) => `min_by(${column}, place) FILTER (WHERE ${column} IS NOT NULL AND ${after})`;
  const known = (column: string) =>
    `CASE WHEN count(CASE WHEN ${column} IS NOT NULL AND (${after} OR (${tonight})) THEN 1 END) > 0
      THEN coalesce(${last(column)}, ${next(column)}) END AS ${column}_${name}`;
  return `CASE WHEN count(CASE WHEN stage_key IS NOT NULL AND (${after} OR (${tonight})) THEN 1 END) > 0
      THEN coalesce(max_by(stage_key, (5 - rung) * 1000000 + place) FILTER (WHERE stage_key IS NOT NULL AND ${by}),
        min_by(coalesce(left_key, stage_key), place) FILTER (WHERE stage_key IS NOT NULL AND ${after})) END AS stage_${name},
    min(CASE WHEN stage_key IS NOT NULL AND ${by} THEN rung END) AS rung_${name},
    count(CASE WHEN ${after} AND stage_key IS NOT NULL AND NOT ends THEN 1 END) AS again_${name},
    ${known("worth")}, ${known("expected")}`;
}
