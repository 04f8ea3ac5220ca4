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

const epochs = 4;
const rate = 0.6;

/** A topic whose probability is off by less learns nothing from an example: most are, and learning is as good. */
const least = 0.01;

interface Sparse {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
}

/** Distinct features with the weight of their rarity, of length one. */
function weigh(features: ReadonlySet<string>, index: ReadonlyMap<string, number>, rarity: Float64Array): Sparse {
  const ids = [...features].map((feature) => index.get(feature)).filter((id) => id !== undefined);
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

/** Probabilities of `width` topics by the learned `table`, which has a row of them for each feature. */
function score({ ids, weights }: Sparse, table: Float32Array, width: number): Float64Array {
  const scores = new Float64Array(width);
  for (const [at, id] of ids.entries()) {
    const weight = weights[at] as number;
    for (let k = 0; k < width; k++) scores[k] = (scores[k] as number) + weight * (table[id * width + k] as number);
  }
  normalise(scores);
  return scores;
}

/**
 * Learns topics from folded examples: multinomial logistic regression on features weighed by inverse document
 * frequency, by stochastic gradient with AdaGrad steps (Duchi et al. 2011) in a fixed order, so that the same examples
 * always give the same classifier. Learning costs examples × features of each × topics that an example is mistaken for;
 * a text costs its features × topics. The classifier gives the topics, the likeliest first.
 */
export function learnTopics(examples: readonly Example[]): (folded: string) => readonly Likely[] {
  const topics = [...new Set(examples.map(({ topic }) => topic))];
  const width = topics.length;
  const featured = examples.map(({ text, topic }) => ({ features: new Set(featuresOf(text)), topic }));
  const index = new Map<string, number>();
  const counts: number[] = [];
  for (const { features } of featured) {
    for (const feature of features) {
      const id = index.get(feature) ?? index.size;
      index.set(feature, id);
      counts[id] = (counts[id] ?? 0) + 1;
    }
  }
  const rarity = Float64Array.from(counts, (count) => Math.log(1 + examples.length / count));
  const table = new Float32Array(index.size * width);
  const steps = new Float32Array(index.size * width).fill(1e-3);
  const lessons = featured.map(({ features, topic }) => ({
    sparse: weigh(features, index, rarity),
    wanted: topics.indexOf(topic),
  }));
  // A stride that shares no factor with the count visits every example once, the topics mixed.
  const stride = [389, 397, 401].find((prime) => lessons.length % prime !== 0) ?? 1;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let turn = 0; turn < lessons.length; turn++) {
      const lesson = lessons[(turn * stride) % lessons.length];
      if (lesson === undefined) continue;
      const { sparse, wanted } = lesson;
      const errors = score(sparse, table, width);
      errors[wanted] = (errors[wanted] as number) - 1;
      for (const [k, error] of errors.entries()) {
        if (Math.abs(error) < least) continue;
        for (const [at, id] of sparse.ids.entries()) {
          const place = id * width + k;
          const slope = (sparse.weights[at] as number) * error;
          steps[place] = (steps[place] as number) + slope * slope;
          table[place] = (table[place] as number) - (rate * slope) / Math.sqrt(steps[place] as number);
        }
      }
    }
  }
  return (folded) => {
    const scores = score(weigh(new Set(featuresOf(folded)), index, rarity), table, width);
    return topics
      .map((topic, k) => ({ topic, probability: scores[k] as number }))
      .sort((a, b) => b.probability - a.probability);
  };
}
