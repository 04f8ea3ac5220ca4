import { dayNumber, monthOf, weekday, yearOf } from "./days.ts";
import { at, type Weights, weights } from "./random.ts";

/** First day of the lunar year (春节), by year: Purple Mountain Observatory's almanac, as in GB/T 33661-2017. */
const springFestivals: Readonly<Record<number, readonly [number, number]>> = {
  2021: [2, 12],
  2022: [2, 1],
  2023: [1, 22],
  2024: [2, 10],
  2025: [1, 29],
  2026: [2, 17],
  2027: [2, 6],
  2028: [1, 26],
  2029: [2, 13],
  2030: [2, 3],
  2031: [1, 23],
  2032: [2, 11],
};

/** Day number of Spring Festival in a year; null beyond the table. */
export function springFestival(year: number): number | null {
  const found = springFestivals[year];
  return found ? dayNumber(year, found[0], found[1]) : null;
}

/** How buyers behave over the year and the week: offices, people at home, customers abroad. */
export type Rhythm = "office" | "home" | "abroad";

const weekdays: Readonly<Record<Rhythm, readonly number[]>> = {
  office: [0.18, 1.15, 1.22, 1.18, 1.12, 1.0, 0.28],
  home: [1.3, 0.85, 0.86, 0.88, 0.92, 1.02, 1.28],
  abroad: [0.3, 1.2, 1.2, 1.15, 1.1, 1.05, 0.35],
};
const months: Readonly<Record<Rhythm, readonly number[]>> = {
  office: [1.02, 0.98, 1.06, 1.02, 1.0, 0.98, 0.9, 0.9, 1.06, 1.0, 1.08, 1.12],
  home: [1.02, 1.0, 0.98, 0.96, 0.98, 1.0, 0.88, 0.88, 0.98, 1.02, 1.1, 1.1],
  abroad: [0.95, 0.95, 1.0, 1.0, 1.0, 0.95, 0.85, 0.82, 1.05, 1.1, 1.18, 1.15],
};

/** Days from Spring Festival within which it is felt: stocking up, then an empty street. */
function lunarFactor(day: number, rhythm: Rhythm): number {
  const festival = springFestival(yearOf(day));
  if (festival === null || rhythm === "abroad") return 1;
  const from = day - festival;
  if (from < -16 || from > 14) return 1;
  if (from < -6) return rhythm === "home" ? 1.45 : 1.3;
  if (from < -1) return 0.6;
  if (from < 7) return rhythm === "home" ? 0.2 : 0.08;
  return rhythm === "home" ? 0.7 : 0.5;
}

function festivalFactor(day: number, rhythm: Rhythm): number {
  if (rhythm === "abroad") return 1;
  const year = yearOf(day);
  const june = day - dayNumber(year, 6, 1);
  const november = day - dayNumber(year, 11, 1);
  const october = day - dayNumber(year, 10, 1);
  const home = rhythm === "home";
  if (june >= 0 && june < 18) return june >= 15 ? (home ? 3 : 1.25) : home ? 1.35 : 1.05;
  if (november >= 0 && november < 11) return november >= 9 ? (home ? 3.6 : 1.35) : home ? 1.4 : 1.08;
  if (october >= 0 && october < 7) return home ? 1.05 : 0.3;
  return 1;
}

/** Demand on a day relative to an ordinary one. */
export function demand(day: number, rhythm: Rhythm): number {
  const growth = 1 + 0.035 * ((day - dayNumber(2021, 1, 1)) / 365);
  return (
    growth *
    at(weekdays[rhythm], weekday(day)) *
    at(months[rhythm], monthOf(day) - 1) *
    lunarFactor(day, rhythm) *
    festivalFactor(day, rhythm)
  );
}

/** Demand added up from a first day on, so that a wait in "ordinary days" can be turned into calendar days. */
export class DemandClock {
  readonly first: number;
  readonly #sums: Float64Array;

  constructor(rhythm: Rhythm, first: number, last: number) {
    this.first = first;
    this.#sums = new Float64Array(last - first + 2);
    for (let k = 0; k <= last - first; k++) {
      this.#sums[k + 1] = (this.#sums[k] ?? 0) + demand(first + k, rhythm);
    }
  }

  /** First day by which `wait` ordinary days of demand have passed since the end of `day`; Infinity beyond the last. */
  after(day: number, wait: number): number {
    const sums = this.#sums;
    const goal = (sums[Math.max(0, day - this.first + 1)] ?? Number.POSITIVE_INFINITY) + wait;
    let low = Math.max(0, day - this.first + 1);
    let high = sums.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < goal) low = middle + 1;
      else high = middle;
    }
    return low >= sums.length ? Number.POSITIVE_INFINITY : Math.max(day + 1, this.first + low - 1);
  }
}

const hours: Readonly<Record<Rhythm, readonly number[]>> = {
  office: [1, 0, 0, 0, 0, 0, 1, 3, 12, 34, 46, 30, 10, 20, 38, 40, 30, 18, 8, 5, 4, 4, 3, 2],
  home: [6, 3, 1, 1, 1, 1, 3, 8, 12, 14, 16, 16, 20, 16, 14, 14, 15, 16, 20, 30, 44, 48, 34, 16],
  abroad: [30, 26, 20, 12, 6, 3, 2, 2, 3, 4, 5, 6, 8, 12, 18, 26, 32, 34, 30, 26, 28, 32, 34, 32],
};
const sunday: readonly number[] = [
  8, 4, 2, 1, 1, 1, 2, 5, 12, 22, 34, 32, 22, 20, 26, 30, 28, 22, 20, 24, 30, 30, 22, 12,
];

const hourly = (of: readonly number[]) => weights(of.map((weight, hour) => [hour, weight] as const));
const byRhythm: Readonly<Record<Rhythm, Weights<number>>> = {
  office: hourly(hours.office),
  home: hourly(hours.home),
  abroad: hourly(hours.abroad),
};
const weekend = hourly(sunday);

/** The 24 hours of a day (Shanghai time) with weights for buying; homes buy on weekend mornings, not only at night. */
export function hourWeights(rhythm: Rhythm, day: number): Weights<number> {
  const today = weekday(day);
  return rhythm === "home" && (today === 0 || today === 6) ? weekend : byRhythm[rhythm];
}
