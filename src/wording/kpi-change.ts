import type { Words } from "#messages.ts";
import { relativeChange } from "#metrics/sales/sales.ts";
import type { Kpi } from "#reply.ts";
import { indicatorChange } from "./indicator-amounts.ts";

/** A key figure's change against what it was before; nothing where there is nothing to compare with. */
export function kpiChange(
  words: Words,
  now: number | null,
  before: number | null | undefined,
  better: "more" | "less" = "more",
): Pick<Kpi, "change" | "good"> {
  const ratio = now === null ? null : relativeChange(now, before);
  return ratio === null ? {} : { change: words.change(ratio), good: better === "more" ? ratio >= 0 : ratio <= 0 };
}

/** How many points a share went up or down: a percentage of a percentage would be read as points. */
export function kpiPoints(
  words: Words,
  now: number | null,
  before: number | null | undefined,
): Pick<Kpi, "change" | "good"> {
  const change = indicatorChange(words, "share", { value: now, before: before ?? null });
  return change === null ? {} : { change, good: (now ?? 0) >= (before ?? 0) };
}
