import type { Words } from "#messages.ts";
import { relativeChange } from "#metrics/sales/sales.ts";
import type { Kpi } from "#reply.ts";

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
