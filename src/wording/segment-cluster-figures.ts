import { segmentProfiles } from "#charts/segment-profiles.ts";
import type { SegmentCluster } from "#metrics/segment/segment-clusters.ts";
import type { Chart, Kpi, Table } from "#reply.ts";
import { type ClusterStory, clusterName, isWeak, leading, two } from "./segment-cluster-sentences.ts";

/** Silhouettes from which structure is strong. Source: Kaufman & Rousseeuw, Finding Groups in Data (1990). */
const clearSilhouette = 0.5;

/** Key figures: how many, in how many groups, how clear these are. */
export function clusterKpis({ words, found, n }: ClusterStory): Kpi[] {
  const clarity = isWeak(found) ? "weak" : found.silhouette < clearSilhouette ? "fair" : "clear";
  return [
    { label: words.say("customers"), value: words.integer(n) },
    { label: words.say("revenue"), value: words.money(found.clusters.reduce((sum, { revenue }) => sum + revenue, 0)) },
    { label: words.say("auto.groups_kpi"), value: String(found.k) },
    {
      label: words.say("auto.silhouette_kpi"),
      value: words.say(`auto.silhouette_${clarity}`, { value: two(found.silhouette) }),
    },
  ];
}

/** What a typical customer of each group is like, beside the average. */
export function clusterChart({ words, found }: ClusterStory, alt: string): Chart {
  const lead = leading(found);
  const detail = ({ size, share, revenueShare }: SegmentCluster) => {
    const values = { n: words.integer(size), share: words.percent(share), revenue: words.percent(revenueShare ?? 0) };
    return words.say(revenueShare === null ? "auto.detail_plain" : "auto.detail", values);
  };
  const spec = segmentProfiles({
    measures: ["auto.typical_orders", "auto.typical_money", "auto.typical_recency"].map((key) => words.say(key)),
    profiles: found.clusters.map((cluster) => ({
      label: titled(clusterName(words, cluster)),
      detail: detail(cluster),
      highlight: cluster === lead,
      measures: [
        { score: cluster.z.frequency, text: words.say("auto.orders", { n: words.number(cluster.median.frequency) }) },
        { score: cluster.z.monetary, text: words.money(cluster.median.monetary) },
        { score: -cluster.z.recency, text: words.say("auto.days", { n: words.number(cluster.median.recency) }) },
      ],
    })),
  });
  return { spec, alt, subtitle: words.say("auto.subtitle") };
}

/** One row a group, the one that spends most first. */
export function clusterTable({ words, found }: ClusterStory): Table {
  return {
    columns: [
      { key: "group", label: words.say("auto.group"), format: "text" },
      { key: "customers", label: words.say("customers"), format: "integer" },
      { key: "revenue_share", label: words.say("revenue_share"), format: "percent" },
      { key: "money", label: words.say("auto.median_money"), format: "money" },
      { key: "action", label: words.say("action"), format: "text" },
    ],
    rows: found.clusters.map((cluster) => ({
      group: titled(clusterName(words, cluster)),
      customers: cluster.size,
      revenue_share: cluster.revenueShare,
      money: cluster.median.monetary,
      action: words.say(`play.${cluster.play}`),
    })),
    total: found.k,
  };
}

/** A name that stands by itself. */
function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
