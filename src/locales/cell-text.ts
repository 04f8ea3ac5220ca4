import type { Words } from "#messages.ts";
import type { Format } from "#reply.ts";

/** A table's value as it is to be read: `¥4,620万`, `38%`, `22 Nov 2026`; `–` for nothing. */
export function cellText(value: string | number | null | undefined, format: Format, words: Words): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string") return format === "date" ? words.date(value) : value;
  switch (format) {
    case "money":
      return words.money(value);
    case "percent":
      if (value > 0 && value < 0.0005) return "<0.1%";
      return words.percent(value, value !== 0 && Math.abs(value) < 0.1 ? 1 : 0);
    case "integer":
      return words.integer(value);
    default:
      return words.number(value);
  }
}
