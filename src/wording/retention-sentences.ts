import type { Words } from "#messages.ts";
import { twoProportions } from "#metrics/proportions.ts";
import {
  type Cohort,
  type Retention,
  type RetentionGrain,
  type RetentionRate,
  rateAt,
  recentRetention,
} from "#metrics/retention.ts";
import type { Excluded } from "#queries/excluded-orders.ts";
import { excludedNotes, smallSample, smallSampleNotes } from "./caveats.ts";

/** All that the sentences of a retention reply speak of. */
export interface RetentionStory {
  readonly words: Words;
  readonly grain: RetentionGrain;
  readonly event: string | null;
  readonly asOf: string;
  /** Dimension grouped by. */
  readonly by: string | null;
  readonly found: Retention;
  /** Groups, best first. */
  readonly groups: readonly { readonly group: string | null; readonly size: number; readonly found: Retention }[];
  readonly renewals: { readonly due: number; readonly renewed: number } | null;
  readonly excluded: readonly Excluded[];
  /** Won deals stand for orders. */
  readonly deals: boolean;
}

/** Retention one span later: has it changed, or where does it stand? */
export function headlineOf(story: RetentionStory): string {
  const { words, found, grain, groups } = story;
  const unit = words.say("unit", { grain });
  const all = rateAt(found.cohorts, 1);
  if (all.rate === null) return words.say("early", { n: customersIn(found), unit });
  const rate = words.percent(all.rate);
  const top = groups.find(({ size }) => size >= smallSample);
  const topRate = top ? rateAt(top.found.cohorts, 1).rate : null;
  if (top && topRate !== null) {
    const rest = groups.filter((group) => group !== top).flatMap((group) => group.found.cohorts);
    const dimension = words.dimension(story.by ?? "");
    if (!differs(rateAt(top.found.cohorts, 1), rateAt(rest, 1)))
      return words.say("group_even", { dimension, rate, unit });
    const group = top.group ?? words.say("none");
    return words.say("group", { group, rate: words.percent(topRate), unit, overall: rate });
  }
  const change = changed(found.cohorts);
  if (change === null) return words.say("level", { rate, unit });
  const values = {
    unit,
    recent: words.percent(change.recent.rate ?? 0),
    earlier: words.percent(change.earlier.rate ?? 0),
  };
  if (!change.clear) return words.say("steady", { ...values, rate });
  const since = words.bucket(change.since.cohort, grain);
  const newest = words.bucket(change.newest.cohort, grain);
  return words.say(change.difference < 0 ? "fell" : "rose", { ...values, since, newest });
}

/** At most three: the core that stays, the best and weakest cohorts, the money after the first span, renewals. */
export function insightsOf(story: RetentionStory): string[] {
  const { words, found, grain, event, renewals } = story;
  const unit = words.say("unit", { grain });
  const said: string[] = [];
  const later = [12, 6, 3].find((k) => rateAt(found.cohorts, k).cohorts >= 3);
  const core = later === undefined ? null : rateAt(found.cohorts, later);
  if (later !== undefined && core && core.rate !== null) {
    const n = core.customers;
    if (core.rate === 0) said.push(words.say("later_none", { k: later, unit, n }));
    else said.push(words.say("later", { rate: words.percent(core.rate), k: later, unit, n: words.integer(n) }));
  }
  const ready = found.cohorts
    .filter((cohort) => cohort.complete[1] && cohort.size >= smallSample)
    .map((cohort) => ({ cohort: cohort.cohort, ...rateAt([cohort], 1) }))
    .map((one) => ({ ...one, rate: one.rate ?? 0 }))
    .sort((a, b) => b.rate - a.rate);
  const [best, worst] = [ready[0], ready.at(-1)];
  if (ready.length >= 3 && best && worst && differs(best, worst)) {
    said.push(
      words.say("extremes", {
        best: words.bucket(best.cohort, grain),
        high: words.percent(best.rate),
        worst: words.bucket(worst.cohort, grain),
        low: words.percent(worst.rate),
      }),
    );
  }
  const followed = found.cohorts.filter((cohort) => cohort.complete[1]);
  const total = followed.reduce(
    (sum, { revenue }) => sum + revenue.reduce<number>((all, part) => all + (part ?? 0), 0),
    0,
  );
  const first = followed.reduce((sum, { revenue }) => sum + (revenue[0] ?? 0), 0);
  if (event === null && total > 0) {
    const share = words.percent((total - first) / total);
    said.push(words.say("money", { share, money: words.money(total - first), unit }));
  }
  if (renewals && renewals.due > 0) {
    const values = {
      due: renewals.due,
      renewed: renewals.renewed,
      rate: words.percent(renewals.renewed / renewals.due),
    };
    said.splice(2, said.length, words.say("renewals", values));
  }
  return said.slice(0, 3);
}

/** At most three: whom to follow up, what to find out, which contracts to renew. */
export function actionsOf(story: RetentionStory): string[] {
  const { words, found, grain, event, renewals } = story;
  const unit = words.say("unit", { grain });
  const ready = found.cohorts.filter((cohort) => cohort.complete[1]);
  const back = ready.reduce((sum, { retained }) => sum + (retained[1] ?? 0), 0);
  const each = back === 0 ? 0 : ready.reduce((sum, { revenue }) => sum + (revenue[1] ?? 0), 0) / back;
  const said: string[] = [];
  const newest = ready.at(-1);
  const missing = newest ? newest.size - (newest.retained[1] ?? 0) : 0;
  if (event === null && newest && missing > 0 && each > 0) {
    const cohort = words.bucket(newest.cohort, grain);
    said.push(words.say("follow_up", { n: missing, cohort, unit, money: words.money(10 * each) }));
  }
  const change = changed(found.cohorts);
  const lost = change ? Math.round(-change.difference * change.recent.customers) : 0;
  if (event === null && change?.clear && lost > 0) {
    const since = words.bucket(change.since.cohort, grain);
    said.push(words.say("find_out", { since, n: lost, unit, money: words.money(lost * each) }));
  }
  if (renewals && renewals.due > renewals.renewed)
    said.push(words.say("renew", { n: renewals.due - renewals.renewed }));
  return said;
}

/** Caveats and what was left out. */
export function footnotesOf(story: RetentionStory): string[] {
  const { words, found, grain, by, excluded } = story;
  const said: string[] = [];
  if (story.deals && story.event === null) said.push(words.say("reply.orders_from_deals"));
  said.push(...smallSampleNotes(words, customersIn(found)));
  said.push(words.say("running", { unit: words.say("unit", { grain }) }));
  if (by !== null) said.push(words.say("groups_rule", { dimension: words.dimension(by) }));
  said.push(...excludedNotes(words, excluded));
  return said;
}

/** How it was computed, a sentence each. */
export function methodOf({ words, grain, event, asOf }: RetentionStory): string[] {
  const unit = words.say("unit", { grain });
  const cohort =
    event === null
      ? words.say("method_cohort", { unit })
      : words.say("method_cohort_event", { unit, event: words.say(`event.${event}`) });
  const retained = words.say("method_retained", { unit, asOf: words.date(asOf) });
  return [cohort, retained, words.say("method_average", { unit }), words.say("method_change")];
}

/** Customers of all cohorts. */
export function customersIn(found: Retention): number {
  return found.cohorts.reduce((sum, cohort) => sum + cohort.size, 0);
}

function changed(cohorts: readonly Cohort[]) {
  const compared = recentRetention(cohorts, 1);
  if (compared === null) return null;
  const { recent, earlier } = compared;
  const difference = (recent.rate ?? 0) - (earlier.rate ?? 0);
  return { ...compared, difference, clear: differs(recent, earlier) };
}

/** Two-proportion z test at 5 %. */
function differs(first: RetentionRate, second: RetentionRate): boolean {
  if (first.customers === 0 || second.customers === 0) return false;
  const side = ({ retained, customers }: RetentionRate) => ({ successes: retained, trials: customers });
  return twoProportions(side(first), side(second)).pValue < 0.05;
}
