import type { Words } from "#messages.ts";
import { relativeChange } from "#metrics/sales/sales.ts";
import type { DigestTold } from "./sections.ts";
import type { DigestSpan } from "./span.ts";

const side = (ratio: number | null) => (ratio === null ? "none" : ratio >= 0 ? "up" : "down");

/** What the span brought, against the one before and a year ago; the deals where there were no sales. */
export function digestHeadline(words: Words, { unit }: DigestSpan, told: DigestTold): string {
  const { key_figures: figures, trend, pipeline: deals } = told;
  const row = figures?.byName.get("revenue");
  const revenue = row?.value ?? trend?.series.at(-1)?.revenue ?? null;
  const before = row ? row.previous : (trend?.series.at(-2)?.revenue ?? null);
  if (revenue === null || revenue === 0) {
    if (deals === null) return words.say("headline_partial", { unit });
    const { new: created, lost, won } = deals.changes_deals;
    return words.say("headline_deals", { unit, created, won, lost });
  }
  const sinceBefore = relativeChange(revenue, before ?? undefined);
  const sinceYear = relativeChange(revenue, row?.yoy ?? undefined);
  return words.say("headline", {
    ...{ unit, revenue: words.money(revenue) },
    ...{ before: side(sinceBefore), beforeChange: words.percent(Math.abs(sinceBefore ?? 0)) },
    ...{ year: side(sinceYear), yearChange: words.percent(Math.abs(sinceYear ?? 0)) },
  });
}
