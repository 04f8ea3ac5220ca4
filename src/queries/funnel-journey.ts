import type { View } from "#store.ts";

/** Leads created on days `[from, to)` and what followed by the end of day `seen`. */
export interface JourneySpan {
  readonly from: string;
  readonly to: string;
  readonly seen: string;
}

export const sample: JourneySpan = { from: "2020-01-01", to: "2027-01-01", seen: "2026-12-31" };

/** Visitors counted in the span, in stores or on the site; without counts, distinct visitors seen by web events. */
export async function journeyVisitors(
  view: View,
  { from, to }: Pick<JourneySpan, "from" | "to">,
): Promise<number | null> {
  const counted = view.has("traffic") && view.covers("traffic");
  if (!counted && !(view.has("web_events") && view.covers("web_events"))) return null;
  const [row] = await view.select(
    counted
      ? `SELECT coalesce(sum(traffic.visitors), 0) AS visitors FROM traffic
WHERE traffic.counted_on >= CAST($from AS DATE) AND traffic.counted_on < CAST($to AS DATE)`
      : `SELECT count(DISTINCT coalesce(web_events.visitor_id, CAST(web_events.account_id AS VARCHAR))) AS visitors
FROM web_events
WHERE web_events.occurred_on >= CAST($from AS DATE) AND web_events.occurred_on < CAST($to AS DATE)`,
    { from, to },
    { visitors: "double" },
  );
  return row?.visitors ?? 0;
}

const rungs = ["lead", "customer", "opportunity", "order", "payment", "repurchase"] as const;
type Rung = (typeof rungs)[number];

/**
 * Of one rung: leads that came this far at least, and those that have such an event of their own; the money of the
 * events, median days since the rung before.
 */
export interface JourneyRung {
  readonly rung: Rung;
  readonly reached: number;
  readonly own: number;
  /** Leads that stand here now: got no further and are not given up. */
  readonly here: number;
  readonly amount: number | null;
  readonly days: number | null;
}

type Counts = Record<`${Rung}_${"reached" | "own" | "here"}`, "integer">;
const countsShape = Object.fromEntries(
  rungs.flatMap((rung) => ["reached", "own", "here"].map((kind) => [`${rung}_${kind}`, "integer"])),
) as Counts;
const daysShape = Object.fromEntries(rungs.slice(1).map((rung) => [`${rung}_days`, "double?"])) as Record<
  `${Rung}_days`,
  "double?"
>;

/**
 * How far the leads of a span came: converted, with a deal, an order, a payment, a second order of their own account, none
 * of them dated before the lead. Whoever came to a rung has come to all before it. Money of an account with several
 * leads counts once.
 */
export async function journeyRungs(view: View, span: JourneySpan): Promise<readonly JourneyRung[]> {
  const { from, to, seen } = span;
  const { daysBetween, median } = view.dialect;
  const later = (day: string) => `${day} >= cohort.lead_on AND ${day} <= CAST($seen AS DATE)`;
  const reached = rungs.map((rung, index) => `count(CASE WHEN level >= ${index + 1} THEN 1 END) AS ${rung}_reached`);
  const own = rungs.map((rung) => `count(${rung}_on) AS ${rung}_own`);
  const here = rungs.map(
    (rung, index) => `count(CASE WHEN level = ${index + 1} AND lost = 0 THEN 1 END) AS ${rung}_here`,
  );
  const days = rungs.slice(1).map((rung, index) => {
    const before = `${rungs[index]}_on`;
    const known = `CASE WHEN ${rung}_on >= ${before} THEN ${daysBetween(before, `${rung}_on`)} END`;
    return `${median(known)} AS ${rung}_days`;
  });
  const [row] = await view.select(
    `WITH cohort AS (
  SELECT leads.id AS member, leads.created_on AS lead_on,
    CASE WHEN leads.converted_on <= CAST($seen AS DATE) THEN leads.converted_on END AS customer_on,
    CASE WHEN leads.converted_on <= CAST($seen AS DATE) THEN leads.converted_account_id END AS account,
    leads.converted_opportunity_id AS deal, CASE WHEN leads.lost_reason IS NULL THEN 0 ELSE 1 END AS lost,
    row_number() OVER (PARTITION BY leads.converted_account_id ORDER BY leads.id) AS turn
  FROM leads
  WHERE leads.created_on >= CAST($from AS DATE) AND leads.created_on < CAST($to AS DATE)
), links AS (
  SELECT cohort.member AS member, opportunities.id AS deal, opportunities.created_on AS begun, opportunities.amount AS worth
  FROM cohort JOIN opportunities ON opportunities.lead_id = cohort.member WHERE ${later("opportunities.created_on")}
  UNION ALL
  SELECT cohort.member AS member, opportunities.id AS deal, opportunities.created_on AS begun, opportunities.amount AS worth
  FROM cohort JOIN opportunities ON opportunities.id = cohort.deal WHERE ${later("opportunities.created_on")}
  UNION ALL
  SELECT cohort.member AS member, opportunities.id AS deal, opportunities.created_on AS begun, opportunities.amount AS worth
  FROM cohort JOIN opportunities ON opportunities.account_id = cohort.account WHERE ${later("opportunities.created_on")}
), deals AS (
  SELECT links.member AS member, min(links.begun) AS opportunity_on FROM links GROUP BY links.member
), priced AS (
  SELECT links.deal AS deal, max(links.worth) AS money FROM links GROUP BY links.deal
), dealt AS (
  SELECT sum(priced.money) AS deal_money FROM priced
), placed AS (
  SELECT cohort.member AS member, cohort.turn AS turn, valid_orders.ordered_on AS placed_on, valid_orders.net AS net,
    row_number() OVER (PARTITION BY cohort.member ORDER BY valid_orders.ordered_at, valid_orders.id) AS place
  FROM cohort JOIN valid_orders ON valid_orders.account_id = cohort.account WHERE ${later("valid_orders.ordered_on")}
), bought AS (
  SELECT member, min(placed_on) AS order_on, min(CASE WHEN place = 2 THEN placed_on END) AS repurchase_on,
    sum(CASE WHEN turn = 1 THEN net END) AS spent, sum(CASE WHEN turn = 1 AND place > 1 THEN net END) AS respent
  FROM placed GROUP BY member
), settled AS (
  SELECT cohort.member AS member, min(payments.paid_on) AS payment_on, sum(CASE WHEN cohort.turn = 1 THEN payments.amount END) AS paid
  FROM cohort JOIN payments ON payments.account_id = cohort.account
  WHERE coalesce(payments.kind, 'payment') <> 'refund' AND ${later("payments.paid_on")}
  GROUP BY cohort.member
), walked AS (
  SELECT cohort.lead_on AS lead_on, cohort.lost AS lost, cohort.customer_on AS customer_on, deals.opportunity_on AS opportunity_on,
    bought.order_on AS order_on, settled.payment_on AS payment_on, bought.repurchase_on AS repurchase_on,
    bought.spent AS spent, bought.respent AS respent, settled.paid AS paid,
    CASE WHEN bought.repurchase_on IS NOT NULL THEN 6 WHEN settled.payment_on IS NOT NULL THEN 5
      WHEN bought.order_on IS NOT NULL THEN 4 WHEN deals.opportunity_on IS NOT NULL THEN 3
      WHEN cohort.customer_on IS NOT NULL THEN 2 ELSE 1 END AS level
  FROM cohort
  LEFT JOIN deals ON deals.member = cohort.member
  LEFT JOIN bought ON bought.member = cohort.member
  LEFT JOIN settled ON settled.member = cohort.member
)
SELECT ${[...reached, ...own, ...here, ...days].join(", ")},
  max(dealt.deal_money) AS opportunity_money, sum(spent) AS order_money, sum(paid) AS payment_money, sum(respent) AS repurchase_money
FROM walked CROSS JOIN dealt`,
    { from, to, seen },
    {
      ...countsShape,
      ...daysShape,
      ...({
        opportunity_money: "double?",
        order_money: "double?",
        payment_money: "double?",
        repurchase_money: "double?",
      } as const),
    },
  );
  if (row === undefined) return [];
  const money = {
    opportunity: row.opportunity_money,
    order: row.order_money,
    payment: row.payment_money,
    repurchase: row.repurchase_money,
  };
  return rungs.map((rung) => ({
    rung,
    reached: row[`${rung}_reached`],
    own: row[`${rung}_own`],
    here: row[`${rung}_here`],
    amount: rung in money ? (money[rung as keyof typeof money] ?? 0) : null,
    days: rung === "lead" ? null : row[`${rung}_days`],
  }));
}
