import type { Period } from "#calendar.ts";
import type { Indicator } from "#indicator.ts";
import type { Words } from "#messages.ts";
import type { AlarmRate } from "#metrics/anomaly/anomaly.ts";
import type { HollowGrowth } from "#metrics/kpi/hollow-growth.ts";
import type { KpiGrain, KpiRow } from "#metrics/kpi/kpi.ts";
import { indicatorChange, indicatorText } from "./indicator-amounts.ts";

export interface ToldKpi extends KpiRow {
  readonly indicator: Indicator;
}

export interface KpiStory {
  readonly words: Words;
  /** In the order in which they are shown; at least one has a value. */
  readonly rows: readonly ToldKpi[];
  readonly period: Period;
  readonly previous: Period;
  readonly grain: KpiGrain;
  /** First day of the newest complete bucket. */
  readonly newest: string;
  readonly alarms: AlarmRate;
  readonly growth: HollowGrowth | null;
  /** Titles of what cannot be given. */
  readonly missing: readonly string[];
  readonly filtered: boolean;
  /** Won deals stand in for orders. */
  readonly deals: boolean;
  readonly commands: ReadonlySet<string>;
}

export function title({ words }: Pick<KpiStory, "words">, { indicator }: ToldKpi): string {
  return indicator.title[words.locale];
}

export function valueText({ words }: Pick<KpiStory, "words">, { indicator }: ToldKpi, value: number | null): string {
  return indicatorText(words, indicator.unit, value);
}

/** Change against another value: in points for shares and scores, else relative; null where there is nothing to compare. */
export function movement(
  { words }: Pick<KpiStory, "words">,
  { indicator, value }: ToldKpi,
  before: number | null,
  short = false,
): string | null {
  return indicatorChange(words, indicator.unit, { value, before, short });
}

/** Is it better than before? Null where it did not move, or where neither is better. */
export function improved({ indicator, value, previous }: ToldKpi): boolean | null {
  if (indicator.better === null || value === null || previous === null || value === previous) return null;
  return value > previous === (indicator.better === "up");
}

export function bucketText({ words, newest, grain }: KpiStory): string {
  return grain === "day" || grain === "week" ? words.date(newest) : words.bucket(newest, grain);
}

/** The unusual ones, furthest from what was expected first. */
export function unusualOnes({ rows }: Pick<KpiStory, "rows">): ToldKpi[] {
  return rows.filter(({ anomaly }) => anomaly).sort((a, b) => Math.abs(b.z ?? 0) - Math.abs(a.z ?? 0));
}
