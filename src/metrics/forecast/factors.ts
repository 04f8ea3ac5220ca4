import { addDays } from "../days.ts";
import type { Regressor } from "./regressors.ts";

export type FactorKind = "holiday" | "promotion" | "weather" | "market";

/** Something that moves sales, on one day; `value` is its name, or a number where the market or the weather is measured. */
export interface FactorDay {
  readonly day: string;
  readonly kind: string;
  readonly value: string | null;
  /** Null for everywhere. */
  readonly region: string | null;
  /** The calendar says so, however far ahead. */
  readonly certain?: boolean;
}

/** A regressor with what it is made of. One unit is its strongest bucket so far, of a measure a standard deviation. */
export interface Factor extends Regressor {
  readonly kind: FactorKind;
  readonly unit: "strongest" | "deviation";
}

/** Why a factor is not counted: it lies in the same buckets of every season, came only once, or is not known ahead. */
export interface LeftFactor {
  readonly name: string;
  readonly kind: FactorKind;
  readonly reason: "in_season" | "seen_once" | "no_future_values" | "no_past_values";
}

/** Buckets of the past and the horizon in a row. */
export interface FactorBuckets {
  readonly starts: readonly string[];
  /** First day behind the last bucket. */
  readonly end: string;
  /** How many of them are past. */
  readonly past: number;
  readonly season: number;
}

const kinds: readonly FactorKind[] = ["holiday", "promotion", "market", "weather"];
/** A market or the weather may be a number; a promotion such as 618 is a name. */
const isMeasure = ({ kind, value }: FactorDay) =>
  (kind === "market" || kind === "weather") && value !== null && /^-?\d+(\.\d+)?$/.test(value);
/** Days between two occurrences of what then counts as seen twice. */
const apart = 30;
/** A season longer than this never repeats its buckets to the day. */
const longestSeason = 24;
/** Share of past buckets that must have a measure. */
const fewestMeasured = 0.9;

/**
 * Factors that a forecast may count on, out of days: of names the share of days in each bucket, of measures the mean.
 * Those that cannot be told from the season, came only once, or are not known over the horizon are left, with the reason.
 * Names of promotions that came once are one factor together. Ordered by kind and name. O(days · log buckets).
 */
export function factorsOf(
  days: readonly FactorDay[],
  buckets: FactorBuckets,
): { readonly factors: readonly Factor[]; readonly left: readonly LeftFactor[] } {
  const regions = new Set(days.flatMap(({ region }) => region ?? [])).size;
  const factors: Factor[] = [];
  const left: LeftFactor[] = [];
  for (const kind of kinds) {
    const known = days.filter((day) => day.kind === kind);
    const last = known.reduce((latest, { day, certain }) => (certain || day < latest ? latest : day), "");
    const measures = known.filter(isMeasure);
    if (measures.length > 0) keep(measured(measures, kind, buckets));
    for (const [name, group] of namesOf(known, kind)) keep(counted(name, group, kind, last, regions, buckets));
  }
  return { factors, left };

  function keep(found: Factor | LeftFactor): void {
    if ("reason" in found) left.push(found);
    else factors.push(found);
  }
}

/** Days by name; promotions of which each came once, under the name of their kind. */
function namesOf(days: readonly FactorDay[], kind: FactorKind): [string, FactorDay[]][] {
  const groups = new Map<string, FactorDay[]>();
  for (const day of days) {
    if (isMeasure(day)) continue;
    const name = day.value ?? kind;
    groups.set(name, [...(groups.get(name) ?? []), day]);
  }
  const once = kind === "promotion" ? [...groups].filter(([, group]) => occurrences(group) < 2) : [];
  if (once.length > 1) {
    for (const [name] of once) groups.delete(name);
    groups.set(
      kind,
      once.flatMap(([, group]) => group),
    );
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function counted(
  name: string,
  days: readonly FactorDay[],
  kind: FactorKind,
  last: string,
  regions: number,
  buckets: FactorBuckets,
): Factor | LeftFactor {
  const { starts, end, past, season } = buckets;
  const from = starts[past] ?? end;
  const seen = days.filter(({ day }) => day < from);
  if (occurrences(seen) < 2) return { name, kind, reason: "seen_once" };
  // Where nothing is known behind the last day given, the year before says whether anything is to be expected there.
  const unknown = last < from ? from : addDays(last, 1);
  const certain = days.some((day) => day.certain);
  const expected = !certain && days.some(({ day }) => day >= addDays(unknown, -365) && day < addDays(end, -365));
  if (unknown < end && expected) return { name, kind, reason: "no_future_values" };
  const values = new Float64Array(starts.length);
  for (const { day, region } of days) {
    const at = bucketOf(day, buckets);
    if (at >= 0) values[at] = (values[at] as number) + (region === null ? 1 : 1 / Math.max(1, regions));
  }
  const strongest = Math.max(...values.subarray(0, past));
  if (strongest === 0) return { name, kind, reason: "seen_once" };
  const scaled = values.map((value) => value / strongest);
  if (season > 1 && season <= longestSeason && repeats(scaled, season)) return { name, kind, reason: "in_season" };
  return { name, kind, unit: "strongest", values: scaled };
}

function measured(days: readonly FactorDay[], kind: FactorKind, buckets: FactorBuckets): Factor | LeftFactor {
  const { starts, past } = buckets;
  const sums = new Float64Array(starts.length);
  const counts = new Float64Array(starts.length);
  for (const { day, value } of days) {
    const at = bucketOf(day, buckets);
    if (at < 0) continue;
    sums[at] = (sums[at] as number) + Number(value);
    counts[at] = (counts[at] as number) + 1;
  }
  if (counts.subarray(past).some((count) => count === 0)) return { name: kind, kind, reason: "no_future_values" };
  const known = [...sums.subarray(0, past)].flatMap((sum, t) => (counts[t] ? [sum / (counts[t] as number)] : []));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  if (known.length < fewestMeasured * past || !(deviation > 0)) return { name: kind, kind, reason: "no_past_values" };
  const values = sums.map((sum, t) => (counts[t] ? (sum / (counts[t] as number) - mean) / deviation : 0));
  return { name: kind, kind, unit: "deviation", values };
}

/** How many times something came: days further apart than a month are times of their own. */
function occurrences(days: readonly FactorDay[]): number {
  const sorted = [...new Set(days.map(({ day }) => day))].sort();
  return sorted.filter((day, index) => index === 0 || day > addDays(sorted[index - 1] as string, apart)).length;
}

function repeats(values: Float64Array, season: number): boolean {
  return values.every((value, t) => t < season || Math.abs(value - (values[t - season] as number)) < 0.01);
}

/** Position of the bucket that a day lies in; −1 for none. */
function bucketOf(day: string, { starts, end }: FactorBuckets): number {
  if (day >= end) return -1;
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as string) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
