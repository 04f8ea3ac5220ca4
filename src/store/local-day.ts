import { type Offset, zoneOffsets } from "./zone-offsets.ts";

/**
 * Business day of a UTC instant for DuckDB, whose own `AT TIME ZONE` takes a microsecond a row: adds the offset that
 * held then, found by halving through the zone's changes.
 */
export function localDay(zone: string): (instant: string) => string {
  const offset = offsetAt("?", zoneOffsets(zone));
  return (instant) => `CAST(${instant} + ${offset.replaceAll("?", () => instant)} AS DATE)`;
}

function offsetAt(instant: string, offsets: readonly Offset[]): string {
  const [only] = offsets;
  if (offsets.length <= 1) return `INTERVAL '${only?.seconds ?? 0} seconds'`;
  const half = Math.ceil(offsets.length / 2);
  const change = new Date(offsets[half]?.from ?? 0).toISOString().slice(0, 19).replace("T", " ");
  const [earlier, later] = [offsets.slice(0, half), offsets.slice(half)].map((part) => offsetAt(instant, part));
  return `CASE WHEN ${instant} < TIMESTAMP '${change}' THEN ${earlier} ELSE ${later} END`;
}
