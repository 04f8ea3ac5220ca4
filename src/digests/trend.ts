import { z } from "zod";
import { addDays } from "#grammar/days.ts";
import { unitStart } from "#grammar/fiscal.ts";
import type { Mark } from "#reply.ts";
import { hear, type Section, type Source } from "./section.ts";
import type { DigestSpan } from "./span.ts";

const shape = z.object({ grain: z.string(), series: z.array(z.object({ start: z.string(), revenue: z.number() })) });

/** How many weeks or months are shown. */
export const shownBuckets = 13;

/** Revenue by week or month up to the span. */
export interface Trend extends Section {
  readonly series: readonly { readonly start: string; readonly revenue: number }[];
}

/** `/sales` of the last 13 weeks or months as columns, the newest standing out; null without any revenue. */
export async function trend(source: Source, span: DigestSpan): Promise<Trend | null> {
  const { words, calendar } = source;
  let from = span.from;
  for (let bucket = 1; bucket < shownBuckets; bucket++) from = unitStart(addDays(from, -1), span.unit, calendar);
  const heard = await hear(source, `/sales ${from}..${span.last} grain=${span.unit}`, shape);
  if (heard === null || heard.result.series.every(({ revenue }) => revenue === 0)) return null;
  const { series } = heard.result;
  const marks = series.map(
    ({ start, revenue }, at): Mark => ({
      ...{ label: words.bucket(start, span.unit), value: revenue, text: words.money(revenue) },
      ...(at === series.length - 1 ? { tone: "highlight" as const } : {}),
    }),
  );
  return {
    series,
    panels: [{ wide: true, title: title(source, span, marks), shows: { kind: "columns", marks } }],
  };
}

/** Where the newest value stands among the others. */
function title({ words }: Source, { unit }: DigestSpan, marks: readonly Mark[]): string {
  const newest = marks.at(-1)?.value ?? 0;
  const better = marks.filter(({ value }) => value > newest).length;
  const place = better === 0 ? "best" : better === marks.length - 1 ? "worst" : "other";
  return words.say("trend", { unit, place, n: marks.length, rank: better + 1 });
}
