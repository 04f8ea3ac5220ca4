import { featuresOf } from "./features.ts";

/** A sentence with what it is about. */
export interface Example {
  readonly text: string;
  readonly topic: string;
}

/** A topic, and how likely a text is about it. */
export interface Likely {
  readonly topic: string;
  readonly probability: number;
}

const epochs = 7;
const rate = 0.6;
const decay = 1e-5;

/** Distinct features with the weight of their rarity, of length one. */
function weigh(folded: string, index: ReadonlyMap<string, number>, rarity: Float64Array) {
  const ids = [...new Set(featuresOf(folded))].map((feature) => index.get(feature)).filter((id) => id !== undefined);
  const length = Math.hypot(...ids.map((id) => rarity[id] as number));
  return { ids, weights: ids.map((id) => (rarity[id] as number) / (length || 1)) };
}

/** Softmax of scores, in place. */
function normalise(scores: Float64Array): void {
  const highest = Math.max(...scores);
  let total = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp((scores[k] as number) - highest);
    total += scores[k] as number;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) / total;
}

/**
 * Learns topics from folded examples: multinomial logistic regression on features weighed by inverse document
 * frequency, by stochastic gradient with AdaGrad steps (Duchi et al. 2011) in a fixed order, so that the same examples
 * always give the same classifier. Learning costs examples × features of each × topics; a text costs its features ×
 * topics. The classifier gives the topics, the likeliest first.
 */
export function learnTopics(examples: readonly Example[]): (folded: string) => readonly Likely[] {
  const topics = [...new Set(examples.map(({ topic }) => topic))];
  const index = new Map<string, number>();
  const counts: number[] = [];
  for (const { text } of examples) {
    for (const feature of new Set(featuresOf(text))) {
      const id = index.get(feature) ?? index.size;
      index.set(feature, id);
      counts[id] = (counts[id] ?? 0) + 1;
    }
  }
  const rarity = Float64Array.from(counts, (count) => Math.log(1 + examples.length / count));
  const width = topics.length;
  const weights = new Float64Array(index.size * width);
  const steps = new Float64Array(index.size * width).fill(1e-3);
  const score = (sparse: ReturnType<typeof weigh>): Float64Array => {
    const scores = new Float64Array(width);
    for (const [at, id] of sparse.ids.entries()) {
      const weight = sparse.weights[at] as number;
      for (let k = 0; k < width; k++) scores[k] = (scores[k] as number) + weight * (weights[id * width + k] as number);
    }
    normalise(scores);
    return scores;
  };
  const learned = examples.map(({ text, topic }) => ({
    sparse: weigh(text, index, rarity),
    wanted: topics.indexOf(topic),
  }));
  // A stride that shares no factor with the count visits every example once, the topics mixed.
  const stride = [389, 397, 401].find((prime) => learned.length % prime !== 0) ?? 1;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let turn = 0; turn < learned.length; turn++) {
      const example = learned[(turn * stride) % learned.length];
      if (example === undefined) continue;
      const { sparse, wanted } = example;
      const errors = score(sparse);
      errors[wanted] = (errors[wanted] as number) - 1;
      for (const [at, id] of sparse.ids.entries()) {
        const weight = sparse.weights[at] as number;
        for (let k = 0; k < width; k++) {
          const place = id * width + k;
          const slope = weight * (errors[k] as number) + decay * (weights[place] as number);
          steps[place] = (steps[place] as number) + slope * slope;
          weights[place] = (weights[place] as number) - (rate * slope) / Math.sqrt(steps[place] as number);
        }
      }
    }
  }
  return (folded) => {
    const scores = score(weigh(folded, index, rarity));
    return topics
      .map((topic, k) => ({ topic, probability: scores[k] as number }))
      .sort((a, b) => b.probability - a.probability);
  };
}
