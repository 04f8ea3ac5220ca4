import { z } from "zod";
import type { Figure } from "#job.ts";
import type { Words } from "#messages.ts";
import { indicatorChange, indicatorText } from "#wording/indicator-amounts.ts";
import { hear, type Section, type Source } from "./section.ts";
import type { DigestSpan } from "./span.ts";

/** What a manager looks at first, in this order; the first six that the company has are shown. */
const shown = [
  { kpi: "revenue", unit: "money" },
  { kpi: "orders", unit: "count" },
  { kpi: "received", unit: "money" },
  { kpi: "new_customers", unit: "count" },
  { kpi: "leads", unit: "count" },
  { kpi: "win_rate", unit: "share" },
  { kpi: "per_buyer", unit: "money" },
  { kpi: "opportunities", unit: "count" },
  { kpi: "active_customers", unit: "count" },
] as const;
const only = shown.map(({ kpi }) => kpi).join(",");
const most = 6;

const shape = z.object({
  n: z.number().nullable(),
  kpis: z.array(
    z.object({
      kpi: z.string(),
      value: z.number().nullable(),
      previous: z.number().nullable(),
      yoy: z.number().nullable(),
    }),
  ),
});

export type KeyFigure = z.output<typeof shape>["kpis"][number];

/** Key figures with what they were a week (or month) and a year ago. */
export interface KeyFigures extends Section {
  readonly customers: number;
  readonly byName: ReadonlyMap<string, KeyFigure>;
}

/** `/kpi` of the span as tiles; null without any number. */
export async function keyFigures(source: Source, span: DigestSpan): Promise<KeyFigures | null> {
  const heard = await hear(source, `/kpi ${span.spoken} vs prev only=${only}`, shape, "brief");
  if (heard === null) return null;
  const { words } = source;
  const byName = new Map(heard.result.kpis.map((row) => [row.kpi, row]));
  const told = shown.flatMap(({ kpi, unit }) => {
    const row = byName.get(kpi);
    return row === undefined || row.value === null ? [] : [{ row, value: row.value, unit }];
  });
  const figures: Figure[] = told.map(({ row, value, unit }) => ({
    ...{ key: row.kpi, label: words.say(`kpi_${row.kpi}`), value, text: indicatorText(words, unit, value) },
  }));
  const tiles = told.slice(0, most).map(({ row, value, unit }) => ({
    label: words.say(`kpi_${row.kpi}`),
    value: indicatorText(words, unit, value),
    moved: [
      ...movement(words, `since_${span.unit}`, unit, value, row.previous),
      ...movement(words, "since_year", unit, value, row.yoy),
    ],
  }));
  return {
    panels: tiles.length === 0 ? [] : [{ wide: true, shows: { kind: "tiles", tiles } }],
    ...{ figures, byName, customers: heard.result.n ?? 0 },
  };
}

function movement(
  words: Words,
  key: string,
  unit: (typeof shown)[number]["unit"],
  value: number,
  before: number | null,
) {
  const change = indicatorChange(words, unit, { value, before, short: true });
  if (change === null) return [];
  const text = words.say(key, { change });
  return [value === before ? { text } : { text, good: value > (before ?? 0) }];
}
