import type { Random } from "../random.ts";
import { agreementOf, agreements } from "./agreement.ts";
import type { CandidatePairs } from "./blocking.ts";
import type { LinkageField } from "./linkage-field.ts";

const levelsOfField = agreements.length;
const same = agreements.indexOf("same");
const missing = agreements.indexOf("missing");
/** What matches look like before any are seen, and how many pairs that belief weighs: different … same. */
const prior = [0.06, 0.01, 0.04, 0.09, 0.8];
const priorPairs = 10;
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
  const fields = given;
  const width = fields.length;
  const all = split === undefined ? (records * (records - 1)) / 2 : split * (records - split);
  const u = unmatched(fields, records, random, split);
  const frequency = fields.map(({ counts }) => Float64Array.from(counts, (n) => Math.max(n - 1.5, 0.5) / records));
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
  let relatives = records / 20;
  let seen = new Float64Array(width * levelsOfField);
  let related = new Float64Array(width * levelsOfField);
  let chance = new Uint8Array(width);
  for (let iteration = 0, change = 1; iteration < 100 && (change > 1e-4 || iteration < 5); iteration++) {
    const m = matched(seen, width);
    const h = iteration === 0 ? m.map((_, cell) => [0.45,0.02,0.03,0.05,0.45][cell % levelsOfField] ?? 0) : shares(related, width, h0);
    const odds = Math.log(matches / (all - matches));
    const oddsH = Math.log(relatives / (all - matches));
    if (iteration > 0) chance = chance.map((_, k) => { const c = k * levelsOfField + same; const g = (x: Float64Array) => x[c]! + x[c-1]!; return (g(h) - g(u)) / (g(m) - g(u)) < CH ? 1 : 0; });
    const without = iteration > 0 && chance.every((x) => x === 0);
    seen = new Float64Array(width * levelsOfField);
    related = new Float64Array(width * levelsOfField);
    let sum = 0;
    let sumH = 0;
    for (const [at, p] of likely.pair.entries()) {
      const own = likely.levels[at] as Uint8Array;
      let weight = odds;
      let weightH = oddsH;
      for (let k = 0; k < width; k++) {
        const level = own[k] as number;
        if (level === missing) continue;
        const cell = k * levelsOfField + level;
        const by = level === same ? (frequency[k]?.[fields[k]?.ids[pairs.a[p] as number] as number] as number) : (u[cell] as number);
        const inverse = Math.log(by);
        weight += Math.log(m[cell] as number) - inverse;
        if (chance[k] === 0) weightH += Math.log(h[cell] as number) - inverse;
      }
      if (without) weightH = -100;
      const M = Math.exp(Math.min(weight, 300)), H = Math.exp(Math.min(weightH, 300));
      const likelyM = M / (1 + M + H);
      const likelyH = H / (1 + M + H);
      probability[p] = likelyM;
      sum += likelyM;
      sumH += likelyH;
      for (let k = 0; k < width; k++) {
        const cell = k * levelsOfField + (own[k] as number);
        seen[cell] = (seen[cell] as number) + likelyM;
        related[cell] = (related[cell] as number) + likelyH;
      }
    }
    change = (Math.abs(sum - matches) + Math.abs(sumH - relatives)) / Math.max(1, sum + sumH);
    matches = Math.min(Math.max(sum, 0.5), all / 2);
    relatives = Math.min(Math.max(sumH, 0.5), all / 4);
    if (process.env.DBG) console.log(iteration, sum.toFixed(1), sumH.toFixed(1), likely.pair.length, [...chance].join(""));
  }
  if (process.env.DBG) { const m = matched(seen, width);const h=shares(related,width,h0); fields.forEach((f, k) => console.log(f.column.padEnd(14), [...m.slice(k*6,k*6+5)].map(x=>x.toFixed(3)).join(" "), "h", [...h.slice(k*6,k*6+5)].map(x=>x.toFixed(3)).join(" "), "u", [...u.slice(k*6,k*6+5)].map(x=>x.toExponential(1)).join(" ")));}
  return probability;
}

const h0 = [5, 0.1, 0.1, 0.1, 5].map((x) => x * 0.2);
const CH = Number(process.env.CH ?? 0.3);
const matched = (seen: Float64Array, width: number) => shares(seen, width, prior.map((x) => x * priorPairs));
function shares(seen: Float64Array, width: number, belief: readonly number[]): Float64Array {
  const m = new Float64Array(width * levelsOfField);
  for (let k = 0; k < width; k++) {
    const own = belief.map((count, level) => count + (seen[k * levelsOfField + level] as number));
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
