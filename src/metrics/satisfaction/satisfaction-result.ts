import { type Proportion, wilson } from "../proportions.ts";
import type { SentimentQuality } from "../text/scored-wordings.ts";
import type { Theme } from "../text/themes.ts";
import type { ResponseChurn } from "./response-churn.ts";
import type { DeliveryEffect, SatisfactionCause } from "./satisfaction-cause.ts";
import type { SatisfactionFigures } from "./satisfaction-figures.ts";
import type { SatisfactionGroup } from "./satisfaction-groups.ts";

/** A theme with quotes that nobody can be known by. */
export type QuotedTheme = Pick<Theme, "term" | "side" | "z" | "texts"> & { readonly examples: readonly string[] };

/** Fields of the JSON contract for one side of a comparison. */
export function figureFields(figures: SatisfactionFigures) {
  const { votes } = figures;
  return {
    nps: figures.nps,
    nps_ci95: figures.npsRange,
    respondents: votes?.respondents ?? 0,
    promoters: votes?.promoters ?? 0,
    passives: votes === null ? 0 : votes.respondents - votes.promoters - votes.detractors,
    detractors: votes?.detractors ?? 0,
    surveys_sent: figures.sent,
    response_rate: figures.responseRate,
    csat: figures.csat,
    csat_ci95: figures.csatRange,
    csat_answers: figures.csatAnswers,
    ces: figures.ces,
    ces_scale: figures.cesScale,
    ces_answers: figures.cesAnswers,
    active_customers: figures.activeCustomers,
    orders: figures.orders,
    complaints: figures.complaints,
    complaints_per_100_customers: figures.complaintsPer100Customers,
    complaints_per_100_orders: figures.complaintsPer100Orders,
    deliveries: figures.deliveries?.trials ?? null,
    late_deliveries: figures.deliveries?.successes ?? null,
    late_delivery_rate: figures.lateDeliveryRate,
    late_delivery_ci95: interval(figures.deliveries),
    returns: figures.returns,
    return_rate: figures.returnsPer100Orders === null ? null : figures.returnsPer100Orders / 100,
    returns_per_100_orders: figures.returnsPer100Orders,
    tickets: figures.tickets,
    answered_tickets: figures.responses?.trials ?? null,
    median_response_h: figures.medianResponseHours,
    p90_response_h: figures.p90ResponseHours,
    over_24h_share: figures.over24hShare,
    over_24h_ci95: interval(figures.responses),
  };
}

function interval(proportion: Proportion | null): readonly [number, number] | null {
  if (proportion === null || proportion.trials === 0) return null;
  const { low, high } = wilson(proportion);
  return [low, high];
}

export function groupFields({ key, now, before, change, rest }: SatisfactionGroup) {
  return {
    key,
    ...figureFields(now),
    nps_previous: before?.nps ?? null,
    nps_change: change?.difference ?? null,
    nps_change_p_value: change?.pValue ?? null,
    nps_against_rest: rest?.difference ?? null,
    nps_against_rest_p_value: rest?.pValue ?? null,
  };
}

export function causeFields(
  causes: readonly SatisfactionCause[],
  effect: DeliveryEffect | null,
  about: { readonly key: string | null; readonly grouped: boolean },
) {
  return causes.map(({ factor, now, before, pValue }) => ({
    ...(about.grouped ? { group: about.key } : {}),
    factor,
    value: now,
    previous: before,
    p_value: pValue,
    ...(factor === "late_delivery" && effect !== null
      ? { nps_late: effect.npsLate, nps_in_time: effect.npsInTime, nps_explained: effect.explained }
      : {}),
  }));
}

export function churnFields(churn: ResponseChurn | null) {
  if (churn === null) return null;
  const side = ({ customers, churned }: ResponseChurn["slow"]) => ({
    customers,
    churned,
    churn: customers === 0 ? null : churned / customers,
  });
  return {
    over_24h: side(churn.slow),
    rest: side(churn.rest),
    p_value: churn.pValue,
    horizon_days: churn.horizon,
    from: churn.from,
    to: churn.to,
  };
}

export function sentimentFields(sentiment: SentimentQuality | null) {
  return sentiment && { ...sentiment };
}
