import type { Day, Grain } from "#calendar.ts";
import { NotApplicable } from "#errors.ts";
import { type Indicator, type IndicatorValue, knows, readIndicators, type Span, termOf } from "#indicator.ts";
import type { View } from "#store.ts";
import { passesOf } from "./group-keys.ts";
import { salesMeasure } from "./measure-sales.ts";
import { sample as span } from "./sales-span.ts";

type Days = Omit<Span, "grain">;

export interface ChangeQuestion {
  readonly indicator: Pick<Indicator, "over" | "under">;
  readonly dimensions: readonly string[];
  readonly before: Days;
  readonly after: Days;
  /** The calendar unit that both periods are one of, one right after the other: they are then read together. */
  readonly grain: Grain | null;
}

export const sample: ChangeQuestion = {
  indicator: { over: termOf(salesMeasure, "revenue") },
  dimensions: ["region", "channel"],
  before: { ...span, to: "2025-01-01", end: new Date("2025-01-01T00:00:00Z") },
  after: { ...span, from: "2025-01-01", start: new Date("2025-01-01T00:00:00Z") },
  grain: null,
};

/** The dividend and, of a ratio, the divisor. */
interface WholeSums {
  readonly over: number;
  readonly under: number | null;
}

/** Of the whole, and of every value of a dimension that has rows. */
interface PeriodSums {
  readonly whole: WholeSums;
  readonly parts: readonly (WholeSums & { readonly value: string | null })[];
}

export interface IndicatorChanges {
  readonly before: WholeSums;
  readonly after: WholeSums;
  readonly dimensions: readonly {
    readonly dimension: string;
    readonly before: PeriodSums;
    readonly after: PeriodSums;
  }[];
}

/** Questions to the store at a time: others who ask meanwhile need connections too. */
const atATime = 3;

/** Orders of both periods together from which on fine dimensions are only looked at when they are asked for. */
export const mostOrders = 100_000;

/** Relations that read orders. */
const ofOrders = new Set(["sales", "valid_orders", "order_lines", "account_days", "returns"]);

/** For an indicator of orders: how many lie between the first day and the last, counted to a little more than `mostOrders`. */
export async function ordersBetween(
  view: View,
  { indicator, before, after }: Pick<ChangeQuestion, "indicator" | "before" | "after">,
): Promise<number> {
  const { over, under = over } = indicator;
  const relations = [over, under].flatMap(({ measure }) => measure.relations);
  if (!relations.some((relation) => ofOrders.has(relation)) || !view.ungrouped.covers("sales")) return 0;
  const start = before.start < after.start ? before.start : after.start;
  const end = before.end > after.end ? before.end : after.end;
  const [row] = await view.ungrouped.select(
    `SELECT count(*) AS placed FROM (SELECT order_id FROM sales WHERE ordered_at >= $start AND ordered_at < $end
     LIMIT ${mostOrders + 1}) AS counted`,
    { start, end },
    { placed: "integer" },
  );
  return row?.placed ?? 0;
}

/**
 * An indicator's sums in two periods: of the whole, and by every dimension that its measures carry and that tells at least
 * two values apart, in the order given. Null where the data cannot give it under the question's filters.
 */
export async function indicatorChanges(view: View, question: ChangeQuestion): Promise<IndicatorChanges | null> {
  const { ungrouped } = view;
  const indicator: Indicator = { ...unnamed, ...question.indicator };
  if (!knows(ungrouped, indicator)) return null;
  const read = (seen: View) => readBoth(seen, indicator, question);
  const wholes = (await read(ungrouped)).map((rows) => {
    const { over = 0, under = indicator.under === undefined ? null : 0 } = rows[0] ?? {};
    return { over, under };
  });
  const [before, after] = wholes as [WholeSums, WholeSums];
  const known = question.dimensions.filter((dimension) => knows(view.groupedBy(dimension), indicator));
  const dimensions = new Map<string, IndicatorChanges["dimensions"][number]>();
  const all = passes(view, indicator, known);
  for (let at = 0; at < all.length; at += atATime) {
    const some = all.slice(at, at + atATime);
    const found = await Promise.all(some.map((names) => read(view.groupedByEach(names)).catch(unlessCarried)));
    for (const [index, both] of found.entries()) {
      for (const [place, dimension] of (some[index] ?? []).entries()) {
        const parts = both.map((rows) =>
          rows.flatMap(({ part, over, under, ...row }) => (row.place === place ? [{ value: part, over, under }] : [])),
        );
        if (new Set(parts.flat().map(({ value }) => value)).size < 2) continue;
        const [from = [], to = []] = parts;
        const sums = { before: { whole: before, parts: from }, after: { whole: after, parts: to } };
        dimensions.set(dimension, { dimension, ...sums });
      }
    }
  }
  return { before, after, dimensions: known.flatMap((dimension) => dimensions.get(dimension) ?? []) };
}

/** The dimensions as they are read: those that every measure can tell apart in one pass over the facts, then one by one. */
function passes(view: View, { over, under = over }: Indicator, dimensions: readonly string[]): string[][] {
  const needed = [over, under].map(({ measure }) => measure.together);
  const together = dimensions.filter((dimension) => {
    const grouped = view.groupedBy(dimension);
    return needed.every((relations) => relations?.every((relation) => grouped.covers(relation)));
  });
  const alone = dimensions.filter((dimension) => !together.includes(dimension));
  return [...passesOf(together), ...alone.map((dimension) => [dimension])];
}

/** A relation behind a measure may carry less than the measure says: such a dimension tells nothing. */
function unlessCarried(error: unknown): [] {
  if (error instanceof NotApplicable) return [];
  throw error;
}

/** The indicator's values in both periods. */
async function readBoth(
  view: View,
  indicator: Indicator,
  { before, after, grain }: ChangeQuestion,
): Promise<readonly (readonly IndicatorValue[])[]> {
  const read = async (span: Span) => (await readIndicators(view, [indicator], span))[0] ?? [];
  if (grain === null) return Promise.all([before, after].map((days) => read({ ...days, grain })));
  const rows = await read({ from: before.from, to: after.to, start: before.start, end: after.end, grain });
  const of = (first: Day) => rows.filter(({ start }) => start === first);
  return [of(before.from), of(after.from)];
}

/** What reading asks of an indicator besides its sums: nothing. */
const unnamed = {
  title: { en: "", zh: "" },
  aliases: [],
  definition: { en: "", zh: "" },
  unit: "count",
  better: null,
} as const;
