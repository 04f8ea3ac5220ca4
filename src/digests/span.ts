import type { Calendar } from "#calendar.ts";
import { addDays, businessDay } from "#grammar/days.ts";
import { unitStart } from "#grammar/fiscal.ts";

/** What a digest speaks of: whole business days `[from, to)` that are over. */
export interface DigestSpan {
  readonly unit: "week" | "month";
  readonly from: string;
  readonly to: string;
  /** Its last day. */
  readonly last: string;
  /** The same in the grammar's words as they are asked at that instant: compared as people compare weeks and months. */
  readonly spoken: "last week" | "last month";
  /** … and in words that mean these days for ever. */
  readonly asked: string;
}

/** The newest week or month that was over at an instant. */
export function lastSpan(unit: "week" | "month", now: Date, calendar: Calendar): DigestSpan {
  const to = unitStart(businessDay(now, calendar.zone), unit, calendar);
  const from = unitStart(addDays(to, -1), unit, calendar);
  const last = addDays(to, -1);
  const spoken = unit === "week" ? "last week" : "last month";
  return { unit, from, to, last, spoken, asked: unit === "month" ? from.slice(0, 7) : `${from}..${last}` };
}
