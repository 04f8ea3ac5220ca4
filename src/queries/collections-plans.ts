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

export const sample: PaymentDays = {
  ...{ now: "2026-12-31", end: "2024-12-31", earlier: "2024-06-30", earlierEnd: "2024-03-31" },
  pooled: 0,
};

/** What a plan or a payment is for: twice the key of its order, or twice that of its contract and one. */
const claimOf = (table: string) =>
  `CASE WHEN ${table}.order_id IS NOT NULL THEN 2 * ${table}.order_id
    WHEN ${table}.contract_id IS NOT NULL THEN 2 * ${table}.contract_id + 1 END`;

/**
 * Receivable plans that stand, by due day and id, with the question's group: `claim` is the order or contract they are
 * for, days are counted from 1970-01-01. A plan arises on the day of its order, else on that it is due. `void` plans are
 * for orders that were cancelled or never confirmed.
 */
export function collectionPlans(view: View, { pooled }: Pick<PaymentDays, "pooled">) {
  const since = (day: string) => `CAST(${view.dialect.daysBetween("CAST('1970-01-01' AS DATE)", day)} AS INTEGER)`;
  return view.columns(
    `SELECT receivable_plans.id AS plan_key, ${claimOf("receivable_plans")} AS claim,
  receivable_plans.account_id AS account, ${since("receivable_plans.due_on")} AS due,
  ${since("coalesce(orders.ordered_on, receivable_plans.due_on)")} AS arises,
  CAST(receivable_plans.amount AS DOUBLE) AS amount,
  CASE WHEN orders.status IN ('cancelled', 'draft') THEN 1 ELSE 0 END AS is_void, receivable_plans.group_1 AS part
FROM receivable_plans LEFT JOIN orders ON orders.id = receivable_plans.order_id
WHERE ${notPooled("receivable_plans")}
ORDER BY receivable_plans.due_on, plan_key`,
    { pooled },
    {
      plan_key: "integer",
      claim: "integer?",
      account: "integer?",
      due: "integer?",
      arises: "integer?",
      amount: "double?",
      is_void: "integer",
      part: "text?",
    },
  );
}

/**
 * What was paid for each claim that has a plan, and by accounts for nothing named (`claim` null), by the ends of some
 * days: payments less refunds. A refund of an order from which goods came back changes nothing, as the claim fell with it.
 */
export function collectionPayments(view: View, parameters: PaymentDays) {
  const returned = view.covers("returns")
    ? "AND (payments.order_id IS NULL OR payments.order_id NOT IN (SELECT returns.order_id FROM returns WHERE returns.order_id IS NOT NULL))"
    : "";
  const by = (day: string) =>
    `CAST(sum(CASE WHEN made.paid_on <= CAST($${day} AS DATE) THEN made.money ELSE 0 END) AS DOUBLE) AS by_${day.toLowerCase()}`;
  return view.columns(
    `WITH planned AS (
  SELECT DISTINCT ${claimOf("receivable_plans")} AS claim FROM receivable_plans
), made AS (
  SELECT payments.account_id AS payer, payments.paid_on AS paid_on,
    CASE WHEN 2 * payments.order_id IN (SELECT claim FROM planned WHERE claim IS NOT NULL) THEN 2 * payments.order_id
      WHEN 2 * payments.contract_id + 1 IN (SELECT claim FROM planned WHERE claim IS NOT NULL) THEN 2 * payments.contract_id + 1
      WHEN payments.order_id IS NULL AND payments.contract_id IS NULL THEN 0 END AS claim,
    CASE WHEN payments.kind = 'refund' THEN -abs(payments.amount) ELSE payments.amount END AS money
  FROM payments
  WHERE payments.amount IS NOT NULL AND payments.paid_on IS NOT NULL AND ${notPooled("payments")}
    AND (coalesce(payments.kind, 'payment') <> 'refund' OR (1 = 1 ${returned}))
)
SELECT nullif(made.claim, 0) AS claim, CASE WHEN made.claim = 0 THEN made.payer END AS account, ${(["now", "end", "earlier", "earlierEnd"] as const).map(by).join(", ")}
FROM made WHERE made.claim IS NOT NULL AND (made.claim > 0 OR made.payer IS NOT NULL)
GROUP BY made.claim, CASE WHEN made.claim = 0 THEN made.payer END
ORDER BY claim, account`,
    { ...parameters },
    {
      claim: "integer?",
      account: "integer?",
      by_now: "double",
      by_end: "double",
      by_earlier: "double",
      by_earlierend: "double",
    },
  );
}
