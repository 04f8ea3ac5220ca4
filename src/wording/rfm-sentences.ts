import { daysBetween } from "#grammar/days.ts";
import type { Words } from "#messages.ts";
import { fewestScored, type Rfm } from "#metrics/rfm/rfm.ts";
import type { RfmFindings } from "#metrics/rfm/rfm-findings.ts";
import type { RfmGroup } from "#metrics/rfm/rfm-groups.ts";
import type { ScoredCustomer } from "#metrics/rfm/rfm-result.ts";
import { usualThresholds } from "#metrics/rfm/rfm-scores.ts";
import { bestSegments, quietSegments, type RfmScheme, segmentKey, segmentOf } from "#metrics/rfm/rfm-segments.ts";
import type { ComparedSpans } from "#metrics/rfm/rfm-spans.ts";
import type { Excluded } from "#queries/excluded-orders.ts";
import { nameOf } from "./account-name.ts";
import { excludedNotes, smallSampleNotes } from "./caveats.ts";

/** All that the sentences of an RFM reply speak of. */
export interface RfmStory {
  readonly words: Words;
  /** Dimension grouped by. */
  readonly by: string | null;
  readonly options: {
    readonly recency?: readonly number[] | undefined;
    readonly frequency?: readonly number[] | undefined;
    readonly monetary?: readonly number[] | undefined;
  };
  /** Won deals stand for orders. */
  readonly deals: boolean;
  readonly scheme: RfmScheme;
  readonly spans: ComparedSpans;
  readonly summary: Rfm;
  readonly found: RfmFindings;
  readonly groups: readonly RfmGroup[];
  /** Groups left out as too small. */
  readonly small: number;
  /** Those gone quiet first, then by money. */
  readonly customers: readonly ScoredCustomer[];
  readonly excluded: readonly Excluded[];
  /** Fewest days since the last order of those who have gone quiet. */
  readonly quietDays: number;
}

/** The finding in one sentence: the valuable customers gone quiet, where there are any. */
export function headlineOf(story: RfmStory): string {
  const { words, scheme, summary, groups, quietDays: days, found } = story;
  const { quiet, best } = found;
  const top = groups[0];
  if (summary.segments.length === 0) return words.say("too_few", { n: summary.customers });
  if (top && top.found.quiet.customers > 0) {
    const share = words.percent(top.found.quiet.revenueShare ?? 0);
    const group = top.group ?? words.say("none");
    return words.say("group", { group, share, money: words.money(top.found.quiet.revenue) });
  }
  if (top) return words.say("no_group_risk", { dimension: words.dimension(story.by ?? "") });
  if (quiet.customers > 0) {
    const values = { n: quiet.customers, days, money: words.money(quiet.revenue) };
    if (quiet.revenueShare === null) return words.say("quiet_plain", values);
    return words.say(scheme === "3" ? "quiet_tier" : "quiet", { ...values, share: words.percent(quiet.revenueShare) });
  }
  if (best.customers === 0 || best.revenueShare === null) {
    return words.say("no_best", { n: summary.customers, money: words.money(summary.revenue) });
  }
  const share = words.percent(best.revenueShare);
  return words.say("best", { n: best.customers, share, money: words.money(best.revenue) });
}

/** At most three: who left, who carries the business, how customers moved. */
export function insightsOf(story: RfmStory): string[] {
  const { words, found, summary, groups } = story;
  const { left, best, quiet, risen, fallen } = found;
  const segments = bestNames(story);
  const said: string[] = [];
  const top = groups[0];
  if (top && quiet.customers > 0 && top.found.quiet.customers > 0 && quiet.revenue > 0) {
    said.push(
      words.say("quiet_group", {
        group: top.group ?? words.say("none"),
        share: words.percent(top.found.quiet.customers / quiet.customers),
        revenue: words.percent(top.found.quiet.revenue / quiet.revenue),
      }),
    );
  }
  if (left.customers > 0) {
    said.push(words.say("left", { n: left.customers, segments, money: words.money(left.revenue) }));
  }
  if (best.customers > 0 && best.revenueShare !== null) {
    const others = summary.customers - best.customers;
    const each = best.revenue / best.customers;
    const other = others === 0 ? 0 : (summary.revenue - best.revenue) / others;
    const values = {
      share: words.percent(best.share),
      segments,
      revenue: words.percent(best.revenueShare),
      each: words.money(each),
    };
    if (other <= 0) said.push(words.say("carried_plain", values));
    else {
      const times = words.number(Math.round((10 * each) / other) / 10);
      said.push(words.say("carried", { ...values, other: words.money(other), times }));
    }
  }
  if (risen + fallen > 0) {
    const net = `${risen > fallen ? "+" : "−"}${words.integer(Math.abs(risen - fallen))}`;
    said.push(
      risen === fallen
        ? words.say("moved_even", { risen, segments })
        : words.say("moved", { risen, fallen, segments, net }),
    );
  }
  return said.slice(0, 3);
}

/** At most three: whom to call, whom to win back, whom to bring on; each with what it is worth. */
export function actionsOf(story: RfmStory): string[] {
  const { words, scheme, found, customers, summary } = story;
  const { quiet, left, best } = found;
  const said: string[] = [];
  if (quiet.customers > 0) {
    const names = customers
      .filter(({ r, fm }) => quietSegments[scheme].includes(segmentOf(scheme, r, fm)))
      .slice(0, 3)
      .map(({ account, account_name, owner_name }) => {
        const name = nameOf(words, { name: account_name, account });
        return owner_name === null
          ? words.say("call_one", { name })
          : words.say("call_owned", { name, owner: owner_name });
      });
    said.push(words.say("call", { names: words.list(names), n: quiet.customers, money: words.money(quiet.revenue) }));
  }
  if (left.customers > 0) {
    said.push(words.say("win_back", { n: left.customers, money: words.money(left.revenue) }));
  }
  const young = summary.segments.filter(({ segment }) => ["New", "Promising", "Potential loyalist"].includes(segment));
  const count = young.reduce((sum, { customers: n }) => sum + n, 0);
  const revenue = young.reduce((sum, segment) => sum + segment.revenue, 0);
  if (count > 0 && best.customers > 0 && best.revenue / best.customers > revenue / count) {
    const values = { money: words.money(revenue / count), best: words.money(best.revenue / best.customers) };
    said.push(words.say("nurture", { n: count, ...values }));
  }
  return said;
}

/** Caveats: small samples, labels relative to a short period, what was left out. */
export function footnotesOf(story: RfmStory): string[] {
  const { words, summary, spans, excluded, groups, small, by, customers } = story;
  const said: string[] = [];
  if (story.deals) said.push(words.say("reply.orders_from_deals"));
  said.push(...smallSampleNotes(words, summary.customers));
  if (daysBetween(spans.from, spans.to) < 365) said.push(words.say("relative"));
  if (summary.migration.length > 0) {
    said.push(words.say("movement", { span: words.span(spans.previousFrom, spans.previousTo) }));
  }
  said.push(...excludedNotes(words, excluded));
  if (by !== null && groups.length > 0) said.push(words.say("group_rule", { dimension: words.dimension(by) }));
  if (small > 0) said.push(words.say("groups_small", { n: small, least: fewestScored }));
  if (customers.length < summary.customers) {
    said.push(words.say("capped", { shown: customers.length, n: words.integer(summary.customers) }));
  }
  return said;
}

/** How it was computed, a sentence each. */
export function methodOf({ words, scheme, spans, options }: RfmStory): string[] {
  const limits = (given: readonly number[]) => given.map((limit) => words.integer(limit)).join("/");
  const scoring =
    scheme === "8"
      ? words.say("method_means")
      : scheme === "fixed"
        ? words.say("method_fixed", {
            recency: limits(options.recency ?? usualThresholds.recency),
            frequency: limits(options.frequency ?? usualThresholds.frequency),
            monetary: options.monetary ? `≥ ${limits(options.monetary)}` : words.say("by_rank"),
          })
        : words.say("method_quintiles");
  const measures = words.say("method_measures", { asOf: words.date(spans.asOf) });
  return [
    measures,
    scoring,
    ...(scheme === "8" ? [] : [words.say(scheme === "3" ? "method_tiers" : "method_segments")]),
  ];
}

function bestNames({ words, scheme }: RfmStory): string {
  return bestSegments[scheme].map((segment) => words.say(`segment.${segmentKey(segment)}`)).join(words.say("or"));
}
