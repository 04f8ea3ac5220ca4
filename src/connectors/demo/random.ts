/** Mixes 32 bits: the finaliser of MurmurHash3 (Austin Appleby, public domain). */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit hash of whole numbers, the same everywhere and for ever. */
function hash(key: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const part of key) h = mix((h + Math.imul(part | 0, 0x27d4eb2f) + 0x165667b1) | 0);
  return h;
}

/** One number in [0, 1) for a key: the same key always gives the same number. */
export function uniform(...key: number[]): number {
  return hash(key) / 4294967296;
}

/** What `Random.weighted` draws from, added up once: millions of draws are made. */
export interface Weights<T> {
  readonly values: readonly T[];
  /** Weight of each value and of all before it. */
  readonly sums: readonly number[];
}

export function weights<T>(list: readonly (readonly [value: T, weight: number])[]): Weights<T> {
  let sum = 0;
  return {
    values: list.map(([value]) => value),
    sums: list.map(([, weight]) => {
      sum += weight;
      return sum;
    }),
  };
}

/**
 * A stream of random numbers that depends on its key alone, so that each entity has its own luck, whatever is
 * generated before it or after it. Generator: mulberry32 (Tommy Ettinger, 2017, public domain).
 */
export class Random {
  #state: number;

  constructor(...key: number[]) {
    this.#state = hash(key);
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** Whole number in [0, below). */
  integer(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Each element equally likely; throws on an empty list. */
  pick<T>(list: readonly T[]): T {
    return at(list, this.integer(list.length));
  }

  /** An element with probability proportional to its weight. */
  weighted<T>({ values, sums }: Weights<T>): T {
    const last = values.length - 1;
    const goal = this.next() * at(sums, last);
    let place = 0;
    while (place < last && goal >= (sums[place] ?? 0)) place++;
    return at(values, place);
  }

  /** Standard normal (Box & Muller 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Log-normal by its median and the standard deviation of its logarithm. */
  logNormal(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  /** Gamma with a whole shape and mean 1: the mean of `shape` exponentials. */
  gamma(shape: number): number {
    let sum = 0;
    for (let k = 0; k < shape; k++) sum -= Math.log(1 - this.next());
    return sum / shape;
  }

  /** Poisson by inversion (Knuth); for small means only. */
  poisson(mean: number): number {
    const floor = Math.exp(-mean);
    let product = this.next();
    let count = 0;
    while (product > floor) {
      product *= this.next();
      count++;
    }
    return count;
  }
}

/** Element of a list that is known to be there; throws where it is not. */
export function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index} in a list of ${list.length}`);
  return value;
}

/** To cents. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** Names of the streams, so that no two kinds of entity share one. */
export const luck = {
  arrivals: 1,
  account: 2,
  history: 3,
  order: 4,
  touch: 5,
  deal: 6,
  deals: 7,
  lead: 8,
  survey: 9,
  ticket: 10,
  web: 11,
  traffic: 12,
  mention: 13,
  activity: 14,
  contract: 15,
  rate: 16,
  owner: 17,
  consent: 18,
  drift: 19,
  duplicate: 20,
  payment: 21,
  returned: 22,
  weather: 23,
  cost: 24,
} as const;
