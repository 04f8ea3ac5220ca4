import { cents } from "../money.ts";
import type { AudienceGap } from "./audience.ts";
import type { Baseline } from "./baseline.ts";
import type { CampaignRow, Campaigns } from "./campaign-rows.ts";
import type { Lift } from "./lift.ts";

/** A treatment arm's lift; `arm` is its name. */
export interface ArmLift extends Lift {
  readonly arm: string;
}

/** A row with what experiments, forecasts and audiences say of it. */
export interface ToldRow extends CampaignRow {
  /** External id, where the row is a campaign. */
  readonly id: string | null;
  readonly campaign: string | null;
  readonly channel: string | null;
  readonly lifts: readonly ArmLift[];
  readonly baseline: Baseline | null;
  readonly audience: AudienceGap | null;
}

/** Name of the row of what no touch comes before. */
export const untouched = "(none)";

/** The JSON fields of a lift. */
function liftFields(lift: Lift) {
  return {
    treated: lift.treated,
    control: lift.control,
    treated_rate: lift.treatedRate,
    control_rate: lift.controlRate,
    diff: lift.diff,
    ci95: lift.ci95,
    p_value: lift.pValue,
    revenue_per_treated: lift.revenuePerTreated,
    revenue_per_control: lift.revenuePerControl,
    revenue_diff: lift.revenueDiff,
    revenue_ci95: lift.revenueCi95,
  };
}

/** An object for one treatment arm, a list with their names for several, null without a control arm. */
function liftField(lifts: readonly ArmLift[]) {
  const [only, ...others] = lifts;
  if (only === undefined) return null;
  return others.length === 0 ? liftFields(only) : lifts.map((lift) => ({ arm: lift.arm, ...liftFields(lift) }));
}

function rowFields(row: ToldRow, per: "campaign" | "channel" | "group") {
  const none = (kind: typeof per, name: string | null) => (row.touched ? name : per === kind ? untouched : null);
  return {
    campaign: none("campaign", row.campaign),
    channel: none("channel", row.channel),
    ...(per === "group" ? { group: none("group", row.key) } : {}),
    cost: row.cost,
    leads: row.leads,
    customers: row.customers,
    revenue: row.revenue,
    roi: row.roi,
    roas: row.roas,
    cac: row.cac,
    payback_days: row.paybackDays,
    feedback: row.feedback,
    lift: liftField(row.lifts),
    baseline: row.baseline,
    ...(per === "campaign" ? { campaign_id: row.id } : {}),
    touches: row.touches,
    margin: row.margin,
    audience: row.audience && {
      trait: row.audience.trait,
      value: row.audience.value,
      share: row.audience.share,
      buyers_share: row.audience.buyersShare,
      p_value: row.audience.pValue,
    },
  };
}

/** The JSON fields of a campaign analysis: money to the cent, ratios unrounded. */
export function campaignResult(
  rows: readonly ToldRow[],
  found: Campaigns,
  parts: {
    readonly per: "campaign" | "channel" | "group";
    readonly attribution: string;
    readonly period: { readonly from: string; readonly to: string };
    readonly previous: {
      readonly period: { readonly from: string; readonly to: string };
      readonly found: Campaigns;
    } | null;
    readonly excluded: readonly object[];
  },
) {
  const totals = ({ total, revenue }: Campaigns) => ({
    cost: total.cost,
    leads: total.leads,
    customers: total.customers,
    attributed: total.revenue,
    revenue: cents(revenue),
    roi: total.roi,
    roas: total.roas,
    cac: total.cac,
  });
  return {
    n: found.buyers,
    period: { from: parts.period.from, to: parts.period.to },
    attribution: parts.attribution,
    roi_basis: found.basis,
    totals: totals(found),
    campaigns: rows.map((row) => rowFields(row, parts.per)),
    previous: parts.previous && {
      period: { from: parts.previous.period.from, to: parts.previous.period.to },
      n: parts.previous.found.buyers,
      totals: totals(parts.previous.found),
    },
    excluded: parts.excluded,
  };
}
