import { holm, type Proportion, twoProportions } from "../proportions.ts";
import { allVotes, netPromoterScore, type Votes } from "./net-promoter.ts";
import type { DeliveryVotes, SatisfactionFigures } from "./satisfaction-figures.ts";
import { clearly } from "./satisfaction-groups.ts";

/** Something that went worse together with NPS. */
export interface SatisfactionCause {
  readonly factor: "late_delivery" | "slow_response" | "complaints" | "returns";
  readonly now: number;
  readonly before: number;
  /** Of the two shares being equal, Holm-adjusted over the factors looked at. */
  readonly pValue: number;
}

/** What late deliveries did to NPS, in points of -1..1. */
export interface DeliveryEffect {
  readonly npsLate: number;
  readonly npsInTime: number;
  readonly respondentsLate: number;
  /** Change of NPS that comes from the changed share of late deliveries among respondents. */
  readonly explained: number;
}

/** What is asked of a period or a group to explain its score. */
export type Circumstances = Pick<SatisfactionFigures, "deliveries" | "responses" | "orders" | "complaints" | "returns">;

/** The circumstances of all but one group. */
export function elsewhere(whole: Circumstances, group: Circumstances): Circumstances {
  const less = (all: number | null, own: number | null) => (all === null ? null : Math.max(0, all - (own ?? 0)));
  const lessOf = (all: Proportion | null, own: Proportion | null): Proportion | null => {
    if (all === null) return null;
    const trials = Math.max(0, all.trials - (own?.trials ?? 0));
    return { successes: Math.min(trials, Math.max(0, all.successes - (own?.successes ?? 0))), trials };
  };
  return {
    deliveries: lessOf(whole.deliveries, group.deliveries),
    responses: lessOf(whole.responses, group.responses),
    orders: less(whole.orders, group.orders),
    complaints: less(whole.complaints, group.complaints),
    returns: less(whole.returns, group.returns),
  };
}

/**
 * Which of late deliveries, slow answers, complaints and returns (per order) rose clearly, the clearest first: two-proportion z
 * tests, Holm-adjusted. O(1).
 */
export function satisfactionCauses(now: Circumstances, before: Circumstances): readonly SatisfactionCause[] {
  const perOrder = ({ orders }: Circumstances, count: number | null): Proportion | null =>
    orders === null || count === null ? null : { successes: Math.min(count, orders), trials: orders };
  const factors = {
    late_delivery: (side: Circumstances) => side.deliveries,
    slow_response: (side: Circumstances) => side.responses,
    complaints: (side: Circumstances) => perOrder(side, side.complaints),
    returns: (side: Circumstances) => perOrder(side, side.returns),
  } as const;
  const tested = (Object.keys(factors) as (keyof typeof factors)[]).flatMap((factor) => {
    const [a, b] = [factors[factor](now), factors[factor](before)];
    if (a === null || b === null || a.trials === 0 || b.trials === 0) return [];
    const [here, there] = [a.successes / a.trials, b.successes / b.trials];
    return [{ factor, now: here, before: there, ...twoProportions(a, b) }];
  });
  const pValues = holm(tested.map(({ pValue }) => pValue));
  return tested
    .map(({ z, ...cause }, at) => ({ z, ...cause, pValue: pValues[at] ?? 1 }))
    .filter(({ z, pValue }) => z > 0 && pValue < clearly)
    .toSorted((a, b) => b.z - a.z || (a.factor < b.factor ? -1 : 1))
    .map(({ factor, now: here, before: there, pValue }) => ({ factor, now: here, before: there, pValue }));
}

/** Fewer respondents with late (or timely) deliveries tell nothing of what lateness does. */
const fewest = 5;

/**
 * What the changed share of late deliveries did to a group's NPS: the change of the share among its respondents × the gap
 * between the scores of late and timely deliveries (over both periods). Null where too few answers name their order. O(rows).
 */
export function deliveryEffect(now: readonly DeliveryVotes[], before: readonly DeliveryVotes[]): DeliveryEffect | null {
  const of = (rows: readonly DeliveryVotes[], late: number): Votes => allVotes(rows.filter((row) => row.late === late));
  const [lateNow, timelyNow, lateBefore, timelyBefore] = [of(now, 1), of(now, 0), of(before, 1), of(before, 0)];
  const [late, timely] = [allVotes([lateNow, lateBefore]), allVotes([timelyNow, timelyBefore])];
  const [all, allBefore] = [
    lateNow.respondents + timelyNow.respondents,
    lateBefore.respondents + timelyBefore.respondents,
  ];
  if (late.respondents < fewest || timely.respondents < fewest || all === 0 || allBefore === 0) return null;
  const [npsLate, npsInTime] = [netPromoterScore(late).nps, netPromoterScore(timely).nps];
  const rise = lateNow.respondents / all - lateBefore.respondents / allBefore;
  return { npsLate, npsInTime, respondentsLate: lateNow.respondents, explained: rise * (npsLate - npsInTime) };
}
