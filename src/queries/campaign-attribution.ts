import type { View } from "#store.ts";
import { type Attribution, attributionDays, weightOf } from "./campaign-weights.ts";

export interface CampaignSpan {
  readonly start: Date;
  readonly end: Date;
  /** What a row is: a campaign, the channel of campaigns, or a value of the question's grouping. */
  readonly per: "campaign" | "channel" | "group";
  readonly attribution: Attribution;
  /** Are the costs of order lines known, so that they are to be read? */
  readonly costed: boolean;
  /** Keys of the campaigns that are asked about; null for all, and what no campaign touched. */
  readonly chosen: readonly number[] | null;
}

export const sample: CampaignSpan = {
  start: new Date("2020-01-01T00:00:00Z"),
  end: new Date("2027-01-01T00:00:00Z"),
  per: "channel",
  attribution: "position",
  costed: true,
  chosen: null,
};

/** Money that touches are credited with. Sums of weighted money, as doubles. */
export interface AttributedRow {
  /** All of the span, a row of the answer, or one of its business days. */
  readonly kind: "all" | "row" | "day";
  /** External id of the campaign, else the channel or the group's value; null where that is not known. */
  readonly key: string | null;
  /** False for the money that no touch comes before. */
  readonly touched: boolean;
  readonly day: string | null;
  readonly amount: number;
  /** Money of the orders whose costs are known in full, and these costs. */
  readonly known: number;
  readonly cost: number;
  /** Distinct accounts that a touch is credited with; in a row without touches those that bought; none in days. */
  readonly customers: number;
  /** Distinct accounts, touched or not, of the whole span; orders of the row that no touch comes before. */
  readonly buyers: number;
}

const nothing = "CAST(0 AS DECIMAL(18, 4))";
const noText = "CASE WHEN FALSE THEN '' END";
const noDay = "CASE WHEN FALSE THEN max(day) END";

/** SQL of the members that were treated: a control group is not touched. */
export const treated = "(campaign_members.arm IS NULL OR lower(trim(campaign_members.arm)) <> 'control')";

/** SQL of what a row of the answer is named by; `campaigns` is joined. */
export function keyOf(per: CampaignSpan["per"], part: string): string {
  if (per === "group") return part;
  return per === "channel" ? "campaigns.channel" : "campaigns.external_id";
}

/** SQL that keeps the campaigns asked about. */
export function among(chosen: readonly number[] | null, column: string): string {
  if (chosen === null) return "";
  return ` AND ${column} IN (${chosen.length === 0 ? "-1" : chosen.map((key) => Math.trunc(key)).join(", ")})`;
}

/** Valid orders of the span by the touches before them. */
export function attributedSales(view: View, span: CampaignSpan): Promise<readonly AttributedRow[]> {
  return attributed(view, span, {
    sold: `SELECT id AS sale, account_id, ordered_at AS moment, ordered_on AS day, campaign_id, group_1 AS part, net AS amount
  FROM valid_orders WHERE ordered_at >= $start AND ordered_at < $end`,
    since: `CAST($start AS TIMESTAMP) - INTERVAL ${attributionDays} DAY`,
    costed: span.costed,
  });
}

/** Returns dated in the span, as money taken away, by the touches before the orders that they name. */
export async function attributedReturns(view: View, span: CampaignSpan): Promise<readonly AttributedRow[]> {
  if (!view.has("returns") || !view.covers("returns")) return [];
  return attributed(view, span, {
    sold: `SELECT returns.id AS sale, coalesce(o.account_id, returns.account_id) AS account_id, o.ordered_at AS moment,
    returns.returned_on AS day, o.campaign_id AS campaign_id, returns.group_1 AS part, -returns.amount AS amount
  FROM returns LEFT JOIN orders AS o ON o.id = returns.order_id
  WHERE returns.returned_at >= $start AND returns.returned_at < $end AND returns.amount IS NOT NULL`,
    // What is sent back may have been ordered at any time.
    since: null,
    costed: false,
  });
}

/** What is credited: a row per sale, from when on touches can matter, and whether its order lines tell costs. */
interface Sales {
  readonly sold: string;
  readonly since: string | null;
  readonly costed: boolean;
}

/**
 * Credits sales to touches. Members of a campaign are its touches; a campaign that lists none is known by the leads that
 * came from it, on the day they came, and by the orders that name it, at the time of the order.
 */
async function attributed(view: View, span: CampaignSpan, sales: Sales): Promise<readonly AttributedRow[]> {
  const { start, end, per, attribution, chosen } = span;
  const leads = view.has("leads") && view.covers("leads");
  const account = leads
    ? "coalesce(campaign_members.account_id, leads.converted_account_id)"
    : "campaign_members.account_id";
  // An account with several tags is a row for each of them.
  const distinct = per === "group" ? "DISTINCT " : "";
  const since = (column: string) => (sales.since === null ? "" : ` AND ${column} >= ${sales.since}`);
  const sale =
    "s.sale AS sale, s.account_id AS account_id, s.day AS day, s.part AS part, s.moment AS moment, s.amount AS amount";
  const one = per === "group" ? "sale, part" : "sale";
  const lineParts = per === "group" ? "group_1 AS part" : "count(*) AS lines";
  const samePart = per === "group" ? " AND costs.part IS NOT DISTINCT FROM weighted.part" : "";
  const known = sales.costed
    ? `CASE WHEN costs.order_id IS NULL THEN ${nothing} ELSE weighted.amount END AS known, coalesce(costs.cost, ${nothing}) AS cost`
    : `${nothing} AS known, ${nothing} AS cost`;
  // Decimals add up to the same in whatever order they come.
  const total = (column: string) =>
    `CAST(coalesce(sum(CAST(${column} AS DECIMAL(38, 4)) * weight), 0) AS DOUBLE) AS ${column}`;
  const sums = ["amount", "known", "cost"].map(total).join(", ");
  const rows = await view.select(
    `WITH sold AS (
  ${sales.sold}
),
listed AS (SELECT DISTINCT campaign_id FROM campaign_members WHERE campaign_id IS NOT NULL),
touched AS (
  SELECT ${distinct}${account} AS account_id, campaign_members.touched_at AS touched_at,
    campaign_members.campaign_id AS campaign_id, campaign_members.external_id AS name
  FROM campaign_members${leads ? " LEFT JOIN leads ON leads.id = campaign_members.lead_id" : ""}
  WHERE campaign_members.campaign_id IS NOT NULL AND campaign_members.touched_at < $end${since("campaign_members.touched_at")}
    AND ${treated}${
      leads
        ? `
  UNION ALL
  SELECT ${distinct}converted_account_id AS account_id, created_at AS touched_at, campaign_id, external_id AS name
  FROM leads
  WHERE campaign_id IS NOT NULL AND converted_account_id IS NOT NULL AND created_at < $end${since("created_at")}
    AND campaign_id NOT IN (SELECT campaign_id FROM listed)`
        : ""
    }
),
matched AS (
  SELECT ${sale}, t.campaign_id AS campaign_id, t.touched_at AS touched_at, t.name AS name
  FROM sold AS s JOIN touched AS t ON t.account_id = s.account_id
  WHERE t.touched_at <= s.moment AND t.touched_at >= s.moment - INTERVAL ${attributionDays} DAY
  UNION ALL
  SELECT ${sale}, s.campaign_id AS campaign_id, s.moment AS touched_at, '' AS name
  FROM sold AS s WHERE s.campaign_id IS NOT NULL AND s.campaign_id NOT IN (SELECT campaign_id FROM listed)
),
placed AS (
  SELECT *, count(*) OVER (PARTITION BY ${one}) AS touches,
    row_number() OVER (PARTITION BY ${one} ORDER BY touched_at, name) AS place
  FROM matched
),
weighted AS (SELECT *, ${weightOf(attribution, one)} AS weight FROM placed),${
      sales.costed
        ? `
costs AS (
  SELECT order_id, ${lineParts}, sum(cost) AS cost FROM order_lines
  WHERE order_id IN (SELECT sale FROM matched)
  GROUP BY order_id${per === "group" ? ", group_1" : ""} HAVING count(cost) = count(*)
),`
        : ""
    }
credited AS (
  SELECT ${keyOf(per, "weighted.part")} AS label, weighted.account_id AS account_id, weighted.day AS day,
    weighted.amount AS amount, ${known}, CAST(weighted.weight AS DECIMAL(18, 14)) AS weight
  FROM weighted LEFT JOIN campaigns ON campaigns.id = weighted.campaign_id${
    sales.costed ? ` LEFT JOIN costs ON costs.order_id = weighted.sale${samePart}` : ""
  }
  WHERE weighted.weight > 0${among(chosen, "weighted.campaign_id")}
),
unweighted AS (
  SELECT sale, account_id, day, amount, ${nothing} AS known, ${nothing} AS cost, CAST(1 AS DECIMAL(18, 14)) AS weight FROM sold
)
SELECT * FROM (
SELECT 'all' AS kind, ${noText} AS key, TRUE AS touched, ${noDay} AS day, ${sums},
  (SELECT count(DISTINCT account_id) FROM credited) AS customers, count(DISTINCT account_id) AS buyers
FROM ${chosen === null ? "unweighted" : "credited"}
UNION ALL
SELECT 'row' AS kind, label AS key, TRUE AS touched, ${noDay} AS day, ${sums},
  count(DISTINCT account_id) AS customers, 0 AS buyers
FROM credited GROUP BY label
UNION ALL
SELECT 'day' AS kind, label AS key, TRUE AS touched, day, ${sums}, 0 AS customers, 0 AS buyers
FROM credited GROUP BY label, day
UNION ALL
SELECT 'row' AS kind, ${noText} AS key, FALSE AS touched, ${noDay} AS day, ${sums},
  count(DISTINCT account_id) AS customers, count(*) AS buyers
FROM unweighted WHERE ${chosen === null ? "sale NOT IN (SELECT sale FROM matched)" : "FALSE"}
) AS found ORDER BY kind, touched, key, day`,
    { start, end },
    {
      kind: "text",
      key: "text?",
      touched: "flag",
      day: "day?",
      amount: "double",
      known: "double",
      cost: "double",
      customers: "integer",
      buyers: "integer",
    },
  );
  return rows
    .filter(({ kind, touched, buyers }) => kind !== "row" || touched || buyers > 0)
    .map((row) => ({ ...row, kind: row.kind as AttributedRow["kind"] }));
}

/** Is the cost of any order line known? */
export async function costsKnown(view: View): Promise<boolean> {
  if (!view.has("orders") || !view.has("order_lines") || !view.covers("order_lines")) return false;
  const rows = await view.select(
    "SELECT 1 AS known FROM order_lines WHERE cost IS NOT NULL LIMIT 1",
    {},
    {
      known: "integer",
    },
  );
  return rows.length > 0;
}
