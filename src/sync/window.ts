import type { Window } from "#connector.ts";
import type { Progress } from "./progress.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** How far windows reach back behind what is stored: sources write down changes late, and clocks differ. */
export const overlap = 10 * minute;
/** How far windows end before now, so that what is being written is left to the next. */
const lag = 2_000;
/** The first load goes back in these steps, in days, and then to the beginning: the newest tells most. */
const steps = [30, 365];
/** Where halving a window without a beginning begins. */
const epoch = Date.UTC(1990, 0, 1);

/** The end of a window that begins to be read at `now`, on a whole second: many sources know no finer time. */
export function frozen(now: Date): Date {
  return new Date(Math.floor((now.getTime() - lag) / 1000) * 1000);
}

/** What changed since the last window; for a table without any its newest part. Null when no time has passed. */
export function nextWindow({ until }: Progress, hi: Date): Window | null {
  if (until === null) return { lo: new Date(hi.getTime() - (steps[0] ?? 0) * day), hi };
  return hi > until ? { lo: new Date(until.getTime() - overlap), hi } : null;
}

/** The part of history before what is stored, the newest first; null when all is there. */
export function earlierWindow({ since, complete }: Progress, now: Date): Window | null {
  if (complete || since === null) return null;
  const step = steps.find((days) => now.getTime() - days * day < since.getTime() - minute);
  return { lo: step === undefined ? null : new Date(now.getTime() - step * day), hi: since };
}

/** Both halves of a window, the earlier first; null when it cannot be halved any more. */
export function halves({ lo, hi }: Window): readonly [Window, Window] | null {
  const from = lo?.getTime() ?? Math.min(epoch, hi.getTime() - day);
  const middle = Math.floor((from + hi.getTime()) / 2000) * 1000;
  if (middle <= from || middle >= hi.getTime()) return null;
  const at = new Date(middle);
  return [
    { lo, hi: at },
    { lo: at, hi },
  ];
}

/** How far a table is once a window is stored as well. */
export function withWindow(progress: Progress, { lo, hi }: Window): Progress {
  const { since, until } = progress;
  const done = { ...progress, window: null, next: null, expires: null };
  if (since === null || until === null) return { ...done, since: lo ?? new Date(0), until: hi, complete: lo === null };
  const joined = hi >= since && (lo === null || lo <= until);
  if (!joined) return done;
  return {
    ...done,
    since: lo === null ? new Date(0) : lo < since ? lo : since,
    until: hi > until ? hi : until,
    complete: progress.complete || lo === null,
  };
}
