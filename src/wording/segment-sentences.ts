import { spokenValue } from "#grammar/generations.ts";
import type { Words } from "#messages.ts";
import { fewestCustomers, lostCustomers, type SegmentFindings } from "#metrics/segment/segment-findings.ts";
import type { SegmentFigures, SegmentGroup } from "#metrics/segment/segment-groups.ts";
import type { Excluded } from "#queries/excluded-orders.ts";
import { excludedNotes, smallSampleNotes } from "./caveats.ts";

/** All that the sentences of `/segment by …` speak of. */
export interface SegmentStory {
  readonly words: Words;
  /** One or two dimensions. */
  readonly by: readonly string[];
  /** At least one, by revenue. */
  readonly groups: readonly SegmentGroup[];
  readonly total: SegmentFigures;
  readonly before: SegmentFigures | null;
  readonly found: SegmentFindings;
  /** The comparison, `[from, to)`. */
  readonly compared: { readonly from: string; readonly to: string };
  readonly excluded: readonly Excluded[];
  /** Could returns be told apart by the question? */
  readonly returns: boolean;
  /** Won deals stand for orders. */
  readonly deals: boolean;
  /** Groups that the data lists. */
  readonly listed: number;
}

/** A group's name in words: 80后, 华东 · 科技. */
export function groupName(
  words: Words,
  by: readonly string[],
  { key, key2 }: Pick<SegmentGroup, "key" | "key2">,
): string {
  const first = valueName(words, by[0], key);
  return by[1] === undefined ? first : words.say("pair", { first, second: valueName(words, by[1], key2) });
}

/** One value of a dimension in words. */
export function valueName(words: Words, dimension: string | undefined, value: string | null): string {
  return value === null ? words.say("none") : spokenValue(value, dimension ?? "", words.locale);
}

const times = (words: Words, ratio: number) => words.number(Math.round(ratio * 10) / 10);
const dimensionsOf = ({ words, by }: SegmentStory) => words.list(by.map((name) => words.dimension(name)));

/** The finding in one sentence: the group that carries most, against its number. */
export function headlineOf(story: SegmentStory): string {
  const { words, by, groups, total, found } = story;
  const { top, topTimes } = found;
  const values = { n: words.integer(total.customers), dimension: dimensionsOf(story), groups: groups.length };
  if (total.revenue <= 0 || top.revenueShare === null) return words.say("headline_no_revenue", values);
  if (top.key === null && by.length === 1) return words.say("headline_unknown", values);
  const group = groupName(words, by, top);
  const money = words.money(top.revenue);
  if (groups.length === 1) return words.say("headline_single", { ...values, group, money });
  const shares = { group, share: words.percent(top.share), revenue: words.percent(top.revenueShare), money };
  if (found.unknown !== null && found.unknown > 0.5) {
    return words.say("headline_sparse", { ...shares, ...values, unknown: words.percent(found.unknown) });
  }
  if (topTimes === null || (topTimes > 0.8 && topTimes < 1.2)) return words.say("headline_plain", shares);
  return words.say(topTimes > 1 ? "headline" : "headline_below", { ...shares, times: times(words, topTimes) });
}

/** At most three: whose customers are worth most, who comes back, who grows or shrinks. */
export function insightsOf({ words, by, found }: SegmentStory): string[] {
  const { dearest, cheapest, loyal, fleeting, grown, shrunk } = found;
  const name = (group: SegmentGroup) => groupName(words, by, group);
  const said: string[] = [];
  if (dearest?.perBuyer && cheapest?.perBuyer && cheapest.perBuyer > 0) {
    const far = dearest.perBuyer >= 2 * cheapest.perBuyer;
    said.push(
      words.say(far ? "value" : "value_alike", {
        high: name(dearest),
        low: name(cheapest),
        more: words.money(dearest.perBuyer),
        less: words.money(cheapest.perBuyer),
        times: times(words, dearest.perBuyer / cheapest.perBuyer),
      }),
    );
  }
  if (loyal && fleeting) {
    const [more, less] = [words.percent(loyal.repeatRate ?? 0), words.percent(fleeting.repeatRate ?? 0)];
    said.push(words.say("repeat", { high: name(loyal), low: name(fleeting), more, less }));
  }
  const moved = shrunk ?? grown;
  if (moved) {
    const change = Math.abs(lostCustomers(moved));
    const each = (moved === shrunk ? moved.previous?.perBuyer : moved.perBuyer) ?? 0;
    said.push(
      words.say(moved === shrunk ? "shrunk" : "grown", {
        group: name(moved),
        n: change,
        before: words.integer(moved.previous?.customers ?? 0),
        now: words.integer(moved.customers),
        money: words.money(change * each),
      }),
    );
  }
  return said;
}

/** At most three: whom to ask, whom to bring back, whom to look for; each with what it is worth. */
export function actionsOf({ words, by, total, found }: SegmentStory): string[] {
  const { shrunk, fleeting, dearest, cheapest, usual, apart } = found;
  const name = (group: SegmentGroup) => groupName(words, by, group);
  const said: string[] = [];
  if (shrunk) {
    const [n, each] = [lostCustomers(shrunk), shrunk.previous?.perBuyer ?? 0];
    said.push(
      words.say("do_shrunk", { group: name(shrunk), n, each: words.money(each), money: words.money(n * each) }),
    );
  }
  const gap = (total.repeatRate ?? 0) - (fleeting?.repeatRate ?? 1);
  const more = Math.floor(gap * (fleeting?.customers ?? 0));
  if (apart && fleeting?.aov && more >= 1) {
    said.push(
      words.say("do_repeat", {
        group: name(fleeting),
        once: words.integer(fleeting.customers - fleeting.repeaters),
        rate: words.percent(total.repeatRate ?? 0),
        more: words.integer(more),
        aov: words.money(fleeting.aov),
        money: words.money(more * fleeting.aov),
      }),
    );
  }
  if (dearest?.perBuyer) {
    said.push(words.say("do_value", { group: name(dearest), money: words.money(10 * dearest.perBuyer) }));
  }
  if (apart && cheapest && usual !== null) {
    const room = cheapest.customers * usual - cheapest.revenue;
    const values = { group: name(cheapest), n: words.integer(cheapest.customers), usual: words.money(usual) };
    said.push(words.say("do_raise", { ...values, money: words.money(room) }));
  }
  return said.slice(0, 3);
}

/** Caveats: variants of ambiguous terms, small samples, overlap, what was left out. */
export function footnotesOf(story: SegmentStory): string[] {
  const { words, groups, total, before, compared, found } = story;
  const said = [words.say(story.returns ? "net" : "no_returns")];
  if (story.deals) said.push(words.say("reply.orders_from_deals"));
  said.push(...smallSampleNotes(words, total.customers));
  if (!found.apart) said.push(words.say("several"));
  if (found.unknown !== null && found.unknown > 0) {
    const n = words.integer(found.unknown * total.customers);
    said.push(words.say("unknown", { n, dimension: dimensionsOf(story) }));
  }
  if (groups.length > 1 && groups.some(({ customers }) => customers < fewestCustomers)) {
    said.push(words.say("few", { least: fewestCustomers }));
  }
  if (before) said.push(words.say("compared", { span: words.span(compared.from, compared.to) }));
  said.push(...excludedNotes(words, story.excluded));
  if (story.listed < groups.length) said.push(words.say("capped", { shown: story.listed, n: groups.length }));
  return said;
}

/** How it was computed, a sentence each. */
export function methodOf({ words }: SegmentStory): string[] {
  return [
    words.say("method_groups"),
    words.say("net"),
    words.say("method_ratios"),
    words.say("method_chance", { least: fewestCustomers }),
  ];
}
