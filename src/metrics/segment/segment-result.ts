import { cents } from "../money.ts";
import type { SegmentClusters } from "./segment-clusters.ts";
import type { SegmentFigures, SegmentGroup } from "./segment-groups.ts";

/** Figures as JSON fields, money to the cent. */
export function figureFields({ customers, revenue, orders, aov, perBuyer, repeatRate }: SegmentFigures) {
  return {
    customers,
    revenue: cents(revenue),
    orders,
    aov: cents(aov),
    per_buyer: cents(perBuyer),
    repeat_rate: repeatRate,
  };
}

/** A group's JSON fields; `key_2` where the question names two dimensions. */
export function groupFields(group: SegmentGroup, dimensions: number) {
  const { customers, revenue, ...figures } = figureFields(group);
  return {
    key: group.key,
    ...(dimensions > 1 ? { key_2: group.key2 } : {}),
    customers,
    share: group.share,
    revenue,
    revenue_share: group.revenueShare,
    ...figures,
  };
}

/** The fields of one group in the comparison period. */
export function previousFields(group: SegmentGroup, dimensions: number) {
  return {
    key: group.key,
    ...(dimensions > 1 ? { key_2: group.key2 } : {}),
    ...(group.previous === null ? {} : figureFields(group.previous)),
  };
}

/** The JSON fields of an automatic segmentation; `action` says what to do with a cluster, `ids` name the customers. */
export function clusterFields(
  found: SegmentClusters | null,
  action: (play: string) => string,
  ids: readonly (string | null)[] | null,
) {
  if (found === null) return { k: null, silhouette: null, inertia: null, clusters: [] };
  const { k, silhouette, inertia, candidates, clusters, assignments } = found;
  return {
    k,
    silhouette,
    inertia,
    clusters: clusters.map((cluster) => ({
      name: cluster.name,
      size: cluster.size,
      centroid: features(cluster.z, (score) => score),
      revenue_share: cluster.revenueShare,
      share: cluster.share,
      revenue: cents(cluster.revenue),
      median: features(cluster.median, cents),
      action: action(cluster.play),
    })),
    candidates,
    ...(assignments && ids
      ? { assignments: ids.map((id, row) => ({ account_id: id, cluster: clusters[assignments[row] as number]?.name })) }
      : {}),
  };
}

function features(
  values: Readonly<Record<"recency" | "frequency" | "monetary", number>>,
  as: (value: number) => number,
) {
  return {
    recency_days: as(values.recency),
    frequency: as(values.frequency),
    monetary: as(values.monetary),
  };
}
