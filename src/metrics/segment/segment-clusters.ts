import { NotEnoughData } from "#errors.ts";
import {
  type CustomerCluster,
  type CustomerColumns,
  clusterCustomers,
  customerFeatures,
} from "../clusters/customer-clusters.ts";
import { clearScore as clear, type SegmentName, segmentNames } from "./segment-names.ts";

/** What to do with a cluster, from how much, how often and how lately it buys. */
export type SegmentPlay = "keep" | "plan" | "win_back" | "raise" | "second_order" | "develop" | "low_cost";

export interface SegmentCluster extends SegmentName, Pick<CustomerCluster, "size" | "revenue" | "median" | "z"> {
  /** Of all customers. */
  readonly share: number;
  /** Of all revenue; null without any. */
  readonly revenueShare: number | null;
  readonly orders: number;
  readonly play: SegmentPlay;
}

export interface SegmentClusters {
  readonly k: number;
  readonly silhouette: number;
  readonly inertia: number;
  /** Every k that was tried, by its silhouette. */
  readonly candidates: readonly { readonly k: number; readonly silhouette: number }[];
  /** By median money, the highest first. */
  readonly clusters: readonly SegmentCluster[];
  /** The cluster of each customer, where it was asked for. */
  readonly assignments: Int32Array | null;
}

/** Fewer customers are not clustered. */
export const fewestClustered = 10;

/** Mean silhouettes below this show no substantial structure. Source: Kaufman & Rousseeuw, Finding Groups in Data (1990). */
export const weakSilhouette = 0.25;

/**
 * Customers in natural groups with names, shares and what to do about each; `clusterCustomers` finds them. `columns` hold
 * days since the last order, orders and money. Throws `NotEnoughData`: `too_few_customers` below 10, `all_equal` where
 * nothing tells customers apart.
 */
export function segmentClusters(columns: CustomerColumns, full: boolean): SegmentClusters {
  const n = columns.frequency.length;
  if (n < fewestClustered) {
    throw new NotEnoughData("too_few_customers", `segmentClusters requires at least ${fewestClustered} customers`);
  }
  if (customerFeatures.every((feature) => isConstant(columns[feature]))) {
    throw new NotEnoughData("all_equal", "segmentClusters requires customers that differ");
  }
  const { clusters: found, assignments, k, silhouette, inertia, candidates } = clusterCustomers(columns);
  const orders = new Float64Array(k);
  for (let row = 0; row < n; row += 1) {
    const cluster = assignments[row] as number;
    orders[cluster] = (orders[cluster] as number) + (columns.frequency[row] as number);
  }
  const names = segmentNames(found);
  const revenue = found.reduce((sum, cluster) => sum + cluster.revenue, 0);
  const clusters = found.map((cluster, index) => ({
    ...(names[index] as SegmentName),
    size: cluster.size,
    revenue: cluster.revenue,
    median: cluster.median,
    z: cluster.z,
    share: cluster.size / n,
    revenueShare: revenue > 0 ? cluster.revenue / revenue : null,
    orders: orders[index] as number,
    play: playOf(cluster.z),
  }));
  return { k, silhouette, inertia, candidates, clusters, assignments: full ? assignments : null };
}

/** Are all values the same, those below 0 counted as 0? */
function isConstant(values: Float64Array): boolean {
  const first = Math.max(0, values[0] ?? 0);
  return values.every((value) => Math.max(0, value) === first);
}

function playOf({ recency, frequency, monetary }: CustomerCluster["z"]): SegmentPlay {
  const quiet = recency >= clear;
  if (monetary >= clear) {
    if (quiet) return "win_back";
    return frequency >= clear ? "keep" : "plan";
  }
  if (quiet) return monetary <= -clear ? "low_cost" : "win_back";
  if (frequency <= -clear) return "second_order";
  return frequency >= clear ? "raise" : "develop";
}
