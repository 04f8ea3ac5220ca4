import type { Random } from "../random.ts";
import { agreements } from "./agreement.ts";
import { addTo, levelCount, matchedShares, sharesOf, unmatchedShares } from "./agreement-shares.ts";
import type { CandidatePairs } from "./blocking.ts";
import { type LikelyPairs, likelyPairs } from "./likely-pairs.ts";
import type { LinkageField } from "./linkage-field.ts";

const different = agreements.indexOf("different");
const same = agreements.indexOf("same");
const missing = agreements.indexOf("missing");
/** What related pairs look like before any are seen: each field shared or not, and how many pairs that belief weighs. */
const relatedStart = [0.45, 0.02, 0.03, 0.05, 0.45];
const relatedBelief = [1, 0.02, 0.02, 0.02, 1];

/**
 * The Fellegi–Sunter model with agreement in several levels, fitted by expectation maximisation without labels: each
 * pair's probability of being one and the same. u, agreement of different records, comes from random pairs, and for
 * equal values from how frequent the value is; m, agreement of matches, and the share of matches from the candidates by
 * their probability, over all pairs there are: those that no block has brought together count as different. Missing
 * values are no evidence either way. Pairs that share a household, a town or an employer, and agree in the rest by
 * chance only, are a class of their own: to agree on a street, its suburb and its postcode is one fact, not three.
 * O(pairs·fields + likely pairs·fields·iterations).
 * Source: Fellegi & Sunter, A theory for record linkage, JASA (1969); Winkler, Using the EM algorithm for weight
 * computation (2000), and with three classes in Methods for adjusting for lack of independence (1989); term frequencies
 * as in Linacre et al., Splink (2022).
 */
export function fellegiSunter(
  fields: readonly LinkageField[],
  pairs: CandidatePairs,
  records: number,
  random: Random,
  split?: number,
): Float64Array {
  const probability = new Float64Array(pairs.a.length);
  if (fields.length === 0) return probability;
  const all = split === undefined ? (records * (records - 1)) / 2 : split * (records - split);
  const u = unmatchedShares(fields, records, random, split);
  let seen: Float64Array = new Float64Array(u.length);
  let m: Float64Array = matchedShares(seen);
  let related: Float64Array = m.map((_, cell) => relatedStart[cell % levelCount] ?? 0);
  let byChance = fields.map(() => false);
  let [matches, relatives] = [records / 20, records / 20];
  const likely: LikelyPairs = likelyPairs(fields, pairs, records, u, m, Math.log(matches / all));
  for (let iteration = 0, change = 1; iteration < 100 && change > 1e-4; iteration++) {
    if (iteration > 0) {
      byChance = chanceFields(related, m, u);
      if (!relatedApart(fields, byChance, u, iteration < 3 || relatives > matches)) relatives = 0;
    }
    const weights = { m: m.map(Math.log), related: related.map(Math.log) };
    const [odds, relatedOdds] = [Math.log(matches / (all - matches)), Math.log(relatives / (all - matches))];
    seen = new Float64Array(u.length);
    const seenRelated = new Float64Array(u.length);
    let [sum, sumRelated] = [0, 0];
    for (let at = 0; at < likely.count; at++) {
      const first = at * fields.length;
      let weight = odds;
      let relatedWeight = relatedOdds;
      for (let k = 0; k < fields.length; k++) {
        const level = likely.levels[first + k] as number;
        if (level === missing) continue;
        const logU = likely.logU[first + k] as number;
        weight += (weights.m[k * levelCount + level] as number) - logU;
        if (!byChance[k]) relatedWeight += (weights.related[k * levelCount + level] as number) - logU;
      }
      const one = 1 / (1 + Math.exp(-weight) + Math.exp(relatedWeight - weight));
      const kin = relatives === 0 ? 0 : 1 / (1 + Math.exp(-relatedWeight) + Math.exp(weight - relatedWeight));
      probability[likely.pair[at] as number] = one;
      sum += one;
      sumRelated += kin;
      for (let k = 0; k < fields.length; k++) {
        const cell = k * levelCount + (likely.levels[first + k] as number);
        addTo(seen, cell, one);
        addTo(seenRelated, cell, kin);
      }
    }
    change = iteration < 5 ? 1 : (Math.abs(sum - matches) + Math.abs(sumRelated - relatives)) / Math.max(1, sum);
    matches = Math.min(Math.max(sum, 0.5), all / 2);
    relatives = Math.min(Math.max(sumRelated, 0.5), all / 4);
    m = matchedShares(seen);
    related = sharesOf(seenRelated, relatedBelief);
  }
  return probability;
}

/** In which fields do related pairs agree hardly more often than random ones? */
function chanceFields(related: Float64Array, m: Float64Array, u: Float64Array): boolean[] {
  return Array.from({ length: u.length / levelCount }, (_, k) => {
    const cell = k * levelCount + different;
    const [ofU, ofM, ofRelated] = [u[cell] as number, m[cell] as number, related[cell] as number];
    return ofU - ofRelated < 0.3 * (ofU - ofM);
  });
}

/**
 * Are they different ones with something in common, and not matches with something changed? They are if chance rules in
 * the field that identifies best, or, where there are `many`, in fields that hold much of what identifies.
 */
function relatedApart(
  fields: readonly LinkageField[],
  byChance: readonly boolean[],
  u: Float64Array,
  many: boolean,
): boolean {
  const repeats = fields.map(({ counts, ids }) => counts.reduce((sum, n) => sum + n * (n - 1), 0) / known(ids));
  if (byChance[repeats.indexOf(Math.min(...repeats))]) return true;
  let [chance, all] = [0, 0];
  for (const [k, ruled] of byChance.entries()) {
    const information = -Math.log(u[k * levelCount + same] as number);
    all += information;
    if (ruled) chance += information;
  }
  return many && chance > 0.4 * all;
}

/** Records that have a value. */
function known(ids: Int32Array): number {
  return ids.reduce((sum, id) => sum + (id < 0 ? 0 : 1), 0);
}
