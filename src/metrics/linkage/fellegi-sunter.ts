import type { Random } from "../random.ts";
import { agreementOf, agreements } from "./agreement.ts";
import type { CandidatePairs } from "./blocking.ts";
import { jointAgreement } from "./dependence.ts";
import type { LinkageField } from "./linkage-field.ts";

const levelsOfField = agreements.length;
const same = agreements.indexOf("same");
const missing = agreements.indexOf("missing");
/** What matches look like before any are seen, and how many pairs that belief weighs: different … same. */
const prior = [0.06, 0.01, 0.04, 0.09, 0.8];
const priorPairs = 10;
/** How many pairs the belief weighs that fields are independent. */
const priorAgreeing = Number(process.env.PA ?? 3);
const sampled = 100_000;
/** Below these log odds even with independent fields, a pair is left out. */
const hopeless = -12;

/**
 * The Fellegi–Sunter model with agreement in several levels, fitted by expectation maximisation without labels: the
 * probability of each pair of being one and the same. u (agreement of different records) comes from random pairs, for
 * equal values from how frequent the value is, or from how often another field that agrees brings it along; m (agreement
 * of matches) and the share of matches from the candidates, weighed by their probability, over all pairs there are:
 * those that no block has brought together count as different. Missing values are no evidence either way.
 * O(pairs·fields + likely pairs·fields²·iterations).
 * Source: Fellegi & Sunter, A theory for record linkage, JASA (1969); Winkler, Using the EM algorithm for weight
 * computation (2000); term frequencies after Linacre et al., Splink (2022).
 */
export function fellegiSunter(
  given: readonly LinkageField[],
  pairs: CandidatePairs,
  records: number,
  random: Random,
  split?: number,
): Float64Array {
  // Rare agreement first: what is common may be its consequence.
  const fields = [...given].sort((x, y) => repeats(x) - repeats(y));
  const width = fields.length;
  const all = split === undefined ? (records * (records - 1)) / 2 : split * (records - split);
  const u = unmatched(fields, records, random, split);
  const frequency = fields.map(({ counts }) => Float64Array.from(counts, (n) => Math.max(n - 1.5, 0.5) / records));
  const joint = jointAgreement(fields, records, split);
  const agree = agreementOf(fields);
  const likely = { pair: [] as number[], levels: [] as Uint8Array[] };
  const levels = new Uint8Array(width);
  const firstOdds = Math.log(records / 20 / all);
  const expected = matched(new Float64Array(width * levelsOfField), width);
  for (let p = 0; p < pairs.a.length; p++) {
    agree(pairs.a[p] as number, pairs.b[p] as number, levels, 0);
    let weight = firstOdds;
    for (let k = 0; k < width; k++) {
      const level = levels[k] as number;
      if (level === missing) continue;
      const by = level === same ? (frequency[k]?.[fields[k]?.ids[pairs.a[p] as number] as number] as number) : (u[k * levelsOfField + level] as number);
      weight += Math.log((expected[k * levelsOfField + level] as number) / by);
    }
    if (weight < hopeless) continue;
    likely.pair.push(p);
    likely.levels.push(levels.slice());
  }
  const probability = new Float64Array(pairs.a.length);
  let matches = records / 20;
  let seen = new Float64Array(width * levelsOfField);
  const first = new Float64Array(width * width);
  const both = new Float64Array(width * width);
  const brought = new Float64Array(width * width);
  for (let iteration = 0, change = 1; iteration < 100 && (change > 1e-4 || iteration < 5); iteration++) {
    const m = matched(seen, width);
    const odds = Math.log(matches / (all - matches));
    for (let j = 0; j < width; j++) {
      for (let k = 0; k < width; k++) {
        const cell = j * width + k;
        brought[cell] =
          Math.max((joint.both[cell] as number) - (both[cell] as number), 0) /
          (Math.max((joint.first[cell] as number) - (first[cell] as number), 0) + priorAgreeing);
      }
    }
    seen = new Float64Array(width * levelsOfField);
    first.fill(0);
    both.fill(0);
    let sum = 0;
    for (const [at, p] of likely.pair.entries()) {
      const own = likely.levels[at] as Uint8Array;
      let weight = odds;
      for (let k = 0; k < width; k++) {
        const level = own[k] as number;
        if (level === missing) continue;
        let along = 0;
        for (let j = 0; j < k; j++) if (own[j] === same) along = Math.max(along, brought[j * width + k] as number);
        const cell = k * levelsOfField + level;
        let by: number;
        if (level === same) by = Math.max(along, frequency[k]?.[fields[k]?.ids[pairs.a[p] as number] as number] as number);
        else by = (u[cell] as number) * Math.min(1, (1 - along) / (1 - (u[k * levelsOfField + same] as number)));
        weight += Math.log((m[cell] as number) / by);
      }
      const chance = 1 / (1 + Math.exp(-weight));
      probability[p] = chance;
      if (chance < 1e-9) continue;
      sum += chance;
      for (let k = 0; k < width; k++) {
        const cell = k * levelsOfField + (own[k] as number);
        seen[cell] = (seen[cell] as number) + chance;
        if (own[k] === missing) continue;
        for (let j = 0; j < width; j++) {
          if (own[j] !== same) continue;
          first[j * width + k] = (first[j * width + k] as number) + chance;
          if (own[k] === same) both[j * width + k] = (both[j * width + k] as number) + chance;
        }
      }
    }
    change = Math.abs(sum - matches) / Math.max(1, sum);
    matches = Math.min(Math.max(sum, 0.5), all / 2);
    if (process.env.DBG) console.log(iteration, sum.toFixed(1), likely.pair.length);
  }
  if (process.env.DBG) { const m = matched(seen, width); fields.forEach((f, k) => console.log(f.column.padEnd(14), [...m.slice(k*6,k*6+5)].map(x=>x.toFixed(3)).join(" "), "u", [...u.slice(k*6,k*6+5)].map(x=>x.toExponential(1)).join(" "), "brought by", fields.slice(0,k).map((g,j)=>g.column.slice(0,6)+":"+brought[j*width+k]!.toFixed(3)).join(" "))); }
  return probability;
}

/** Chance that two records agree. */
function repeats({ counts, ids }: LinkageField): number {
  const given = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count) => sum + count * (count - 1), 0) / (given * ids.length);
}

/** m by field and level, out of expected counts of matches. */
function matched(seen: Float64Array, width: number): Float64Array {
  const m = new Float64Array(width * levelsOfField);
  for (let k = 0; k < width; k++) {
    const own = prior.map((share, level) => share * priorPairs + (seen[k * levelsOfField + level] as number));
    const sum = own.reduce((total, value) => total + value, 0);
    for (const [level, value] of own.entries()) m[k * levelsOfField + level] = value / sum;
  }
  return m;
}

/** u by field and level, out of random pairs. */
function unmatched(fields: readonly LinkageField[], records: number, random: Random, split?: number): Float64Array {
  const agree = agreementOf(fields);
  const levels = new Uint8Array(fields.length);
  const seen = new Float64Array(fields.length * levelsOfField).fill(0.5);
  const pick = (from: number, to: number) => from + Math.floor(random() * (to - from));
  for (let draw = 0; draw < sampled; draw++) {
    const a = pick(0, split ?? records);
    const b = pick(split ?? 0, records);
    if (a === b) continue;
    agree(a, b, levels, 0);
    for (const [k, level] of levels.entries()) seen[k * levelsOfField + level] = (seen[k * levelsOfField + level] as number) + 1;
  }
  return seen.map((value, cell) => {
    const first = cell - (cell % levelsOfField);
    return value / seen.subarray(first, first + missing).reduce((sum, count) => sum + count, 0);
  });
}
