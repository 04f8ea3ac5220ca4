import type { Words } from "#messages.ts";
import type { Concentration } from "#metrics/concentration/concentration.ts";
import { quietRule } from "#metrics/concentration/pareto.ts";
import type { ParetoPart } from "#metrics/concentration/pareto-result.ts";
import type { Excluded } from "#queries/excluded-orders.ts";
import { nameOf } from "./account-name.ts";
import { excludedNotes, smallSampleNotes } from "./caveats.ts";

/** All that the sentences of a concentration reply speak of. */
export interface ParetoStory {
  readonly words: Words;
  /** Dimension over whose values money is spread; null for customers. */
  readonly by: string | null;
  /** Won deals stand for orders. */
  readonly deals: boolean;
  readonly spread: Concentration;
  /** The largest first. */
  readonly largest: readonly ParetoPart[];
  /** Those who bring 80 % and have gone quiet, those who follow on them, and what the ten largest bring. */
  readonly customers: {
    readonly quiet: readonly ParetoPart[];
    readonly quietCustomers: number;
    readonly quietRevenue: number;
    readonly next: readonly ParetoPart[];
    readonly top10Share: number;
  } | null;
  readonly previous: { readonly from: string; readonly to: string; readonly spread: Concentration } | null;
  readonly excluded: readonly Excluded[];
}
/** Percentage points below which nothing changed. */
const even = 0.005;

/** A share that may be small: one digit below ten percent. */
export function shareText(words: Words, share: number): string {
  return words.percent(share, Math.abs(share) < 0.0995 ? 1 : 0);
}

/** How few bring most of it, in one sentence. */
export function headlineOf({ words, by, spread, largest }: ParetoStory): string {
  const top = largest[0];
  const first = top ? nameOf(words, top) : "";
  const dimension = words.dimension(by ?? "");
  if (spread.accounts === 1) {
    return words.say(by === null ? "one" : "one_by", { money: words.money(spread.total), dimension, first });
  }
  const counts = { k: words.integer(spread.accountsFor80pct), n: words.integer(spread.accounts) };
  if (by !== null)
    return words.say("headline_by", { ...counts, dimension, first, top: words.percent(top?.share ?? 0) });
  const part = words.percent(spread.accountsFor80pct / spread.accounts);
  return words.say("headline", { ...counts, part, top: words.percent(spread.top20Share) });
}

/** At most three: whom the company depends on, who of them is silent, what changed, the long tail. */
export function insightsOf(story: ParetoStory): string[] {
  const { words, by, spread, largest, customers, previous } = story;
  const { accountsFor80pct: k, accounts: n, total, top20Share } = spread;
  const said: string[] = [];
  const top = largest[0];
  if (top && n > 1) {
    const values = { name: nameOf(words, top), share: shareText(words, top.share), money: words.money(top.revenue), k };
    if (by !== null) said.push(words.say("dependency_by", values));
    else if (n > 10) {
      said.push(words.say("dependency", { ...values, ten: words.percent(customers?.top10Share ?? 0) }));
    } else said.push(words.say("dependency_few", values));
  }
  if (customers && customers.quietCustomers > 0) {
    const share = words.percent(customers.quietRevenue / total);
    said.push(words.say("quiet", { n: customers.quietCustomers, money: words.money(customers.quietRevenue), share }));
  }
  if (previous && by === null) {
    const change = top20Share - previous.spread.top20Share;
    const kind = Math.abs(change) < even ? "same" : change > 0 ? "more" : "less";
    const digits = Math.abs(change) < 0.02 ? 1 : 0;
    said.push(
      words.say(`change_${kind}`, {
        span: words.span(previous.from, previous.to),
        now: words.percent(top20Share, digits),
        before: words.percent(previous.spread.top20Share, digits),
      }),
    );
  }
  if (by === null && n > k && k > 0) {
    const best = spread.curve.find(({ accounts }) => accounts >= k);
    const brought = (best?.share ?? 0.8) * total;
    const others = n - (best?.accounts ?? k);
    if (others > 0 && brought < total) {
      said.push(
        words.say("tail", {
          n: words.integer(others),
          share: words.percent(1 - brought / total),
          each: words.money((total - brought) / others),
          top: words.money(brought / (n - others)),
        }),
      );
    }
  }
  return said.slice(0, 3);
}

/** At most three: call the silent, tie the largest, develop those who follow. */
export function actionsOf({ words, by, largest, customers, spread }: ParetoStory): string[] {
  if (by !== null || customers === null) {
    const [top, second] = largest;
    if (top === undefined || second === undefined) return [];
    const [money, other] = [words.money(top.revenue), words.money(second.revenue)];
    return [words.say("protect_by", { name: nameOf(words, top), money, second: nameOf(words, second), other })];
  }
  const said: string[] = [];
  if (customers.quietCustomers > 0) {
    const names = customers.quiet.slice(0, 3).map((part) => {
      const values = { name: nameOf(words, part), days: part.silent ?? 0 };
      return part.owner === null
        ? words.say("call_one", values)
        : words.say("call_owned", { ...values, owner: part.owner });
    });
    const money = words.money(customers.quietRevenue);
    said.push(words.say("call", { n: customers.quietCustomers, names: words.list(names), money }));
  }
  const held = largest.slice(0, Math.min(10, spread.accountsFor80pct));
  const sum = (parts: readonly ParetoPart[]) => parts.reduce((total, { revenue }) => total + revenue, 0);
  if (held.length > 0) said.push(words.say("protect", { k: held.length, money: words.money(sum(held)) }));
  const { next } = customers;
  if (next.length > 0 && sum(next) > 0) {
    const names = words.list(next.slice(0, 2).map((part) => nameOf(words, part)));
    const each = words.money(sum(next) / next.length);
    said.push(words.say("grow", { n: next.length, names, each, gain: words.money(sum(next) / 10) }));
  }
  return said.slice(0, 3);
}

/** Caveats: what money means, small samples, what was left out. */
export function footnotesOf({ words, by, deals, spread, largest, excluded }: ParetoStory): string[] {
  const said = by === null ? [words.say("net")] : [];
  if (deals) said.push(words.say("reply.orders_from_deals"));
  if (by === null) said.push(...smallSampleNotes(words, spread.accounts));
  if (spread.negative > 0) said.push(words.say("negative", { n: spread.negative }));
  said.push(...excludedNotes(words, excluded));
  if (largest.length < spread.accounts) {
    said.push(words.say("capped", { shown: largest.length, n: words.integer(spread.accounts) }));
  }
  return said;
}

/** How it was computed, a sentence each. */
export function methodOf({ words, by, spread }: ParetoStory): string[] {
  const { days, times, orderDays: orders } = quietRule;
  return [
    words.say("method_top", { n: words.integer(spread.accounts) }),
    words.say("method_gini"),
    ...(by === null ? [words.say("method_quiet", { days, times, orders })] : []),
  ];
}
