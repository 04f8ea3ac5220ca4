import type { Day, Grain } from "./calendar.ts";
import type { Localized } from "./messages.ts";
import type { TableName } from "./model/tables.ts";
import type { View } from "./store.ts";

/** Business days `[from, to)` with the instants at which they begin and end, and how they are cut. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
  readonly start: Date;
  readonly end: Date;
  /** Null for the span as a whole. */
  readonly grain: Grain | null;
}

/** Sums that one question to the store reads together; one file in `src/queries/`, named `measure-…`. */
export interface Measure<Name extends string = string> {
  /** Relations that must honour the question's filters and grouping. */
  readonly relations: readonly string[];
  /** Tables of which the source must have rows. */
  readonly needs: readonly TableName[];
  /** It counts what belongs to nobody: beside some people's rows it would say nothing. */
  readonly companyWide?: true;
  /** It can read several dimensions in one go: those that all of these relations carry. */
  readonly together?: readonly string[];
  /** One row per bucket and group that has facts; a sum is null where it is not known, or is not among those `wanted`. */
  read(view: View, span: Span, wanted?: ReadonlySet<string>): Promise<readonly Sums<Name>[]>;
}

export interface Sums<Name extends string = string> {
  /** First business day of the bucket; null where the span is not cut. */
  readonly start: Day | null;
  /** The question's group; null without one, and where it has no value. */
  readonly part: string | null;
  /** Which of the dimensions the group is of, in a view grouped by each of several; 0 in others. */
  readonly place?: number;
  readonly sums: Readonly<Record<Name, number | null>>;
}

/** One sum of a measure. */
export interface Term {
  readonly measure: Measure;
  readonly sum: string;
}

/** Types a term: the sum must be one of the measure's. */
export function termOf<Name extends string>(measure: Measure<Name>, sum: Name): Term {
  return { measure, sum };
}

/**
 * A number that a sales organisation steers by (经营指标): one file in `src/indicators/`. A sum, or the ratio of two sums,
 * so that whoever asks why it changed can tell rate from mix. Shown by /kpi, predicted by /forecast, explained by /why,
 * defined by /define.
 */
export interface Indicator {
  readonly title: Localized;
  /** Other words for it, in any language, lower case. */
  readonly aliases: readonly string[];
  /** How it is computed, one sentence, the variant of every ambiguous term named. */
  readonly definition: Localized;
  readonly unit: "money" | "count" | "share" | "days" | "hours" | "score";
  /** Which way is good; null for neither. */
  readonly better: "up" | "down" | null;
  readonly over: Term;
  /** Divides; without it the value is `over`. */
  readonly under?: Term;
  /** Multiplies a ratio, 100 for "per 100 orders"; 1 unless said. */
  readonly per?: number;
}

/** An indicator's name in JSON: its file's, `per_buyer` for `per-buyer.ts`. */
export function indicatorName(file: string): string {
  return file.replaceAll("-", "_");
}

/** Types an indicator; adds nothing. */
export function defineIndicator(indicator: Indicator): Indicator {
  return indicator;
}

/** What an indicator is computed by. */
export type Formula = Pick<Indicator, "over" | "under" | "per">;

/** An indicator in one bucket and group. */
export interface IndicatorValue {
  readonly start: Day | null;
  readonly part: string | null;
  /** Which of the dimensions the group is of, in a view grouped by each of several; 0 in others. */
  readonly place: number;
  /** Null where the divisor is nothing, or the sum is not known. */
  readonly value: number | null;
  readonly over: number;
  readonly under: number | null;
}

/** Can the data give the indicator, under the question's filters and grouping? */
export function knows(view: View, { over, under }: Formula): boolean {
  return [over, under].every(
    (term) =>
      term === undefined ||
      (!(term.measure.companyWide && view.restricted) &&
        term.measure.needs.every((table) => view.has(table)) &&
        term.measure.relations.every((relation) => view.covers(relation))),
  );
}

/**
 * Values of indicators over a span, in the order given, each measure read once; rows only where there are facts, null for an
 * indicator that the data cannot give.
 */
export async function readIndicators(
  view: View,
  indicators: readonly Formula[],
  span: Span,
): Promise<(readonly IndicatorValue[] | null)[]> {
  const known = indicators.map((indicator) => (knows(view, indicator) ? indicator : null));
  const wanted = new Map<Measure, Set<string>>();
  for (const { measure, sum } of known.flatMap((one) => (one === null ? [] : termsOf(one)))) {
    wanted.set(measure, new Set([...(wanted.get(measure) ?? []), sum]));
  }
  const reading = new Map([...wanted].map(([measure, sums]) => [measure, measure.read(view, span, sums)]));
  // A measure that fails while another is awaited must not end the process.
  await Promise.all(reading.values());
  return Promise.all(
    known.map(async (indicator) => {
      if (indicator === null) return null;
      const { over, under } = indicator;
      const above = await reading.get(over.measure);
      const below = under === undefined ? null : await reading.get(under.measure);
      return valuesOf(indicator, above ?? [], below ?? null);
    }),
  );
}

function termsOf({ over, under }: Formula): Term[] {
  return under === undefined ? [over] : [over, under];
}

function valuesOf(
  { over, under, per = 1 }: Formula,
  above: readonly Sums[],
  below: readonly Sums[] | null,
): IndicatorValue[] {
  const key = ({ start, part, place = 0 }: Sums): string => JSON.stringify([start, part, place]);
  const dividends = new Map(above.map((row) => [key(row), row]));
  const divisors = new Map((below ?? []).map((row) => [key(row), row]));
  return [...new Map([...dividends, ...divisors])].map(([name, { start, part, place = 0 }]) => {
    const row = dividends.get(name);
    // No row: nothing of it happened. A row without the sum: it is not known.
    const top = row === undefined ? 0 : row.sums[over.sum];
    const known = top === null || top === undefined ? null : top;
    if (under === undefined) return { start, part, place, value: known, over: known ?? 0, under: null };
    const bottom = divisors.get(name)?.sums[under.sum] ?? 0;
    const value = bottom === 0 || known === null ? null : (per * known) / bottom;
    return { start, part, place, value, over: known ?? 0, under: bottom };
  });
}
