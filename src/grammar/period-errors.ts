import type { Calendar, Day } from "#calendar.ts";
import { UserError } from "#errors.ts";
import type { Words } from "#messages.ts";

/** What gives a period its dates, and its errors their words. */
export interface PeriodContext {
  readonly calendar: Calendar;
  /** Last business day that counts. */
  readonly asOf: Day;
  readonly words: Words;
  /** Makes a whole command of a period's name, for hints; the name alone when absent. */
  readonly example?: (period: string) => string;
}

function hint(context: PeriodContext, nearest: string): string {
  return context.words.say("grammar.nearest_period", { nearest, example: context.example?.(nearest) ?? nearest });
}

/** No calendar has this period. */
export function impossible(context: PeriodContext, text: string, nearest: string): UserError {
  return new UserError("bad_period", context.words.say("grammar.bad_period", { text }), {
    hint: hint(context, nearest),
  });
}

/** It ends before it begins. */
export function backwards(context: PeriodContext, text: string, nearest: string): UserError {
  return new UserError("bad_period", context.words.say("grammar.backwards", { text }), {
    hint: hint(context, nearest),
  });
}

/** It begins after the as-of; `nearest` is one that has begun. */
export function begunLater(context: PeriodContext, text: string, nearest = "last90d"): UserError {
  const asOf = context.words.date(context.asOf);
  return new UserError("bad_period", context.words.say("grammar.future_period", { text, asOf }), {
    hint: hint(context, nearest),
  });
}

/** A season whose dates that year are not known. */
export function unknownSeason(context: PeriodContext, name: string, year: number): UserError {
  return new UserError("bad_period", context.words.say("grammar.no_season", { name, year: String(year) }), {
    hint: hint(context, name),
  });
}
