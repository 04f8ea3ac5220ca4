import type { Random } from "../random.ts";
import { agreementOf, agreements } from "./agreement.ts";
import type { CandidatePairs } from "./blocking.ts";
import type { LinkageField } from "./linkage-field.ts";

export interface FellegiSunter {
  /** Agreement of pair p in field k at p · fields + k, an index into `agreements`. */
  readonly levels: Uint8Array;
  /** Probability that pair p is one and the same. */
  readonly probability: Float64Array;
  readonly iterations: number;
}

const levelsOfField = agreements.length;
const same = agreements.indexOf("same");
const missing = agreements.indexOf("missing");
/** What matches look like before any are seen, and how many pairs that belief weighs: different … same. */
const prior = [0.06, 0.01, 0.04, 0.09, 0.8];
const priorPairs = 10;
const sampled = 100_000;

/**
 * The Fellegi–Sunter model with agreement in several levels, fitted by expectation maximisation without labels.
 * u (agreement of different records) comes from random pairs, for equal values from how frequent the value is; m
 * (agreement of matches) and the share of matches from the candidates, weighed by their probability, over all pairs
 * there are: those that no block has brought together count as different. Missing values are no evidence either way.
 * O(pairs · fields · iterations).
 * Source: Fellegi & Sunter, A theory for record linkage, JASA (1969); Winkler, Using the EM algorithm for weight
 * computation (2000); term frequencies after Linacre et al., Splink (2022).
 */
export function fellegiSunter(
  fields: readonly LinkageField[],
  pairs: CandidatePairs,
  records: number,
  random: Random,
  split?: number,
): FellegiSunter {
  const agree = agreementOf(fields);
  const width = fields.length;
  const count = pairs.a.length;
  const levels = new Uint8Array(count * width);
  for (let p = 0; p < count; p++) agree(pairs.a[p] as number, pairs.b[p] as number, levels, p * width);
  const logU = logUnmatched(fields, records, random, split);
  const logFrequency = fields.map(({ counts }) => Float64Array.from(counts, (n) => Math.log((n - 1.5) / records)));
  const against = new Float64Array(count);
  for (let p = 0; p < count; p++) {
    for (let k = 0; k < width; k++) {
      const level = levels[p * width + k] as number;
      const id = fields[k]?.ids[pairs.a[p] as number] as number;
      against[p] =
        (against[p] as number) -
        (level === same ? (logFrequency[k]?.[id] as number) : (logU[k * levelsOfField + level] as number));
    }
  }
  const probability = new Float64Array(count);
  const all = split === undefined ? (records * (records - 1)) / 2 : split * (records - split);
  let matches = Math.max(1, records / 20);
  let seen = new Float64Array(width * levelsOfField);
  let iterations = 0;
  for (let change = 1; change > 1e-4 && iterations < 100; iterations++) {
    const logM = logMatched(seen, width);
    const odds = Math.log(matches / (all - matches));
    seen = new Float64Array(width * levelsOfField);
    let sum = 0;
    for (let p = 0; p < count; p++) {
      let weight = odds + (against[p] as number);
      for (let k = 0; k < width; k++) weight += logM[k * levelsOfField + (levels[p * width + k] as number)] as number;
      const likely = 1 / (1 + Math.exp(-weight));
      probability[p] = likely;
      if (likely < 1e-9) continue;
      sum += likely;
      for (let k = 0; k < width; k++) {
        const cell = k * levelsOfField + (levels[p * width + k] as number);
        seen[cell] = (seen[cell] as number) + likely;
      }
    }
    change = Math.abs(sum - matches) / Math.max(1, sum);
    matches = Math.min(Math.max(sum, 0.5), all / 2);
  }
  return { levels, probability, iterations };
}

/** ln m by field and level, out of expected counts of matches; 0 for missing values. */
function logMatched(seen: Float64Array, width: number): Float64Array {
  const logM = new Float64Array(width * levelsOfField);
  for (let k = 0; k < width; k++) {
    const own = prior.map((share, level) => share * priorPairs + (seen[k * levelsOfField + level] as number));
    const sum = own.reduce((total, value) => total + value, 0);
    for (const [level, value] of own.entries()) logM[k * levelsOfField + level] = Math.log(value / sum);
  }
  return logM;
}

/** ln u by field and level, out of random pairs; 0 for missing values. */
function logUnmatched(fields: readonly LinkageField[], records: number, random: Random, split?: number): Float64Array {
  const agree = agreementOf(fields);
  const levels = new Uint8Array(fields.length);
  const seen = new Float64Array(fields.length * levelsOfField);
  const pick = (from: number, to: number) => from + Math.floor(random() * (to - from));
  for (let draw = 0; draw < sampled; draw++) {
    const a = pick(0, split ?? records);
    const b = pick(split ?? 0, records);
    if (a === b) continue;
    agree(a, b, levels, 0);
    for (const [k, level] of levels.entries())
      seen[k * levelsOfField + level] = (seen[k * levelsOfField + level] as number) + 1;
  }
  return seen.map((value, cell) => {
    const first = cell - (cell % levelsOfField);
    if (cell - first === missing) return 0;
    let sum = 0;
    for (let level = 0; level < missing; level++) sum += 0.5 + (seen[first + level] as number);
    return Math.log((value + 0.5) / sum);
  });
}
