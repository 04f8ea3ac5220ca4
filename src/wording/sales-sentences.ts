import type { Grain } from "#calendar.ts";
import type { Words } from "#messages.ts";
import {
  mainFactor,
  relativeChange,
  type SalesGroup,
  type SalesPoint,
  type SalesTotals,
} from "#metrics/sales/sales.ts";

/** The numbers that the sentences of `/sales` speak of. */
export interface SalesStory {
  readonly totals: SalesTotals;
  readonly before: SalesTotals | null;
  readonly against: "prev" | "yoy" | null;
  readonly grain: Grain;
  readonly peak: SalesPoint | null;
  readonly series: readonly SalesPoint[];
  /** Empty when the question names no grouping. */
  readonly groups: readonly SalesGroup[];
  readonly mover: SalesGroup | null;
}

const kept = (texts: readonly (string | null)[]) => texts.filter((text) => text !== null);
const gap = (group: SalesGroup) => group.revenue - (group.previous ?? 0);

/** The group whose revenue changed most against the comparison, in the direction of the whole; null without any. */
export function salesMover(groups: readonly SalesGroup[], totals: SalesTotals, before: SalesTotals | null) {
  if (!before) return null;
  const direction = totals.revenue >= before.revenue ? 1 : -1;
  const moved = groups.filter((group) => gap(group) * direction > 0);
  return moved.reduce<SalesGroup | null>((most, group) => {
    return most === null || Math.abs(gap(group)) > Math.abs(gap(most)) ? group : most;
  }, null);
}

/** A bucket's name in running text. */
export function bucketName(words: Words, start: string, grain: Grain): string {
  if (grain === "day") return words.date(start);
  return grain === "week" ? words.say("week_of", { day: words.date(start) }) : words.bucket(start, grain);
}

/** Headline, insights and actions of sales figures. */
export function salesSentences(words: Words, story: SalesStory) {
  return { headline: headline(words, story), insights: insights(words, story), actions: actions(words, story) };
}

function headline(words: Words, { totals, before, against, grain, peak, groups, mover }: SalesStory): string {
  const revenue = words.money(totals.revenue);
  const [top] = groups;
  if (top) {
    const moved = mover && { mover: named(words, mover), gap: words.money(Math.abs(gap(mover))) };
    const direction = mover && gap(mover) > 0 ? "up" : "down";
    if (totals.revenue <= 0) {
      if (moved) return words.say(`nothing_left_${direction}`, { ...moved, revenue });
      return words.say("nothing_left", { group: named(words, top), money: words.money(top.revenue), revenue });
    }
    const values = { group: named(words, top), share: words.percent(top.share ?? 0), revenue };
    if (!mover) return words.say("leads", values);
    const key = mover.key === groups[0]?.key ? `leads_and_${direction}` : `leads_${direction}`;
    return words.say(key, { ...values, ...moved });
  }
  const best = { grain: words.say(`grain_${grain}`), peak: peak ? bucketName(words, peak.start, grain) : "–" };
  const ratio = relativeChange(totals.revenue, before?.revenue);
  if (ratio === null || against === null) return words.say("flat", { revenue, orders: totals.orders, ...best });
  const change = words.percent(Math.abs(ratio));
  return words.say(ratio >= 0 ? "up" : "down", { revenue, change, against: words.say(`against_${against}`), ...best });
}

function insights(words: Words, { totals, before, grain, peak, series, groups, mover }: SalesStory): string[] {
  const [top] = groups;
  const ratio = relativeChange(totals.revenue, before?.revenue);
  const rest =
    before && mover && relativeChange(totals.revenue - mover.revenue, before.revenue - (mover.previous ?? 0));
  const factor = before && mainFactor(totals, before);
  const say = (value: number) => (factor?.factor === "value" ? words.money(value) : words.number(value));
  const average = series.length > 0 ? totals.revenue / series.length : 0;
  const sold = totals.revenue + (totals.returns ?? 0);
  const returnShare = sold > 0 ? (totals.returns ?? 0) / sold : 0;
  return kept([
    mover && ratio !== null && typeof rest === "number" && words.change(rest) !== words.change(ratio)
      ? words.say("insight_mover", {
          mover: named(words, mover),
          without: words.change(rest),
          total: words.change(ratio),
        })
      : null,
    factor && factor.ratio !== 1
      ? words.say("insight_factor", {
          factor: words.say(`factor_${factor.factor}`),
          before: say(factor.before),
          now: say(factor.now),
          change: words.change(factor.ratio - 1),
        })
      : null,
    !top && peak && series.length > 2 && average > 0
      ? words.say("insight_peak", {
          peak: bucketName(words, peak.start, grain),
          money: words.money(peak.revenue),
          times: words.number(Math.round((peak.revenue / average) * 10) / 10),
          grain: words.say(`grain_${grain}`),
        })
      : null,
    returnShare > 0
      ? words.say("insight_returns", { money: words.money(totals.returns ?? 0), share: words.percent(returnShare, 1) })
      : null,
    top && !mover && (top.share ?? 0) > 0.5
      ? words.say("insight_top", { group: named(words, top), share: words.percent(top.share ?? 0) })
      : null,
  ]).slice(0, 3);
}

function actions(words: Words, { totals, before, groups }: SalesStory): string[] {
  if (!before) return [];
  const fallen = groups.reduce<SalesGroup | null>((most, group) => {
    return gap(group) < (most === null ? 0 : gap(most)) && group.previous !== null ? group : most;
  }, null);
  const factor = mainFactor(totals, before);
  const rate = (side: SalesTotals) => (side.returns ?? 0) / (side.revenue + (side.returns ?? 0) || 1);
  const rose = rate(totals) - rate(before);
  const sold = totals.revenue + (totals.returns ?? 0);
  return kept([
    fallen
      ? words.say("action_group", {
          mover: named(words, fallen),
          before: words.money(fallen.previous ?? 0),
          gap: words.money(-gap(fallen)),
        })
      : null,
    factor && factor.ratio < 1 ? factorAction(words, totals, before, factor) : null,
    rose > 0.005
      ? words.say("action_returns", {
          now: words.percent(rate(totals), 1),
          before: words.percent(rate(before), 1),
          money: words.money(rose * sold),
        })
      : null,
  ]).slice(0, 3);
}

/** What the weakened factor at its earlier level would bring, the others as they are. */
function factorAction(
  words: Words,
  totals: SalesTotals,
  before: SalesTotals,
  { factor, ratio, before: earlier }: NonNullable<ReturnType<typeof mainFactor>>,
): string {
  const restored = totals.revenue / ratio - totals.revenue;
  if (factor === "buyers") {
    return words.say("action_buyers", { n: before.customers - totals.customers, money: words.money(restored / 2) });
  }
  const level = factor === "value" ? words.money(earlier) : words.number(earlier);
  return words.say(`action_${factor}`, { before: level, money: words.money(restored) });
}

function named(words: Words, { key }: SalesGroup): string {
  return key ?? words.say("missing_group");
}
