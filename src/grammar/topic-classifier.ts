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

/** Features by number: those that the examples have, in the order in which they came. */
type Index = ReadonlyMap<string, number>;

/** The features of all examples one after another; those of example `n` end where those of `n + 1` start. */
interface Lessons {
  readonly index: Index;
  readonly ids: Uint32Array;
  readonly starts: Uint32Array;
}

/** Distinct features of a text that the index knows, as numbers. */
function known(text: string, index: Index): Uint32Array {
  const ids = new Set<number>();
  for (const feature of featuresOf(text)) {
    const id = index.get(feature);
    if (id !== undefined) ids.add(id);
  }
  return Uint32Array.from(ids);
}

/** Features of at least two examples, numbered in the order in which they came: what one alone has teaches little. */
function indexOf(examples: readonly Example[]): Index {
  const once = new Set<string>();
  const index = new Map<string, number>();
  for (const { text } of examples) {
    for (const feature of new Set(featuresOf(text))) {
      if (index.has(feature)) continue;
      if (once.delete(feature)) index.set(feature, index.size);
      else once.add(feature);
    }
  }
  return index;
}

function lessonsOf(examples: readonly Example[]): Lessons {
  const index = indexOf(examples);
  const starts = new Uint32Array(examples.length + 1);
  let ids = new Uint32Array(examples.length * 16);
  let end = 0;
  for (const [at, { text }] of examples.entries()) {
    const own = known(text, index);
    if (end + own.length > ids.length) {
      const wider = new Uint32Array(Math.ceil(ids.length * 1.5) + own.length);
      wider.set(ids);
      ids = wider;
    }
    ids.set(own, end);
    end += own.length;
    starts[at + 1] = end;
  }
  return { index, ids: ids.subarray(0, end), starts };
}

/** How rare each feature is among so many examples: inverse document frequency. */
function rarityOf({ index, ids }: Lessons, examples: number): Float32Array {
  const rarity = new Float32Array(index.size);
  for (const id of ids) rarity[id] = (rarity[id] as number) + 1;
  return rarity.map((count) => Math.log(1 + examples / count));
}

/** The length of a text in the space of its features, each as long as it is rare; one for none. */
function lengthOf(ids: Uint32Array, rarity: Float32Array): number {
  let squares = 0;
  for (const id of ids) squares += (rarity[id] as number) ** 2;
  return Math.sqrt(squares) || 1;
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

/** Writes probabilities of the topics into `scores`, by the learned `table`, which has a row of them for each feature. */
function score(ids: Uint32Array, rarity: Float32Array, table: Float32Array, scores: Float64Array): void {
  const length = lengthOf(ids, rarity);
  const width = scores.length;
  scores.fill(0);
  for (const id of ids) {
    const weight = (rarity[id] as number) / length;
    for (let k = 0; k < width; k++) scores[k] = (scores[k] as number) + weight * (table[id * width + k] as number);
  }
  normalise(scores);
}

/** One pass over all examples after another, a stride apart, so that the topics are mixed. */
function learn({ index, ids, starts }: Lessons, wanted: Uint8Array, rarity: Float32Array, width: number): Float32Array {
  const table = new Float32Array(index.size * width);
  const steps = new Float32Array(index.size * width).fill(1e-3);
  const errors = new Float64Array(width);
  // A stride that shares no factor with the count visits every example once.
  const stride = [389, 397, 401].find((prime) => wanted.length % prime !== 0) ?? 1;
  for (let turn = 0; turn < epochs * wanted.length; turn++) {
    const at = ((turn % wanted.length) * stride) % wanted.length;
    const own = ids.subarray(starts[at], starts[at + 1]);
    const length = lengthOf(own, rarity);
    score(own, rarity, table, errors);
    const right = wanted[at] as number;
    errors[right] = (errors[right] as number) - 1;
    for (let k = 0; k < width; k++) {
      const error = errors[k] as number;
      if (Math.abs(error) < least) continue;
      for (const id of own) {
        const place = id * width + k;
        const slope = ((rarity[id] as number) / length) * error;
        steps[place] = (steps[place] as number) + slope * slope;
        table[place] = (table[place] as number) - (rate * slope) / Math.sqrt(steps[place] as number);
      }
    }
  }
  return table;
}

/**
 * Learns topics (at most 256) from folded examples: multinomial logistic regression on features weighed by inverse
 * document frequency, by stochastic gradient with AdaGrad steps (Duchi et al. 2011) in a fixed order, so that the same
 * examples always give the same classifier. Learning costs examples × features of each × topics that an example is
 * mistaken for, and eight bytes for each feature and topic, of which half are kept; a text costs its features × topics.
 * The classifier gives the topics, the likeliest first.
 */
export function learnTopics(examples: readonly Example[]): (folded: string) => readonly Likely[] {
  const topics = [...new Set(examples.map(({ topic }) => topic))];
  const lessons = lessonsOf(examples);
  const { index } = lessons;
  const rarity = rarityOf(lessons, examples.length);
  const wanted = Uint8Array.from(examples, ({ topic }) => topics.indexOf(topic));
  const table = learn(lessons, wanted, rarity, topics.length);
  return (folded) => {
    const scores = new Float64Array(topics.length);
    score(known(folded, index), rarity, table, scores);
    return topics
      .map((topic, k) => ({ topic, probability: scores[k] as number }))
      .sort((a, b) => b.probability - a.probability);
  };
}
