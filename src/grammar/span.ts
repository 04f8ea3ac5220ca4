import type { Grain } from "#calendar.ts";
/** A year as it was said: in digits, by a word, or not at all (the latest that has begun). */
export type YearWord = number | "this" | "last" | "before last" | "next" | null;

export type Unit = Grain;

/** A period as it was said, before a calendar and an as-of day give it dates. */
export type Span =
  | { readonly kind: "rolling"; readonly count: number; readonly unit: Unit }
  /** `back` units before the running one: 1 is the last, 2 the one before, −1 the next. */
  | { readonly kind: "relative"; readonly unit: Unit; readonly back: number }
  /** The units that follow the as-of. */
  | { readonly kind: "ahead"; readonly count: number; readonly unit: Unit }
  | { readonly kind: "to date"; readonly unit: "month" | "quarter" | "year" }
  | { readonly kind: "same period last year" }
  | { readonly kind: "year" | "fiscal year"; readonly year: YearWord }
  | { readonly kind: "half" | "quarter" | "month" | "week"; readonly year: YearWord; readonly number: number }
  | { readonly kind: "day"; readonly year: YearWord; readonly month: number; readonly day: number }
  /** A day of the week, 1 for Monday: the latest, or that of the week before the running one. */
  | { readonly kind: "weekday"; readonly day: number; readonly of: "latest" | "last week" }
  | { readonly kind: "season"; readonly year: YearWord; readonly name: string }
  | { readonly kind: "range"; readonly from: Span; readonly to: Span }
  | { readonly kind: "since"; readonly from: Span }
  /** From the day behind a period on. */
  | { readonly kind: "after"; readonly of: Span }
  /** So many units up to a period. */
  | { readonly kind: "before"; readonly count: number; readonly unit: Unit; readonly of: Span };

/** Does it name a time to come (next month, the next 3 months)? */
export function isAhead(span: Span): boolean {
  return span.kind === "ahead" || (span.kind === "relative" && span.back < 0);
}

/** One way of saying a period: matched at a place in folded text. */
export interface Rule {
  readonly pattern: RegExp;
  readonly read: (...groups: (string | undefined)[]) => Span | null;
}

/** A rule from its regular expression, which is matched at a place (sticky). */
export function rule(source: string, read: Rule["read"]): Rule {
  return { pattern: new RegExp(source, "y"), read };
}
