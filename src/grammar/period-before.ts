import type { Question } from "#question.ts";
import type { GrammarContext } from "./context.ts";
import { addDays, partsOf } from "./days.ts";
import { addUnits, unitStart } from "./fiscal.ts";
import { fold } from "./fold.ts";
import { previousPeriod } from "./period.ts";
import type { Span } from "./span.ts";

const before =
  /^(?:and |ok(?:ay)?,? |so |now )*(?:what about |how about |show (?:me )?|give me )?(?:the )?(?:(?:one|period|day|week|month|quarter|year) before(?: (?:that|it|this))?|(?:previous|prior) (?:one|period))(?: please)?[\s?.!]*$|^(?:那|再|嗯|好|看)*(?:往前(?:推|一期|一?个?(?:周期|月|季度?|周|年)|一个(?!周|月|季|年))*|前一?个?(?:周期|期|周|月|季度?)|上一?个?(?:周期|期)|(?<=再)上一?个?(?:周|月|季度?|年))(?:的|呢|看看|看一下|是多少|怎么样|吧|啊)*[\s?？。]*$/;

const farthest = 400;

/** Longer texts ask for more than that. */
const longest = 60;

function dayOf(day: string): Span {
  const { year, month, day: date } = partsOf(day);
  return { kind: "day", year, month, day: date };
}

/** The period before the one of a question that has been answered, where a text asks for that (`the quarter before`). */
export function backwards(text: string, previous: Question, context: GrammarContext): Span | null {
  if (text.length > longest || !before.test(fold(text).trim())) return null;
  const whole = /(?<![a-z])(?:week|month|quarter|year) before|[前上]一?个?(?:周|月|季度|年)/.test(fold(text));
  const { from, to } = previousPeriod(previous.period, context.calendar);
  const { count, unit } = previous.period.step;
  const running = unitStart(previous.asOf, unit, context.calendar);
  // A whole unit is named as such, so that it is compared with a whole one too.
  for (let back = 1; count === 1 && back <= farthest; back++) {
    const start = addUnits(running, -back, unit);
    if (start === from && (whole || addUnits(start, 1, unit) === to)) return { kind: "relative", unit, back };
    if (start < from) break;
  }
  return { kind: "range", from: dayOf(from), to: dayOf(addDays(to, -1)) };
}
