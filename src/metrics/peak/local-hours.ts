import { Temporal } from "temporal-polyfill";

/** Orders by quarter of an hour: `day` counts UTC days since 1970, `slot` quarters of an hour in it (0..95). */
export interface QuarterHours {
  readonly day: Float64Array;
  readonly slot: Float64Array;
  readonly orders: Float64Array;
  readonly revenue: Float64Array;
  /** Of the orders those at the slot's very first second. */
  readonly sharp: Float64Array;
}

/** Where each row falls in a zone: `day` counts local days since 1970, `hour` is 0..23, `quarter` 0..3. */
export interface LocalHours {
  readonly day: Int32Array;
  readonly hour: Uint8Array;
  readonly quarter: Uint8Array;
}

const slotsADay = 96;
const slotMs = 900_000;

/**
 * Local days and hours of UTC quarters of an hour; days on which the clocks change are looked up slot by slot, all others by
 * the day. O(rows + days).
 */
export function localHours({ day, slot }: Pick<QuarterHours, "day" | "slot">, zone: string): LocalHours {
  const offsets = new Map<number, number>();
  const offsetAt = (index: number): number => {
    const known = offsets.get(index);
    if (known !== undefined) return known;
    const instant = Temporal.Instant.fromEpochMilliseconds(index * slotMs);
    const offset = Math.round(instant.toZonedDateTimeISO(zone).offsetNanoseconds / 1e6 / slotMs);
    offsets.set(index, offset);
    return offset;
  };
  const local = {
    day: new Int32Array(day.length),
    hour: new Uint8Array(day.length),
    quarter: new Uint8Array(day.length),
  };
  for (let row = 0; row < day.length; row++) {
    const first = (day[row] as number) * slotsADay;
    const index = first + (slot[row] as number);
    const usual = offsetAt(first);
    const at = index + (offsetAt(first + slotsADay) === usual ? usual : offsetAt(index));
    const begun = Math.floor(at / slotsADay);
    const within = at - begun * slotsADay;
    local.day[row] = begun;
    local.hour[row] = within >> 2;
    local.quarter[row] = within & 3;
  }
  return local;
}

/** Day of the week of a day since 1970, ISO: 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
