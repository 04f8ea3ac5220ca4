import type { Words } from "#messages.ts";
import type { Lifecycle } from "#metrics/lifecycle/lifecycle.ts";
import type { LifecycleFindings } from "#metrics/lifecycle/lifecycle-findings.ts";
import type { LifecycleGroup } from "#metrics/lifecycle/lifecycle-groups.ts";
import type { SlippingAccount } from "#metrics/lifecycle/lifecycle-result.ts";
import { lifecycleRules as rules } from "#model/lifecycle-rules.ts";
import type { Excluded } from "#queries/excluded-orders.ts";
import { nameOf } from "./account-name.ts";
import { excludedNotes, smallSampleNotes } from "./caveats.ts";

/** All that the sentences of a lifecycle reply speak of. */
export interface LifecycleStory {
  readonly words: Words;
  /** Dimension grouped by. */
  readonly by: string | null;
  /** Dimension by which the question narrows that accounts do not carry, so that prospects cannot be told. */
  readonly blind: string | null;
  /** Won deals stand for orders. */
  readonly deals: boolean;
  /** The days that are compared. */
  readonly asOf: string;
  readonly start: string;
  readonly summary: Lifecycle;
  readonly found: LifecycleFindings;
  readonly groups: readonly LifecycleGroup[];
  /** At risk first, then those lost in the period; by money. */
  readonly slipping: readonly SlippingAccount[];
  readonly excluded: readonly Excluded[];
}

/** The finding in one sentence: who is about to leave, else who left, else that all is well. */
export function headlineOf({ words, by, found, groups, summary }: LifecycleStory): string {
  const { atRisk, lost, buying } = found;
  const top = groups[0];
  if (top && atRisk.customers > 0) {
    const { customers: n, revenue } = top.found.atRisk;
    return words.say("group", { group: top.group ?? words.say("none"), n, money: words.money(revenue) });
  }
  if (top) return words.say("no_group_risk", { dimension: words.dimension(by ?? "") });
  if (atRisk.customers > 0 && atRisk.share !== null) {
    const share = words.percent(atRisk.share);
    return words.say("at_risk", { n: atRisk.customers, money: words.money(atRisk.revenue), share });
  }
  if (atRisk.customers > 0) return words.say("at_risk_plain", { n: atRisk.customers });
  if (lost.customers > 0) return words.say("lost", { n: lost.customers, money: words.money(lost.revenue) });
  if (buying.customers > 0) return words.say("calm", { n: buying.customers });
  return words.say("all_lost", { n: summary.customers });
}

/** At most three: where risk led, who left and returned, who carries the business. */
export function insightsOf({ words, found, groups }: LifecycleStory): string[] {
  const { rescued, lost, wonBack, loyal, first, atRisk } = found;
  const said: string[] = [];
  const top = groups[0];
  if (top && atRisk.revenue > 0) {
    said.push(
      words.say("group_line", {
        group: top.group ?? words.say("none"),
        share: words.percent(top.found.atRisk.customers / atRisk.customers),
        revenue: words.percent(top.found.atRisk.revenue / atRisk.revenue),
      }),
    );
  }
  if (rescued.lost + rescued.back > 0) {
    const { of: n, lost: gone, back } = rescued;
    said.push(words.say("slid", { n, lost: gone, share: words.percent(gone / n), back }));
  }
  if (lost.customers + wonBack.customers > 0) {
    const more = lost.customers - wonBack.customers;
    const balance = more === 0 ? "even" : more > 0 ? "more" : "fewer";
    said.push(
      words.say("lost_line", {
        n: lost.customers,
        money: words.money(lost.revenue),
        back: wonBack.customers,
        money_back: words.money(wonBack.revenue),
        balance: words.say(`balance_${balance}`, { n: Math.abs(more) }),
      }),
    );
  }
  if (loyal.customers > 0 && loyal.share !== null) {
    const { customers: n, share, left, came } = loyal;
    said.push(words.say("loyal", { n, share: words.percent(share), left, came }));
  }
  if (first.customers > 0) {
    said.push(words.say("first_line", { n: first.customers, money: words.money(first.revenue) }));
  }
  return said.slice(0, 3);
}

/** At most three: whom to call, whom to win back, whom to bring on; each with what it is worth. */
export function actionsOf({ words, found, summary, slipping }: LifecycleStory): string[] {
  const { atRisk, lost } = found;
  const stage = (name: string) => summary.stages.find(({ stage: own }) => own === name);
  const said: string[] = [];
  if (atRisk.customers > 0) {
    const names = slipping
      .filter((one) => one.stage === "at_risk")
      .slice(0, 3)
      .map((one) => {
        const { owner, silent, usual } = one;
        const habit = words.say(usual > rules.shortestGap ? "habit" : "habit_frequent", { days: Math.round(usual) });
        const values = { name: nameOf(words, one), days: silent, habit };
        return owner === null ? words.say("call_one", values) : words.say("call_owned", { ...values, owner });
      });
    const money = words.money(atRisk.revenue);
    said.push(words.say("call", { n: atRisk.customers, names: words.list(names), money }));
  }
  if (lost.customers > 0) {
    said.push(words.say("win_back", { n: lost.customers, money: words.money(lost.revenue) }));
  }
  const [fresh, loyal, prospect] = [stage("new"), stage("loyal"), stage("prospect")];
  const each = (part: typeof fresh) => (part && part.customers > 0 ? part.revenue / part.customers : 0);
  if (fresh && each(loyal) > each(fresh)) {
    const values = { each: words.money(each(fresh)), loyal: words.money(each(loyal)) };
    if (fresh.customers > 0) said.push(words.say("second", { n: fresh.customers, ...values }));
  }
  if (prospect && prospect.customers > 0 && summary.revenue > 0) {
    const usual = words.money(summary.revenue / summary.customers);
    said.push(words.say("first", { n: prospect.customers, each: usual }));
  }
  return said.slice(0, 3);
}

/** Caveats: what money means, small samples, what was left out. */
export function footnotesOf(story: LifecycleStory): string[] {
  const { words, summary, slipping, excluded, found, asOf } = story;
  const said = [words.say("money_note", { asOf: words.date(asOf) })];
  if (story.deals) said.push(words.say("reply.orders_from_deals"));
  said.push(...smallSampleNotes(words, summary.customers));
  said.push(words.say("few_gaps", { n: rules.fewestGaps }));
  const arrived = summary.accounts - summary.previous.accounts;
  if (arrived > 0) said.push(words.say("arrived", { n: arrived }));
  if (story.blind !== null) said.push(words.say("no_prospects", { dimension: words.dimension(story.blind) }));
  said.push(...excludedNotes(words, excluded));
  const slips = found.atRisk.customers + found.lost.customers;
  if (slipping.length < slips) said.push(words.say("capped", { shown: slipping.length, n: words.integer(slips) }));
  return said;
}

/** How it was computed, a sentence each. */
export function methodOf({ words, asOf, start }: LifecycleStory): string[] {
  return [
    words.say("method_gap", { asOf: words.date(asOf), fewest: rules.fewestGaps, shortest: rules.shortestGap }),
    words.say("method_rules", {
      lost: rules.lost,
      risk: rules.atRisk,
      orders: rules.loyalOrders,
      days: rules.newDays,
    }),
    words.say("method_moves", { start: words.date(start), asOf: words.date(asOf) }),
  ];
}
