import { median } from "simple-statistics";

/** How far each value lies from what its past and its season let expect; NaN where they let expect nothing. */
export interface SeasonalResiduals {
  readonly expected: Float64Array;
  readonly residual: Float64Array;
}

/** Values before, from whose median the level is taken. */
const memory = 6;

/**
 * A robust decomposition into trend, season and rest, of medians instead of loess, for short series: one outlier moves
 * neither trend nor season. The slope is the median of differences over whole seasons; the season of a value is the median
 * deviation of the same phase in the other years from their running median over a season, so that no value explains itself;
 * the level is the median of the six seasonally adjusted values before. Missing values (NaN) are passed over. `season` is
 * the number of values in a season; 1 for none. O(n · season log season).
 * @throws when `season` is no whole number of at least 1.
 * Sources: Cleveland, Cleveland, McRae & Terpenning, STL: a seasonal-trend decomposition procedure based on loess, Journal of
 * Official Statistics (1990), whose order of steps it follows; Hirsch, Slack & Smith, Techniques of trend analysis for monthly
 * water quality data, Water Resources Research (1982), for the slope; Vallis, Hochenbaum & Kejariwal, A novel technique for
 * long-term anomaly detection in the cloud (2014), for medians in the place of the trend.
 */
export function seasonalResiduals(values: Float64Array, season: number): SeasonalResiduals {
  if (!(Number.isInteger(season) && season >= 1)) throw new Error("seasonalResiduals requires a season of at least 1");
  const slope = slopeOf(values, season);
  const flat = values.map((value, index) => value - slope * index);
  const reach = Math.floor(season / 2);
  const deviation = flat.map((value, index) =>
    season === 1 ? 0 : value - middle(flat.subarray(Math.max(0, index - reach), index + reach + 1)),
  );
  const adjusted = flat.map((value, index) => value - seasonOf(deviation, index, season, false));
  const expected = new Float64Array(values.length).fill(Number.NaN);
  const residual = new Float64Array(values.length).fill(Number.NaN);
  for (let index = 1; index < values.length; index++) {
    const level = middle(adjusted.subarray(Math.max(0, index - memory), index));
    const guess = level + seasonOf(deviation, index, season, true) + slope * index;
    expected[index] = guess;
    residual[index] = (values[index] as number) - guess;
  }
  return { expected, residual };
}

/** Change from one value to the next. */
function slopeOf(values: Float64Array, season: number): number {
  const differences = values.subarray(season).map((value, index) => (value - (values[index] as number)) / season);
  const slope = middle(differences);
  return Number.isNaN(slope) ? 0 : slope;
}

/** Usual deviation in the phase of a value; `others` leaves the value itself out. */
function seasonOf(deviation: Float64Array, at: number, season: number, others: boolean): number {
  if (season === 1) return 0;
  const same: number[] = [];
  for (let index = at % season; index < deviation.length; index += season) {
    if (!others || index !== at) same.push(deviation[index] as number);
  }
  return middle(same);
}

/** Median of the numbers that are there; NaN without any. */
function middle(values: ArrayLike<number>): number {
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : median(known);
}
