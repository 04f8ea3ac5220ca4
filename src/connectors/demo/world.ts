import { type Account, accountsUntil, founded } from "./accounts.ts";
import { dayNumber, dayOf, instantOf, quarterOf, quarterStart, yearOf } from "./days.ts";
import { DemandClock, type Rhythm } from "./season.ts";

/** How far a lead may come before the customer that it becomes. */
const leadHorizon = 60;

/** Everything that depends on the day on which the data is asked for. */
export interface World {
  /** Day in Shanghai. */
  readonly today: number;
  /** Nothing after this instant has happened: nine in the morning of today. */
  readonly cutoff: number;
  /** First day of which there is data: 1 January three years ago. */
  readonly first: number;
  /** First day of the last complete quarter, from which the funnel leaks (truth 2). */
  readonly leakFrom: number;
  /** Known customers. */
  readonly accounts: readonly Account[];
  /** And those who are leads as yet. */
  readonly coming: readonly Account[];
  readonly clocks: Readonly<Record<Rhythm, DemandClock>>;
}

export function createWorld(now: Date): World {
  const today = dayOf(now.getTime());
  const everybody = accountsUntil(today + leadHorizon);
  const cutoff = instantOf(today, 9);
  const known = everybody.findIndex((account) => account.acquired >= today);
  const clock = (rhythm: Rhythm) => new DemandClock(rhythm, founded, today);
  return {
    today,
    cutoff,
    first: dayNumber(yearOf(today) - 3, 1, 1),
    leakFrom: quarterStart(quarterOf(today) - 1),
    accounts: known < 0 ? everybody : everybody.slice(0, known),
    coming: known < 0 ? [] : everybody.slice(known),
    clocks: { office: clock("office"), home: clock("home"), abroad: clock("abroad") },
  };
}
