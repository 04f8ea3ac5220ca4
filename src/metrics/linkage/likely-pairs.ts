import { agreements, fieldAgreement, mostRemembered } from "./agreement.ts";
import { levelCount } from "./agreement-shares.ts";
import type { CandidatePairs } from "./blocking.ts";
import type { LinkageField } from "./linkage-field.ts";

const same = agreements.indexOf("same");
const missing = agreements.indexOf("missing");
const unknown = 255;
/** Below these log odds to begin with, a pair is left out: e⁻¹². */
const hopeless = -12;

/** Pairs worth a thought, one behind the other. */
export interface LikelyPairs {
  readonly count: number;
  /** Its place among the candidates. */
  readonly pair: Int32Array;
  /** Level by field. */
  readonly levels: Uint8Array;
  /** ln u of each level; for equal values ln of their share of the other records. */
  readonly logU: Float64Array;
}

/**
 * The candidates that may be matches at all. Values that are equal or missing are seen at once; the others are compared
 * only as long as the best that could come of them leaves hope. O(pairs·fields).
 */
export function likelyPairs(
  fields: readonly LinkageField[],
  pairs: CandidatePairs,
  records: number,
  u: Float64Array,
  m: Float64Array,
  odds: number,
): LikelyPairs {
  const agree = fieldAgreement(fields);
  const logShare = u.map(Math.log);
  const weight = m.map((share, cell) => Math.log(share) - (logShare[cell] as number));
  const best = fields.map((_, k) => Math.max(...weight.subarray(k * levelCount, k * levelCount + same)));
  const logMatched = m.map(Math.log);
  const rarity = fields.map((field) => logRarity(field, records));
  const quickestFirst = fields.map((_, k) => k).sort((x, y) => effort(fields[x]) - effort(fields[y]) || x - y);
  const levels = new Uint8Array(fields.length);
  const found = new Found(fields.length);
  for (let pair = 0; pair < pairs.a.length; pair++) {
    const [a, b] = [pairs.a[pair] as number, pairs.b[pair] as number];
    let bound = odds;
    for (let k = 0; k < levels.length; k++) {
      const { ids } = fields[k] as LinkageField;
      const [ofA, ofB] = [ids[a] as number, ids[b] as number];
      levels[k] = ofA < 0 || ofB < 0 ? missing : ofA === ofB ? same : unknown;
      if (levels[k] === unknown) bound += best[k] as number;
      else if (levels[k] === same) {
        bound += (logMatched[k * levelCount + same] as number) - ((rarity[k] as Float64Array)[ofA] as number);
      }
    }
    for (const k of quickestFirst) {
      if (bound < hopeless) break;
      if (levels[k] !== unknown) continue;
      const level = agree(k, a, b);
      levels[k] = level;
      bound += (weight[k * levelCount + level] as number) - (best[k] as number);
    }
    if (bound < hopeless) continue;
    found.add(pair, levels, (k, level) =>
      level === same
        ? ((rarity[k] as Float64Array)[fields[k]?.ids[a] as number] as number)
        : (logShare[k * levelCount + level] as number),
    );
  }
  return found;
}

/** What is remembered costs nothing, digits little, text most. */
function effort(field: LinkageField | undefined): number {
  if (field === undefined || field.values.length <= mostRemembered) return 0;
  return field.kind === "digits" ? 1 : field.kind === "email" ? 2 : 3;
}

/**
 * Value → ln of its share of the records; two records that agree are no evidence of how frequent it is elsewhere. Of a
 * value that only they have nothing is known but how many such values there must be besides: mass of unseen values ÷
 * their number.
 * Source: Good, The population frequencies of species (1953); Chao, Nonparametric estimation of the number of classes in
 * a population (1984).
 */
function logRarity({ counts }: LinkageField, records: number): Float64Array {
  const having = (wanted: number) => counts.reduce((sum, count) => sum + (count === wanted ? 1 : 0), 0);
  const unseen = Math.min(0.5, (2 * having(2)) / Math.max(1, having(1)));
  return Float64Array.from(counts, (n) => Math.log((n > 2 ? n - 1.5 : unseen) / records));
}

/** Columns that grow. */
class Found implements LikelyPairs {
  count = 0;
  pair = new Int32Array(1024);
  levels: Uint8Array;
  logU: Float64Array;
  readonly #fields: number;

  constructor(fields: number) {
    this.#fields = fields;
    this.levels = new Uint8Array(1024 * fields);
    this.logU = new Float64Array(1024 * fields);
  }

  add(pair: number, levels: Uint8Array, logU: (k: number, level: number) => number): void {
    if (this.count === this.pair.length) {
      this.pair = longer(this.pair, Int32Array);
      this.levels = longer(this.levels, Uint8Array);
      this.logU = longer(this.logU, Float64Array);
    }
    this.pair[this.count] = pair;
    const first = this.count * this.#fields;
    this.levels.set(levels, first);
    for (let k = 0; k < levels.length; k++) {
      const level = levels[k] as number;
      if (level !== missing) this.logU[first + k] = logU(k, level);
    }
    this.count++;
  }
}

function longer<Numbers extends Int32Array | Uint8Array | Float64Array>(
  numbers: Numbers,
  Kind: new (length: number) => Numbers,
): Numbers {
  const twice = new Kind(2 * numbers.length);
  twice.set(numbers as never);
  return twice;
}
