import type { AlertReading, AlertRule } from "./alert-rule.ts";

const dayMs = 86_400_000;

interface Watch extends Pick<AlertRule, "coolDownDays"> {
  /** Buckets that are looked back for the last clear reading. */
  readonly memory: number;
}

/**
 * Does an alert fire (触发) at a bucket? It does when the value crosses the line there: it is beyond the limit, and was last
 * clear of it before (or, within `memory`, neither). A value that hovers about the limit, or stays beyond it, crosses once (a
 * Schmitt trigger). And it does only when there was no other crossing within the cool-down: what keeps crossing is told
 * once, until it has been quiet for as long. No state is kept: all depends on the readings of the bucket, and of those of
 * the cool-down and `memory` before it, so that firing day by day and looking back over the days are the same.
 * `ends`: the day on which each bucket is over, ISO. O(cool-down · memory).
 */
export function firesAt(
  at: number,
  readings: readonly AlertReading[],
  ends: readonly string[],
  { coolDownDays, memory }: Watch,
): boolean {
  if (!crosses(at, readings, memory)) return false;
  const day = dayOf(ends, at);
  for (let before = at - 1; before >= 0 && day - dayOf(ends, before) < coolDownDays; before--) {
    if (crosses(before, readings, memory)) return false;
  }
  return true;
}

/** Is a bucket beyond the limit while the last that was on either side of it, within the memory, was clear? */
function crosses(at: number, readings: readonly AlertReading[], memory: number): boolean {
  if (readings[at]?.state !== "beyond") return false;
  for (let before = at - 1; before >= Math.max(0, at - memory); before--) {
    const state = readings[before]?.state;
    if (state === "clear" || state === "beyond") return state === "clear";
  }
  return true;
}

function dayOf(ends: readonly string[], at: number): number {
  return Date.parse(ends[at] ?? "") / dayMs;
}

/** Buckets of `[from, readings.length)` at which the alert fires. O(n · cool-down · memory). */
export function firings(
  from: number,
  readings: readonly AlertReading[],
  ends: readonly string[],
  watch: Watch,
): number[] {
  const buckets = Array.from({ length: Math.max(0, readings.length - from) }, (_, index) => from + index);
  return buckets.filter((at) => firesAt(at, readings, ends, watch));
}
