import { Temporal } from "temporal-polyfill";
import type { Window } from "#connector.ts";

/**
 * A window as clocks in a zone show it. A clock that is turned back shows an hour twice: then the window reaches from the
 * earlier reading of its beginning to the later one of its end.
 */
export function wallWindow({ lo, hi }: Window, zone: string): readonly [string | null, string] {
  const offset = (at: Date): number =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
  const offsets = (lo === null ? [hi] : [lo, hi]).map(offset);
  return [lo && plainTime(lo.getTime() + Math.min(...offsets)), plainTime(hi.getTime() + Math.max(...offsets))];
}

/** `2026-03-02 09:00:00.000` */
function plainTime(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", "");
}
