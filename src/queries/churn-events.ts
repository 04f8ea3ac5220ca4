import type { View } from "#store.ts";
import { withdrawn } from "./no-profiling.ts";

/** Events up to the day `to`, that included, of the accounts whose key leaves `part` when divided by `parts`. */
export interface ChurnSpan {
  readonly to: string;
  readonly parts: number;
  readonly part: number;
}

export const sample: ChurnSpan = { to: "2026-10-31", parts: 1, part: 0 };

const ofPart = "account_id IS NOT NULL AND account_id % $parts = $part";
/** Whoever does not want to be scored is neither learned from nor looked at. */
const scored = `${ofPart} AND account_id NOT IN (${withdrawn})`;

/** Order days, by account and day. */
export async function churnOrders(view: View, span: ChurnSpan) {
  const { columns } = await view.columns(
    `SELECT account_id AS account, ${dayOf(view, "ordered_on")} AS ordered, CAST(orders AS INTEGER) AS orders,
       CAST(net AS DOUBLE) AS net
     FROM account_days WHERE ${scored} AND ordered_on <= CAST($to AS DATE)
     ORDER BY account, ordered, net`,
    { ...span },
    { account: "integer", ordered: "integer", orders: "integer", net: "double" },
  );
  const { ordered, ...rest } = columns;
  return { ...rest, day: ordered };
}

/** What was sent back, by account and day. */
export async function churnReturns(view: View, span: ChurnSpan) {
  const { columns } = await view.columns(
    `SELECT account_id AS account, ${dayOf(view, "returned_on")} AS returned, CAST(amount AS DOUBLE) AS amount
     FROM returns WHERE ${ofPart} AND returned_on <= CAST($to AS DATE) AND amount IS NOT NULL
     ORDER BY account, returned, amount`,
    { ...span },
    { account: "integer", returned: "integer", amount: "double" },
  );
  return { account: columns.account, day: columns.returned, amount: columns.amount };
}

/** Tickets by account and day of opening; what happened after the day `to` is not told. */
export async function churnTickets(view: View, span: ChurnSpan) {
  const known = (column: string) => `CASE WHEN ${column} <= CAST($to AS DATE) THEN ${dayOf(view, column)} END`;
  const { columns } = await view.columns(
    `SELECT account_id AS account, ${dayOf(view, "opened_on")} AS opened,
       CASE WHEN kind = 'complaint' THEN 1 ELSE 0 END AS complaint,
       ${known("first_response_on")} AS answered, ${known("resolved_on")} AS resolved,
       CAST(date_diff('second', opened_at, first_response_at) AS DOUBLE) / 3600 AS hours
     FROM tickets WHERE ${ofPart} AND opened_on <= CAST($to AS DATE)
     ORDER BY account, opened, id`,
    { ...span },
    {
      account: "integer",
      opened: "integer",
      complaint: "integer",
      answered: "integer?",
      resolved: "integer?",
      hours: "double?",
    },
  );
  const { opened, ...rest } = columns;
  return { ...rest, day: opened };
}

/** Survey answers by account and day, on a scale from 0 to 1; without a scale of its own a survey has the usual one. */
export async function churnSurveys(view: View, span: ChurnSpan) {
  const low = "coalesce(scale_min, CASE WHEN kind = 'nps' THEN 0 ELSE 1 END)";
  const high = "coalesce(scale_max, CASE WHEN kind = 'nps' THEN 10 WHEN kind = 'ces' THEN 7 ELSE 5 END)";
  const { columns } = await view.columns(
    `SELECT account_id AS account, ${dayOf(view, "responded_on")} AS responded,
       CAST(score - ${low} AS DOUBLE) / nullif(${high} - ${low}, 0) AS score
     FROM surveys WHERE ${ofPart} AND responded_on <= CAST($to AS DATE) AND score IS NOT NULL
     ORDER BY account, responded, id`,
    { ...span },
    { account: "integer", responded: "integer", score: "double?" },
  );
  return { account: columns.account, day: columns.responded, score: columns.score };
}

/** Calls, visits, mails and meetings, by account and day. */
export async function churnActivities(view: View, span: ChurnSpan) {
  const { columns } = await view.columns(
    `SELECT account_id AS account, ${dayOf(view, "occurred_on")} AS occurred
     FROM activities WHERE ${ofPart} AND occurred_on <= CAST($to AS DATE)
     ORDER BY account, occurred`,
    { ...span },
    { account: "integer", occurred: "integer" },
  );
  return { account: columns.account, day: columns.occurred };
}

/** How sources say that a contract was called off. */
const calledOff =
  "'cancelled', 'canceled', 'terminated', 'void', '已取消', '取消', '已终止', '终止', '已作废', '作废', '已解约', '解约'";

/** Contracts that have an end, by account and the day they were signed, else began. */
export async function churnContracts(view: View, span: ChurnSpan) {
  const { columns } = await view.columns(
    `SELECT account_id AS account, ${dayOf(view, "coalesce(signed_on, starts_on)")} AS signed,
       ${dayOf(view, "coalesce(starts_on, signed_on)")} AS starts, ${dayOf(view, "ends_on")} AS ends,
       CAST(coalesce(amount, 0) AS DOUBLE) AS amount, CASE WHEN lower(status) IN (${calledOff}) THEN 1 ELSE 0 END AS cancelled
     FROM contracts
     WHERE ${scored} AND coalesce(signed_on, starts_on) <= CAST($to AS DATE) AND ends_on IS NOT NULL
     ORDER BY account, signed, id`,
    { ...span },
    {
      account: "integer",
      signed: "integer",
      starts: "integer",
      ends: "integer",
      amount: "double",
      cancelled: "integer",
    },
  );
  const { signed, ...rest } = columns;
  return { ...rest, day: signed };
}

/** Days since 1970. */
function dayOf(view: View, day: string): string {
  return `CAST(${view.dialect.daysBetween("CAST('1970-01-01' AS DATE)", day)} AS INTEGER)`;
}
