/** What sets one cluster apart: first its most distinguishing feature, then as many more as make it unlike the others. */
export interface ClusterTraits<Feature extends string> {
  readonly traits: readonly { readonly feature: Feature; readonly direction: "high" | "average" | "low" }[];
  /** 1, 2 … among clusters that even all features describe alike, in the order given; else 1. */
  readonly rank: number;
}

/** Standard scores within this of 0 are average. */
const average = 0.25;

/**
 * Traits of clusters by their centroids in standard scores: features by distance from the mean, the farthest first and
 * ties in the order of `features`. Clusters with the same traits get further ones until they differ, so that traits and
 * rank together are unique. O(clusters² · features²).
 */
export function distinguish<Feature extends string>(
  centroids: readonly Readonly<Record<Feature, number>>[],
  features: readonly Feature[],
): ClusterTraits<Feature>[] {
  const all = centroids.map((z) =>
    [...features]
      .sort((a, b) => Math.abs(z[b]) - Math.abs(z[a]))
      .map((feature) => ({ feature, direction: directionOf(z[feature]) })),
  );
  const lengths = all.map(() => 1);
  const text = (index: number) =>
    all[index]
      ?.slice(0, lengths[index])
      .map(({ feature, direction }) => `${feature} ${direction}`)
      .sort()
      .join(", ");
  for (let round = 1; round < features.length; round += 1) {
    const texts = all.map((_, index) => text(index));
    for (const index of all.keys())
      if (texts.indexOf(texts[index]) !== texts.lastIndexOf(texts[index])) lengths[index] = round + 1;
  }
  const texts = all.map((_, index) => text(index));
  return all.map((traits, index) => ({
    traits: traits.slice(0, lengths[index]),
    rank: texts.slice(0, index + 1).filter((other) => other === texts[index]).length,
  }));
}

function directionOf(z: number): "high" | "average" | "low" {
  if (Math.abs(z) < average) return "average";
  return z > 0 ? "high" : "low";
}
