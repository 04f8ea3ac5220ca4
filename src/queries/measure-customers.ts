import type { Day, Grain } from "#calendar.ts";
import type { Measure, Span, Sums } from "#indicator.ts";
import type { View } from "#store.ts";
import { type BuyerSum, measureBuyers } from "./measure-buyers.ts";
import { sample as span } from "./sales-span.ts";

export const sample: Span = span;

/** Milliseconds. */
const day = 86_400_000;

/** What is told of buyers by their past, before it is read. */
const unread = { new: null, returning: null, before: null, rebought: null };
type CustomerSum = BuyerSum | keyof typeof unread;

/**
 * Buyers of a span or bucket, `repeated` those with two or more orders; and where that is wanted, by their past:
 * `returning` had bought before it, `new` never; `before` are those of the equally long one just before it, of whom
 * `rebought` bought again. What a buyer did before is told by the gap in front of its first order day.
 */
export async function measureCustomers(
  view: View,
  span: Span,
  wanted?: ReadonlySet<string>,
): Promise<readonly Sums<CustomerSum>[]> {
  if (wanted !== undefined && !Object.keys(unread).some((sum) => wanted.has(sum))) {
    return (await measureBuyers(view, span)).map((row) => ({ ...row, sums: { ...unread, ...row.sums } }));
  }
  const { grain } = span;
  const past = before(span);
  const [read, whole, back] = await Promise.all([
    measureBuyers(view, grain === null ? past : { ...span, from: past.from, start: past.start }),
    grain === null ? measureBuyers(view, span) : [],
    returning(view, span, past),
  ]);
  const key = (start: Day | null, part: string | null) => JSON.stringify([start, part]);
  const current = grain === null ? whole : read.filter(({ start }) => start !== null && start >= span.from);
  const came = new Map(current.map((row) => [key(row.start, row.part), row]));
  const next = read.map((row) => ({ ...row, start: row.start && after(row.start, grain) }));
  const inside = next.filter(({ start }) => start === null || start < span.to);
  const went = new Map(inside.map((row) => [key(row.start, row.part), row]));
  const known = new Map(back.map((row) => [key(row.start, row.part), row]));
  const slots = new Map([...went, ...came]);
  return [...slots.keys()].sort().map((name) => {
    const { came_back: returning = 0, rebought = 0 } = known.get(name) ?? {};
    const [start, part] = JSON.parse(name) as [Day | null, string | null];
    const { buyers = 0, repeated = 0 } = came.get(name)?.sums ?? {};
    return {
      start,
      part,
      sums: {
        buyers,
        repeated,
        new: (buyers ?? 0) - returning,
        returning,
        before: went.get(name)?.sums.buyers ?? 0,
        rebought,
      },
    };
  });
}

export const customersMeasure: Measure<CustomerSum> = { relations: ["sales"], needs: [], read: measureCustomers };

/** Customers whose first order day of the span or bucket had one before it, and whose one before lay in the one before. */
function returning(view: View, { from, to, grain }: Span, past: Span) {
  const previous = "(gaps.ordered_on - CAST(gaps.gap AS INTEGER))";
  const slot = (day: string) => view.dialect.bucket(day, grain ?? "day");
  const bucket = grain === null ? "NULL" : slot("gaps.ordered_on");
  const first = `${previous} < ${grain === null ? "CAST($from AS DATE)" : slot("gaps.ordered_on")}`;
  const adjacent =
    grain === null
      ? `${previous} >= CAST($past AS DATE)`
      : `${previous} >= ${slot(`(${slot("gaps.ordered_on")} - 1)`)}`;
  const keys = [...(grain === null ? [] : [bucket]), "gaps.group_1"].join(", ");
  // Rollups know the gaps; otherwise each group has a history of its own.
  const source = view.summarised
    ? "account_gaps"
    : `(SELECT group_1, ordered_on, ${view.dialect.daysBetween("lag(ordered_on) OVER (PARTITION BY account_id, group_1 ORDER BY ordered_on)", "ordered_on")} AS gap FROM account_days)`;
  return view.select(
    `SELECT ${bucket} AS start, gaps.group_1 AS part, count(*) AS came_back,
  count(CASE WHEN ${adjacent} THEN 1 END) AS rebought
FROM ${source} AS gaps
WHERE gaps.gap IS NOT NULL AND gaps.ordered_on >= CAST($from AS DATE) AND gaps.ordered_on < CAST($to AS DATE) AND ${first}
GROUP BY ${keys}
ORDER BY ${keys}`,
    { from, to, ...(grain === null ? { past: past.from } : {}) },
    { start: "day?", part: "text?", came_back: "integer", rebought: "integer" },
  );
}

/** The equally long span just before, whole months back by months; where it is cut, as much as begins one bucket earlier. */
function before(span: Span): Span {
  const { from, to, grain, start } = span;
  const months = wholeMonths(from, to);
  const days = (Date.parse(to) - Date.parse(from)) / day;
  const earlier =
    grain !== null ? after(from, grain, -1) : months > 0 ? after(from, "month", -months) : after(from, "day", -days);
  const length = Date.parse(from) - Date.parse(earlier);
  return { from: earlier, to: from, start: new Date(start.getTime() - length), end: start, grain };
}

/** How many whole months a span is; 0 when it is none. */
function wholeMonths(from: Day, to: Day): number {
  const month = (day: Day) => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
  return from.endsWith("-01") && to.endsWith("-01") ? month(to) - month(from) : 0;
}

/** The first day of the bucket `count` later. */
function after(day: Day, grain: Grain | null, count = 1): Day {
  const date = new Date(`${day}T00:00:00Z`);
  if (grain === "day" || grain === "week") date.setUTCDate(date.getUTCDate() + count * (grain === "day" ? 1 : 7));
  else date.setUTCMonth(date.getUTCMonth() + count * (grain === "quarter" ? 3 : grain === "year" ? 12 : 1));
  return date.toISOString().slice(0, 10);
}
