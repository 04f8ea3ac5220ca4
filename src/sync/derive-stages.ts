import { literal, literals } from "./sql.ts";
import { count, type Load, staged } from "./staging.ts";

const won = ["won", "closed won", "closedwon", "赢单", "成交", "已成交"];
const lost = ["lost", "closed lost", "closedlost", "输单", "丢单", "失败"];

/**
 * Fills what stages and deals leave open: which stages end a deal (by their usual names), their order (open ones by
 * first mention, then won, then lost), and each deal's status by its stage.
 */
export async function deriveStages({ landing }: Load): Promise<void> {
  const stages = staged("stages");
  await landing.run(
    `UPDATE ${stages} SET is_won = coalesce(is_won, lower(name) IN ${list(won)}), is_lost = coalesce(is_lost, lower(name) IN ${list(lost)})`,
  );
  await landing.run(
    `UPDATE ${stages} SET sort_order = o.place FROM
       (SELECT external_id, row_number() OVER (PARTITION BY pipeline ORDER BY is_won OR is_lost, is_lost, first_deal, external_id) AS place
        FROM ${stages} LEFT JOIN (SELECT stage_id, min(created_at) AS first_deal FROM ${staged("opportunities")} GROUP BY 1) ON stage_id = external_id) o
     WHERE o.external_id = ${stages}.external_id AND NOT EXISTS (FROM ${stages} WHERE sort_order IS NOT NULL)`,
  );
  const deals = staged("opportunities");
  await landing.run(
    `UPDATE ${deals} SET status = CASE WHEN s.is_won THEN 'won' ELSE 'lost' END FROM ${stages} s
     WHERE s.external_id = stage_id AND (s.is_won OR s.is_lost) AND ${deals}.status IS NULL`,
  );
  await landing.run(`UPDATE ${deals} SET status = 'open' WHERE status IS NULL`);
}

/**
 * Where the source keeps no stage history, says what is known: a deal entered a stage on the day whose snapshot first
 * shows it there. Of what no snapshot shows, the little that is certain: a deal was created in the stage of its first
 * snapshot, else in the first stage of its pipeline if it is closed now, else in its present one; and entered its
 * present stage when it was closed.
 */
export async function inferStageEvents(load: Load): Promise<void> {
  const { landing, zone } = load;
  const events = staged("opportunity_stage_events");
  if ((await count(landing, `SELECT count(*) AS n FROM ${events}`)) > 0) return;
  const columns =
    "external_id, opportunity_id, from_stage_id, to_stage_id, entered_at, amount_at, expected_close_on_at, seq";
  await landing.run(
    `INSERT INTO ${events} (${columns}, origin)
     WITH firsts AS (SELECT pipeline, arg_min(external_id, sort_order) AS first_stage FROM ${staged("stages")} WHERE NOT (is_won OR is_lost) GROUP BY 1),
       shown AS (SELECT opportunity_id, as_of_date, stage_id, amount, expected_close_on, lag(stage_id) OVER days AS before, row_number() OVER days AS place, count(*) OVER (PARTITION BY opportunity_id) AS days_shown
         FROM ${staged("opportunity_snapshots")} WHERE stage_id IS NOT NULL 
         WINDOW days AS (PARTITION BY opportunity_id ORDER BY as_of_date)),
       deals AS (SELECT d.*, s.is_won OR s.is_lost AS ended, coalesce(shown.stage_id, first_stage) AS first_stage,
           shown.stage_id IS NOT NULL AS seen, coalesce(days_shown, 0) AS days_shown, coalesce(shown.amount, d.amount) AS first_amount,
           CASE WHEN shown.stage_id IS NULL THEN d.expected_close_on ELSE shown.expected_close_on END AS first_expected
         FROM ${staged("opportunities")} d JOIN ${staged("stages")} s ON s.external_id = d.stage_id
         LEFT JOIN firsts f ON f.pipeline IS NOT DISTINCT FROM s.pipeline
         LEFT JOIN shown ON shown.opportunity_id = d.external_id AND shown.place = 1)
     SELECT external_id || ':1', external_id, NULL, CASE WHEN ended OR seen THEN first_stage ELSE stage_id END, created_at, first_amount, first_expected, 1, 'inferred'
       FROM deals WHERE created_at IS NOT NULL AND (NOT ended OR first_stage IS NOT NULL)
     UNION ALL
     SELECT d.external_id || ':' || as_of_date, d.external_id, before, shown.stage_id, timezone('UTC', timezone(${literal(zone)}, CAST(as_of_date AS TIMESTAMP))),
         shown.amount, shown.expected_close_on, place, 'snapshot'
       FROM shown JOIN deals d ON d.external_id = opportunity_id
       WHERE before <> shown.stage_id AND NOT (ended AND shown.stage_id = d.stage_id AND closed_at IS NOT NULL)
     UNION ALL
     SELECT external_id || ':2', external_id, CASE WHEN created_at IS NOT NULL AND NOT seen THEN first_stage END, stage_id, closed_at, amount, expected_close_on, days_shown + 2, 'inferred'
       FROM deals WHERE ended AND closed_at IS NOT NULL`,
  );
}

function list(names: readonly string[]): string {
  return `(SELECT unnest(${literals(names)}))`;
}
