import type { GrammarContext } from "./context.ts";
import { businessDay } from "./days.ts";
import type { Claim, Comparison } from "./parts.ts";
import { previousPeriod, yearAgo } from "./period.ts";
import { resolvePeriod } from "./resolve-period.ts";

type PeriodClaim = Extract<Claim, { readonly kind: "period" }>;

/** Two periods as one and what it is compared with (`this month vs last month`); null when they are not such a pair. */
export function comparedWith(
  first: PeriodClaim,
  second: PeriodClaim,
  context: GrammarContext,
): { readonly of: PeriodClaim; readonly compare: Comparison } | null {
  const { calendar, words, now } = context;
  const dated = { calendar, words, asOf: context.asOf ?? businessDay(now, calendar.zone) };
  const [a, b] = [first, second].map((claim) => ({ claim, period: resolvePeriod(claim.span, dated) }));
  if (a === undefined || b === undefined) return null;
  const [later, before] = a.period.from >= b.period.from ? [a, b] : [b, a];
  if (later.period.from === before.period.from) return null;
  if (later.period.step.unit !== before.period.step.unit || later.period.step.count !== before.period.step.count)
    return null;
  if (previousPeriod(later.period, calendar).from === before.period.from) return { of: later.claim, compare: "prev" };
  if (yearAgo(later.period, calendar).from === before.period.from) return { of: later.claim, compare: "yoy" };
  return null;
}
