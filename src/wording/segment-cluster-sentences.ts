import type { Words } from "#messages.ts";
import {
  fewestClustered,
  type SegmentCluster,
  type SegmentClusters,
  weakSilhouette,
} from "#metrics/segment/segment-clusters.ts";
import type { Excluded } from "#queries/excluded-orders.ts";
import { excludedNotes, smallSampleNotes } from "./caveats.ts";

/** All that the sentences of `/segment auto` speak of. */
export interface ClusterStory {
  readonly words: Words;
  readonly found: SegmentClusters;
  /** Customers in all. */
  readonly n: number;
  readonly asOf: string;
  readonly excluded: readonly Excluded[];
  /** Won deals stand for orders. */
  readonly deals: boolean;
  readonly full: boolean;
  /** Was a comparison asked for? */
  readonly compared: boolean;
}

/** A cluster's name in words: 高频高额近期活跃; with "and" before the last as part of a sentence. */
export function clusterName(
  words: Words,
  { traits, rank }: Pick<SegmentCluster, "traits" | "rank">,
  last: "separator" | "and" = "separator",
): string {
  const parts = traits.map(({ feature, level }) => {
    return words.say(feature === "once" ? "name.once" : `name.${feature}.${level}`);
  });
  const tail = parts.at(-1) ?? words.say("name.average");
  const head = parts.slice(0, -1).join(words.say("name.separator"));
  const name = head === "" ? tail : head + words.say(`name.${last}`) + tail;
  return rank === 1 ? name : words.say("name.ranked", { name, rank });
}

/** The cluster that brings most, else the largest. */
export function leading({ clusters }: SegmentClusters): SegmentCluster | undefined {
  return [...clusters].sort((a, b) => b.revenue - a.revenue || b.size - a.size)[0];
}

export const isWeak = ({ silhouette }: SegmentClusters) => silhouette < weakSilhouette;

/** The finding in one sentence: who brings what share; where the groups are not clear, that they are not. */
export function clusterHeadline({ words, found, n }: ClusterStory): string {
  const lead = leading(found);
  const known = lead?.revenueShare ?? null;
  const key = `auto.headline${isWeak(found) ? "_weak" : ""}${known === null ? "_plain" : ""}`;
  return words.say(key, {
    n: words.integer(n),
    k: found.k,
    name: lead ? clusterName(words, lead, "and") : "",
    share: words.percent(lead?.share ?? 0),
    revenue: words.percent(known ?? 0),
    money: words.money(lead?.revenue ?? 0),
  });
}

/** What is said where there are no groups to show. */
export function noClusters(words: Words, code: string, n: number): string {
  return words.say(`auto.${code === "too_few_customers" ? "too_few" : "all_equal"}`, { n, least: fewestClustered });
}

/** At most three: what a customer of the best group is worth, who has gone quiet, how clear the groups are. */
export function clusterInsights({ words, found }: ClusterStory): string[] {
  const { clusters, candidates, k, silhouette } = found;
  const [first, last] = [clusters[0], clusters.at(-1)];
  const said: string[] = [];
  if (isWeak(found)) said.push(words.say("auto.weak", { value: two(silhouette), least: two(weakSilhouette) }));
  if (first && last && first.median.monetary > last.median.monetary) {
    said.push(
      words.say("auto.worth", {
        name: clusterName(words, first),
        other: clusterName(words, last),
        money: words.money(first.median.monetary),
        less: words.money(last.median.monetary),
        gap: words.money(first.median.monetary - last.median.monetary),
        orders: Math.round(first.median.frequency),
        fewer: Math.round(last.median.frequency),
      }),
    );
  }
  const quiet = clusters
    .filter(({ play }) => play === "win_back" || play === "low_cost")
    .sort((a, b) => b.revenue - a.revenue)[0];
  if (quiet) {
    said.push(
      words.say("auto.quiet", {
        n: words.integer(quiet.size),
        name: clusterName(words, quiet),
        days: Math.round(quiet.median.recency),
        money: words.money(quiet.revenue),
      }),
    );
  }
  const others = candidates.filter((candidate) => candidate.k !== k);
  const best = candidates.find((candidate) => candidate.k === k);
  const next = [...others].sort((a, b) => b.silhouette - a.silhouette || a.k - b.k)[0];
  if (best && next && !isWeak(found)) {
    said.push(
      words.say("auto.separation", { k, best: two(best.silhouette), next: next.k, second: two(next.silhouette) }),
    );
  }
  return said.slice(0, 3);
}

/** At most three, for the groups with most at stake: who does what, and what it is worth. */
export function clusterActions({ words, found }: ClusterStory): string[] {
  return [...found.clusters]
    .sort((a, b) => b.revenue - a.revenue)
    .slice(0, 3)
    .map((cluster) => {
      const { size, revenue, orders, median, play } = cluster;
      const order = orders > 0 ? Math.max(0, revenue) / orders : 0;
      return words.say(`do.${play}`, {
        n: words.integer(size),
        name: clusterName(words, cluster),
        money: words.money(revenue),
        days: Math.round(median.recency),
        tenth: words.money(Math.max(0, revenue) / 10),
        fifth: words.money((size / 5) * order),
        few: words.money((size / 10) * order),
      });
    });
}

/** Caveats: relative names, small samples, what was left out. */
export function clusterFootnotes({ words, n, excluded, deals, full, compared }: ClusterStory): string[] {
  return [
    words.say("auto.names"),
    words.say("auto.returns"),
    ...(deals ? [words.say("reply.orders_from_deals")] : []),
    ...smallSampleNotes(words, n),
    ...excludedNotes(words, excluded),
    ...(compared ? [words.say("auto.alone")] : []),
    ...(full ? [] : [words.say("auto.full")]),
  ];
}

/** How it was computed, a sentence each. */
export function clusterMethod(words: Words, asOf: string): string[] {
  return [
    words.say("auto.method_features", { asOf: words.date(asOf) }),
    words.say("auto.method_kmeans"),
    words.say("auto.method_names"),
  ];
}

/** Silhouettes to two digits. */
export function two(value: number): string {
  return value.toFixed(2);
}
