import type { Day } from "#calendar.ts";
import { addDays, partsOf, startOfDay } from "./days.ts";
import { addUnits, fiscalYearOf, unitStart } from "./fiscal.ts";
import { locate } from "./locate-span.ts";
import type { Parts } from "./parts.ts";
import type { PeriodContext } from "./period-errors.ts";
import type { Span, Unit } from "./span.ts";

/** Further than any `horizon` may be, so refused by the command's own schema. */
const farthest = 1000;

interface Ahead {
  /** Exclusive. */
  readonly to: Day;
  readonly unit: Unit;
}

/** `Q3` that is over means the coming one, where one asks for what is to come. */
function coming(span: Extract<Span, { readonly number: number }>, context: PeriodContext): Ahead {
  const { asOf, calendar } = context;
  const { from, to } = locate(span, context);
  const unit = span.kind === "half" ? "quarter" : span.kind;
  if (span.year !== null || to > asOf) return { to, unit };
  const year = unit === "quarter" ? fiscalYearOf(from, calendar) : partsOf(addDays(from, 3)).year;
  return { to: locate({ ...span, year: year + 1 }, context).to, unit };
}

/** Where a period ends that may be one to come; null for those that look back. */
function endOf(span: Span, next: Day, context: PeriodContext): Ahead | null {
  const { calendar, asOf } = context;
  switch (span.kind) {
    case "relative":
      return { to: addUnits(unitStart(asOf, span.unit, calendar), 1 - span.back, span.unit), unit: span.unit };
    case "ahead": {
      const begun = unitStart(next, span.unit, calendar);
      const first = begun === next ? next : addUnits(begun, 1, span.unit);
      return { to: addUnits(first, Math.min(span.count, farthest), span.unit), unit: span.unit };
    }
    case "half":
    case "quarter":
    case "month":
    case "week":
      return coming(span, context);
    case "year":
    case "fiscal year":
      return { to: locate(span, context).to, unit: "year" };
    default:
      return null;
  }
}

/**
 * The parts of a question to a command that looks ahead: a period that has not ended is how far to look, counted from
 * the unit that has begun, and not what to learn from. Weeks are foretold by week, all longer periods by month.
 */
export function lookingAhead(parts: Parts, context: PeriodContext & { readonly now: Date }): Parts {
  const { calendar, asOf, now } = context;
  if (parts.period === null) return parts;
  const after = addDays(asOf, 1);
  const next = now < startOfDay(after, calendar.zone) ? asOf : after;
  const ahead = endOf(parts.period, next, context);
  if (ahead === null || ahead.unit === "day" || ahead.to <= next) return parts;
  const { grain: asked } = parts.options;
  const usual = ahead.unit === "week" ? "week" : "month";
  const grain = asked === "week" || asked === "month" || asked === "quarter" ? asked : usual;
  let horizon = 0;
  for (let start = unitStart(next, grain, calendar); start < ahead.to && horizon < farthest; horizon++) {
    start = addUnits(start, 1, grain);
  }
  const options = { ...parts.options, ...(grain === "week" ? { grain } : {}), horizon: String(horizon) };
  return { ...parts, period: null, options };
}
