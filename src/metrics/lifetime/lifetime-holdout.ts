import { NotEnoughData } from "../../errors.ts";
import { sampleRows } from "../clusters/sample-rows.ts";
import { seededRandom } from "../random.ts";
import { expectedPurchases, type PurchaseHistories } from "./bg-nbd.ts";
import { type BgNbdFit, fitBgNbd } from "./bg-nbd-fit.ts";
import { clvHoldout, type HoldoutQuality } from "./clv-holdout.ts";

export interface LifetimeHoldout extends HoldoutQuality {
  /** How many days were held back. */
  readonly days: number;
  /** Purchases per customer forecast for them, and made in them. */
  readonly expectedMean: number;
  readonly actualMean: number;
}

/** Customers checked at most: more would only tell the error to a third digit. */
const mostChecked = 50_000;

/**
 * Learns BG/NBD from the histories without their last `heldBack` days, and compares what it forecasts with what these
 * brought; of many customers a seeded sample is taken. Null where the shorter histories teach nothing. O(n + the fit).
 */
export function lifetimeHoldout(
  { age, days, seenDays, seenSpan }: Readonly<Record<"age" | "days" | "seenDays" | "seenSpan", Float64Array>>,
  heldBack: number,
): LifetimeHoldout | null {
  const all = Int32Array.from(seenDays.keys()).filter((row) => (seenDays[row] as number) > 0);
  const known = sampleRows(all.length, mostChecked, seededRandom(1)).map((place) => all[place] as number);
  const of = (number: (row: number) => number) => Float64Array.from(known, number);
  const histories = {
    x: of((row) => (seenDays[row] as number) - 1),
    tx: of((row) => (seenSpan[row] as number) / 7),
    T: of((row) => ((age[row] as number) - heldBack) / 7),
  };
  const fit = fitOrNull(histories);
  if (fit === null) return null;
  const weeks = heldBack / 7;
  const forecast = expectedPurchases(fit.parameters, histories, weeks);
  const actual = of((row) => (days[row] as number) - (seenDays[row] as number));
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / known.length;
  return {
    ...clvHoldout(histories, forecast, actual, weeks),
    days: heldBack,
    expectedMean: mean(forecast),
    actualMean: mean(actual),
  };
}

function fitOrNull(histories: PurchaseHistories): BgNbdFit | null {
  try {
    return fitBgNbd(histories);
  } catch (error) {
    if (error instanceof NotEnoughData) return null;
    throw error;
  }
}
