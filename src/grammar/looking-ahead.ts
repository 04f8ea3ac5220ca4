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
  /** First day of the one unit that is meant; absent where all up to the end is. */
  readonly from?: Day;
}

/** `Q3` that is over means the coming one, where one asks for what is to come. */
function coming(span: Extract<Span, { readonly number: number }>, context: PeriodContext): Ahead {
  const { asOf, calendar } = context;
  const { from, to } = locate(span, context);
  const unit = span.kind === "half" ? "quarter" : span.kind;
  const one = (located: { readonly from: Day; readonly to: Day }): Ahead =>
    span.kind === "half" ? { to: located.to, unit } : { to: located.to, unit, from: located.from };
  if (span.year !== null || to > asOf) return one({ from, to });
  const year = unit === "quarter" ? fiscalYearOf(from, calendar) : partsOf(addDays(from, 3)).year;
  return one(locate({ ...span, year: year + 1 }, context));
}

/** Where a period ends that may be one to come; null for those that look back. */
function endOf(span: Span, next: Day, context: PeriodContext): Ahead | null {
  const { calendar, asOf } = context;
  switch (span.kind) {
    case "relative": {
      const from = addUnits(unitStart(asOf, span.unit, calendar), -span.back, span.unit);
      return { from, to: addUnits(from, 1, span.unit), unit: span.unit };
    }
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

/** A question without what a period ahead made of it, for another period to be put in its place. */
export function withoutHorizon(parts: Parts): Parts {
  const { horizon: _far, focus, grain, ...options } = parts.options;
  const own = grain === undefined || focus !== undefined ? options : { ...options, grain };
  return { ...parts, options: own };
}

/**
 * The parts of a question to a command that looks ahead: a period that has not ended is how far to look, counted from
 * the unit that has begun, and not what to learn from. Weeks are foretold by week, one quarter to come by quarter, all
 * else by month.
 */
export function lookingAhead(parts: Parts, context: PeriodContext & { readonly now: Date }): Parts {
  const { calendar, asOf, now } = context;
  if (parts.period === null) return parts;
  const after = addDays(asOf, 1);
  const next = now < startOfDay(after, calendar.zone) ? asOf : after;
  const ahead = endOf(parts.period, next, context);
  if (ahead === null || ahead.unit === "day" || ahead.to <= next) return parts;
  const { grain: asked } = parts.options;
  // One month or quarter that has not begun is what is asked for, and is foretold as one.
  const one = asked === undefined && (ahead.unit === "month" || ahead.unit === "quarter");
  const alone = one && ahead.from !== undefined && ahead.from > next;
  const usual = ahead.unit === "week" ? "week" : alone && ahead.unit === "quarter" ? "quarter" : "month";
  const grain = asked === "week" || asked === "month" || asked === "quarter" ? asked : usual;
  let horizon = 0;
  for (let start = unitStart(next, grain, calendar); start < ahead.to && horizon < farthest; horizon++) {
    start = addUnits(start, 1, grain);
  }
  const options = {
    ...parts.options,
    ...(grain === "month" ? {} : { grain }),
    horizon: String(horizon),
    ...(alone ? { focus: "end" } : {}),
  };
  return { ...parts, period: null, options };
}
