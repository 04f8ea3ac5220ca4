import type { CustomerFeature } from "../clusters/customer-clusters.ts";

/** How a cluster stands on one feature: −2 very low, −1 low, 1 high, 2 very high; recency is high long after the last order. */
export interface SegmentTrait {
  readonly feature: CustomerFeature | "once";
  readonly level: -2 | -1 | 1 | 2;
}

export interface SegmentName {
  /** What is not average; empty when all is. */
  readonly traits: readonly SegmentTrait[];
  /** 1, 2 … among clusters whose traits are the same, in the order given. */
  readonly rank: number;
  /** In English, unique. */
  readonly name: string;
}

const spoken = ["frequency", "monetary", "recency"] as const;

/** Standard scores from which a feature is worth a word. */
export const clearScore = 0.25;
/** Standard scores from which it is worth a strong one, among clusters that would else share a name. */
const strongScore = 1;

const english: Readonly<Record<SegmentTrait["feature"], Readonly<Record<SegmentTrait["level"], string>>>> = {
  frequency: { "-2": "very infrequent", "-1": "infrequent", 1: "frequent", 2: "very frequent" },
  once: { "-2": "mostly one order", "-1": "mostly one order", 1: "mostly one order", 2: "mostly one order" },
  monetary: { "-2": "very low spending", "-1": "low spending", 1: "high spending", 2: "very high spending" },
  recency: { "-2": "very recent", "-1": "recent", 1: "gone quiet", 2: "long gone quiet" },
};

/**
 * Names clusters of customers by what sets them apart from the average customer, frequency first, then money, then
 * recency: "frequent, high spending, recent". Clusters that would share a name get stronger words, then numbers.
 * `z` are centroids in standard scores, `median` the medians in orders. O(clusters²).
 */
export function segmentNames(
  clusters: readonly {
    readonly z: Readonly<Record<CustomerFeature, number>>;
    readonly median: Readonly<Record<CustomerFeature, number>>;
  }[],
): SegmentName[] {
  const plain = clusters.map((cluster) => traitsOf(cluster, false));
  const texts = plain.map(textOf);
  const traits = clusters.map((cluster, index) => {
    const shared = texts.filter((text) => text === texts[index]).length > 1;
    return shared ? traitsOf(cluster, true) : (plain[index] ?? []);
  });
  return traits.map((own, index) => {
    const text = textOf(own);
    const rank = traits.slice(0, index + 1).filter((other) => textOf(other) === text).length;
    return { traits: own, rank, name: rank === 1 ? text : `${text} ${rank}` };
  });
}

function traitsOf(
  {
    z,
    median,
  }: {
    readonly z: Readonly<Record<CustomerFeature, number>>;
    readonly median: Readonly<Record<CustomerFeature, number>>;
  },
  graded: boolean,
): SegmentTrait[] {
  return spoken
    .filter((feature) => Math.abs(z[feature]) >= clearScore)
    .map((feature) => {
      const once = feature === "frequency" && z.frequency < 0 && median.frequency === 1;
      const step = graded && Math.abs(z[feature]) >= strongScore ? 2 : 1;
      return { feature: once ? "once" : feature, level: (Math.sign(z[feature]) * step) as SegmentTrait["level"] };
    });
}

function textOf(traits: readonly SegmentTrait[]): string {
  return traits.length === 0 ? "average" : traits.map(({ feature, level }) => english[feature][level]).join(", ");
}
