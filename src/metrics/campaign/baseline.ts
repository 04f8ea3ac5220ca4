import { addDays, daysBetween } from "../days.ts";
import { forecast } from "../forecast/forecast.ts";
import { cents } from "../money.ts";

/** What was sold while a campaign ran, against what the weeks before let expect. Money; `ci95` of the uplift. */
export interface Baseline {
  readonly expected: number;
  readonly actual: number;
  readonly uplift: number;
  readonly ci95: readonly [number, number];
}

/** Four years of blocks; of single weeks two, so that a season is seen twice. */
const [mostWeeks, mostBlocks] = [208, 104];
const fewestWeeks = 26;
const fewestBlocks = 6;
/** Further ahead nothing is to be expected of a week. */
const furthest = 26;

/**
 * Compares the weeks of a campaign with a forecast from those before it. `days` is money by ascending business day, days
 * without any left out; the campaign begins on the day `from` and ends before `to`. Weeks are counted from `from`; a begun
 * one counts where it is over before the day `known`. What came before is cut into blocks as long as the campaign, so that
 * the forecast's interval is that of the whole; where they are fewer than 6, into weeks, whose bounds are added up, which
 * errs on the wide side. Null with fewer than 26 weeks before, or none in it. About 20 ms.
 */
export function campaignBaseline(
  days: readonly { readonly day: string; readonly money: number }[],
  { from, to, known }: { readonly from: string; readonly to: string; readonly known: string },
): Baseline | null {
  const [first] = days;
  if (first === undefined) return null;
  const before = Math.min(mostWeeks, Math.floor(daysBetween(first.day, from) / 7));
  const over = Math.floor(daysBetween(from, known) / 7);
  const weeks = Math.min(furthest, over, Math.ceil(daysBetween(from, to) / 7));
  if (before < fewestWeeks || weeks < 1) return null;
  const size = Math.floor(before / weeks) < fewestBlocks ? 1 : weeks;
  const blocks = Math.min(mostBlocks, Math.floor(before / size));
  const start = addDays(from, -7 * size * blocks);
  const money = new Float64Array(blocks + weeks / size);
  for (const sold of days) {
    const block = Math.floor(daysBetween(start, sold.day) / (7 * size));
    if (block >= 0 && block < money.length) money[block] = (money[block] as number) + sold.money;
  }
  const found = forecast(money.subarray(0, blocks), {
    season: Math.max(1, Math.round(52 / size)),
    horizon: weeks / size,
    nonNegative: true,
  });
  const sum = (list: Iterable<number>) => cents([...list].reduce((total, value) => total + value, 0));
  const [expected, actual] = [sum(found.mean), sum(money.subarray(blocks))];
  return {
    expected,
    actual,
    uplift: cents(actual - expected),
    ci95: [cents(actual - sum(found.hi95)), cents(actual - sum(found.lo95))],
  };
}
