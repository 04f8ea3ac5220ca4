import type { View } from "#store.ts";
import { sample as account, type OfAccount } from "./customer-account.ts";

export const sample: OfAccount = account;

/**
 * A customer's deals as they stood at the end of the as-of day, open ones first, then the newest; at most 200. `stage` is
 * where an open one stood and `since` the day it came there, null where neither was recorded.
 */
export function customerDeals(view: View, { account, asOf }: OfAccount) {
  return view.select(
    `WITH known AS (
       SELECT opportunities.*,
         CASE WHEN opportunities.status IN ('won', 'lost')
           AND coalesce(opportunities.closed_on, CAST($asOf AS DATE)) <= CAST($asOf AS DATE)
           THEN opportunities.status ELSE 'open' END AS standing
       FROM opportunities
       WHERE opportunities.account_id = $account AND coalesce(opportunities.status, 'open') <> 'void'
         AND coalesce(opportunities.created_on, CAST($asOf AS DATE)) <= CAST($asOf AS DATE)
     ), moves AS (
       SELECT opportunity_stage_events.opportunity_id AS deal, opportunity_stage_events.to_stage_id AS reached,
         opportunity_stage_events.entered_on AS entered,
         row_number() OVER (PARTITION BY opportunity_stage_events.opportunity_id ORDER BY
           opportunity_stage_events.entered_at DESC, opportunity_stage_events.seq DESC, opportunity_stage_events.id DESC) AS place
       FROM opportunity_stage_events
       WHERE opportunity_stage_events.opportunity_id IN (SELECT id FROM known)
         AND opportunity_stage_events.entered_on <= CAST($asOf AS DATE)
     ), last_moves AS (
       SELECT deal, reached, entered FROM moves WHERE place = 1
     )
     SELECT known.external_id AS deal_id, known.name AS deal, standing, known.amount AS money, owners.name AS owner,
       known.created_on AS created, known.expected_close_on AS expected,
       CASE WHEN standing <> 'open' THEN known.closed_on END AS closed,
       CASE WHEN standing = 'lost' THEN known.lost_reason END AS reason,
       CASE WHEN standing = 'open' THEN stages.name END AS stage,
       CASE WHEN standing = 'open' THEN coalesce(last_moves.entered, known.created_on) END AS since
     FROM known
     LEFT JOIN last_moves ON last_moves.deal = known.id
     LEFT JOIN stages ON stages.id = coalesce(last_moves.reached,
       CASE WHEN standing = coalesce(known.status, 'open') THEN known.stage_id END)
     LEFT JOIN owners ON owners.id = known.owner_id
     ORDER BY CASE WHEN standing = 'open' THEN 0 ELSE 1 END, coalesce(known.closed_on, known.created_on) DESC NULLS LAST,
       deal_id
     LIMIT 200`,
    { account, asOf },
    {
      deal_id: "text",
      deal: "text?",
      standing: "text",
      money: "double?",
      owner: "text?",
      created: "day?",
      expected: "day?",
      closed: "day?",
      reason: "text?",
      stage: "text?",
      since: "day?",
    },
  );
}
