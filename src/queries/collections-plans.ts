import type { View } from "#store.ts";

/** SQL: leaves out, unless `$pooled`, what belongs to accounts that lie in a pool and are nobody's. */
export const notPooled = (table: string) =>
  `($pooled = 1 OR ${table}.account_id IS NULL OR ${table}.account_id NOT IN (SELECT accounts.id FROM accounts WHERE accounts.pool IS NOT NULL))`;

/** Days by whose ends payments are summed: today, and the end of the period; the same of the period compared with. */
export interface PaymentDays {
  readonly now: string;
  readonly end: string;
  readonly earlier: string;
  readonly earlierEnd: string;
  /** 1 to count accounts that lie in a pool, 0 to leave them out. */
  readonly pooled: number;
}

export interface PlansQuestion extends PaymentDays {
  /** First day of the periods: a plan that was due and owed before, and is paid, is not looked at. */
  readonly first: string;
}

export const sample: PlansQuestion = {
  ...{ now: "2026-12-31", end: "2024-12-31", earlier: "2024-06-30", earlierEnd: "2024-03-31" },
  first: "2024-03-01",
  pooled: 0,
};

const days = ["now", "end", "earlier", "earlierEnd"] as const;
const by = (day: string) => `by_${day.toLowerCase()}`;

/** Whole cents, as JavaScript rounds. */
const cents = (money: string) => `floor(CAST(${money} AS DOUBLE) * 100 + 0.5)`;

/** Payments less refunds, in cents by the ends of the days. */
const paidBy = days
  .map((day) => `${cents(`sum(CASE WHEN paid_on <= CAST($${day} AS DATE) THEN money ELSE 0 END)`)} AS ${by(day)}`)
  .join(", ");

/** Payments that count. A refund of an order from which goods came back changes nothing, as the claim fell with it. */
function made(view: View): string {
  const returned = view.covers("returns")
    ? "AND (payments.order_id IS NULL OR payments.order_id NOT IN (SELECT returns.order_id FROM returns WHERE returns.order_id IS NOT NULL))"
    : "";
  return `made AS (
  SELECT payments.account_id AS payer, payments.paid_on AS paid_on, payments.order_id AS order_id,
    payments.contract_id AS contract_id,
    CASE WHEN payments.kind = 'refund' THEN -abs(payments.amount) ELSE payments.amount END AS money
  FROM payments
  WHERE payments.amount IS NOT NULL AND payments.paid_on IS NOT NULL AND ${notPooled("payments")}
    AND (coalesce(payments.kind, 'payment') <> 'refund' OR (1 = 1 ${returned}))
)`;
}

/**
 * Receivable plans that stand, by due day and id, with the question's first two groups and with what was paid for what they
 * are for: `claim` is twice the key of their order, or twice that of their contract and one. Money is in cents, days are
 * counted from 1970-01-01. A plan arises on the day of its order, else on that it is due. `void` plans are for orders that
 * were cancelled or never confirmed. Claims that are paid in full on each of the days are left out as far as they are old:
 * nothing is owed of them, whatever else was paid.
 */
export function collectionPlans(view: View, question: PlansQuestion) {
  const since = (day: string) => `CAST(${view.dialect.daysBetween("CAST('1970-01-01' AS DATE)", day)} AS INTEGER)`;
  return view.columns(
    `WITH plans AS (
  SELECT receivable_plans.id AS plan_key, receivable_plans.order_id AS placed, receivable_plans.account_id AS account,
    CASE WHEN receivable_plans.order_id IS NOT NULL THEN 2 * receivable_plans.order_id
      WHEN receivable_plans.contract_id IS NOT NULL THEN 2 * receivable_plans.contract_id + 1 END AS claim,
    receivable_plans.due_on AS due_on, ${cents("receivable_plans.amount")} AS cents,
    receivable_plans.group_1 AS first_group, receivable_plans.group_2 AS second_group
  FROM receivable_plans WHERE ${notPooled("receivable_plans")}
), ${made(view)}, claims AS (
  SELECT claim AS claimed, sum(owed) AS owed, ${paidBy}
  FROM (
    SELECT claim, cents AS owed, due_on AS paid_on, CAST(0 AS DECIMAL(18, 4)) AS money FROM plans
    UNION ALL
    SELECT CASE WHEN contract_id IS NULL OR order_id IN (SELECT receivable_plans.order_id FROM receivable_plans WHERE receivable_plans.order_id IS NOT NULL)
      THEN 2 * order_id ELSE 2 * contract_id + 1 END AS claim, 0 AS owed, paid_on, money
    FROM made
  ) AS both_sides
  WHERE claim IS NOT NULL GROUP BY claim
), standing AS (
  SELECT plans.plan_key, plans.claim, plans.account, plans.due_on, coalesce(orders.ordered_on, plans.due_on) AS arises_on, plans.cents,
    CASE WHEN orders.status IN ('cancelled', 'draft') THEN 1 ELSE 0 END AS is_void, plans.first_group, plans.second_group
  FROM plans LEFT JOIN orders ON orders.id = plans.placed
)
SELECT plan_key, claim, account, ${since("due_on")} AS due, ${since("arises_on")} AS arises, cents, is_void, first_group,
  second_group, ${days.map((day) => `coalesce(${by(day)}, 0) AS ${by(day)}`).join(", ")}
FROM standing LEFT JOIN claims ON claimed = claim
WHERE claimed IS NULL OR ${days.map((day) => `${by(day)} < owed`).join(" OR ")} OR is_void = 1 OR cents IS NULL
  OR due_on IS NULL OR due_on >= CAST($first AS DATE) OR arises_on >= CAST($first AS DATE)
ORDER BY due_on, plan_key`,
    { ...question },
    {
      plan_key: "integer",
      claim: "integer?",
      account: "integer?",
      due: "integer?",
      arises: "integer?",
      cents: "double?",
      is_void: "integer",
      first_group: "text?",
      second_group: "text?",
      by_now: "double",
      by_end: "double",
      by_earlier: "double",
      by_earlierend: "double",
    },
  );
}

/** What accounts paid for nothing named, in cents by the ends of some days. */
export function unnamedPayments(view: View, question: PaymentDays) {
  return view.columns(
    `WITH ${made(view)}
SELECT payer AS account, ${paidBy}
FROM made WHERE order_id IS NULL AND contract_id IS NULL AND payer IS NOT NULL GROUP BY payer ORDER BY payer`,
    { ...question },
    { account: "integer", by_now: "double", by_end: "double", by_earlier: "double", by_earlierend: "double" },
  );
}
