import type { AlertReading, AlertRule } from "./alert-rule.ts";

const dayMs = 86_400_000;

/**
 * Does an alert fire (触发) at a bucket? It keeps no state: what it is depends on the readings of the bucket and of the
 * `memory` buckets before it alone, so that firing day by day and looking back over the days give the same. At the
 * beginning of that memory the alert is armed. It fires at a reading beyond the limit when it is armed and the cool-down
 * is over, and is then armed again by a clear one: a value that hovers about the limit, or stays beyond it, fires once
 * (a Schmitt trigger). `ends`: the day on which each bucket is over, ISO. O(memory).
 */
export function firesAt(
  at: number,
  readings: readonly AlertReading[],
  ends: readonly string[],
  { coolDownDays, memory }: Pick<AlertRule, "coolDownDays"> & { readonly memory: number },
): boolean {
  let armed = true;
  let firedAt = -1;
  let last = Number.NEGATIVE_INFINITY;
  for (let bucket = Math.max(0, at - memory); bucket <= at; bucket++) {
    const state = readings[bucket]?.state;
    if (state === "clear") armed = true;
    const day = Date.parse(ends[bucket] ?? "") / dayMs;
    if (state !== "beyond" || !armed || day - last < coolDownDays) continue;
    armed = false;
    firedAt = bucket;
    last = day;
  }
  return firedAt === at;
}

/** Buckets of `[from, readings.length)` at which the alert fires. O(n · memory). */
export function firings(
  from: number,
  readings: readonly AlertReading[],
  ends: readonly string[],
  rule: Parameters<typeof firesAt>[3],
): number[] {
  const buckets = Array.from({ length: Math.max(0, readings.length - from) }, (_, index) => from + index);
  return buckets.filter((at) => firesAt(at, readings, ends, rule));
}
