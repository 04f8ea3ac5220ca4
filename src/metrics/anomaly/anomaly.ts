import { medianAbsoluteDeviation } from "simple-statistics";
import { modifiedZ, outlierScore } from "./modified-z.ts";
import { seasonalResiduals } from "./seasonal-residuals.ts";

export interface Series {
  /** One value a bucket, oldest first; NaN where it is not known. */
  readonly values: Float64Array;
  /** Buckets in a year (7 for days): their season. */
  readonly season: number;
  /** Do changes come as shares of the value? Then logarithms are judged, where every value is above zero. */
  readonly relative: boolean;
}

/** What is thought of a series' newest value. */
export interface Judgement {
  /** Robust z of its seasonally adjusted residual. */
  readonly z: number;
  /** What past and season let expect. */
  readonly expected: number;
  readonly anomaly: boolean;
}

/** Residuals without which a median deviation says little. */
const fewestResiduals = 12;

/** How many values must be there before the newest one can be judged: two seasons before it, and twelve residuals. */
export function valuesNeeded(season: number): number {
  return Math.max(2 * season + 1, season + fewestResiduals);
}

/**
 * Is the newest value of a series unusual (异常)? It is when the modified z-score of its seasonally adjusted residual
 * exceeds 3.5. The season counts only where it makes residuals smaller. Null with fewer values than `valuesNeeded`, and where
 * it is not known. O(n · season log season).
 */
export function judgeNewest({ values, season, relative }: Series): Judgement | null {
  const known = values.filter((value) => !Number.isNaN(value));
  const newest = values.at(-1);
  if (known.length < valuesNeeded(season) || newest === undefined || Number.isNaN(newest)) return null;
  const logarithmic = relative && known.every((value) => value > 0);
  const scaled = logarithmic ? values.map(Math.log) : values;
  const fits = [season, 1].map((length) => seasonalResiduals(scaled, length));
  const judged = fits.map(({ residual }) => [...residual.subarray(season)].filter((value) => !Number.isNaN(value)));
  const [seasonal, plain] = judged.map((residuals) => medianAbsoluteDeviation(residuals)) as [number, number];
  const best = seasonal <= plain ? 0 : 1;
  const z = modifiedZ(judged[best] ?? []).at(-1) ?? 0;
  const guess = fits[best]?.expected.at(-1) ?? Number.NaN;
  if (Number.isNaN(guess)) return null;
  return { z, expected: logarithmic ? Math.exp(guess) : guess, anomaly: Math.abs(z) > outlierScore };
}

/** How often values were called unusual. */
export interface AlarmRate {
  readonly judged: number;
  readonly flagged: number;
}

/** Judges each of the newest values (`most` at most) as it would have been on its day, from what came before. */
export function alarmRate({ values, ...series }: Series, most: number): AlarmRate {
  const ends = Array.from({ length: Math.min(most, values.length) }, (_, back) => values.length - back);
  const found = ends.map((end) => judgeNewest({ values: values.subarray(0, end), ...series }));
  const judged = found.filter((judgement) => judgement !== null);
  return { judged: judged.length, flagged: judged.filter(({ anomaly }) => anomaly).length };
}
