import { literal, literals } from "./sql.ts";

/** How the times of a column are written, beyond what is recognised by itself. */
export interface TimeStyle {
  /** IANA zone of times that carry none. */
  readonly zone: string;
  /** strptime formats, tried first. */
  readonly formats?: readonly string[];
  /** `10/12/2016` is the tenth of December, not the twelfth of October. */
  readonly dayFirst?: boolean;
}

const clocks = ["", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p"];
const dated = (day: string): string[] => clocks.map((clock) => day + clock);

/** `10/20/2016` in the order of the United States, and `20/10/2016` in that of most others. */
export const monthFirst: readonly string[] = [...dated("%m/%d/%Y"), ...dated("%m/%d/%y")];
export const dayFirst: readonly string[] = [...dated("%d/%m/%Y"), ...dated("%d/%m/%y")];

const unambiguous: readonly string[] = [
  "%Y%m%d",
  "%Y%m%d%H%M%S",
  "%Y%m%d %H:%M:%S",
  ...dated("%Y年%m月%d日"),
  "%Y年%m月%d日%H:%M",
  "%Y年%m月%d日%H:%M:%S",
  "%Y年%m月%d日%H时%M分",
  "%Y年%m月%d日%H时%M分%S秒",
  ...dated("%Y.%m.%d"),
  ...dated("%d.%m.%Y"),
  "%Y/%m/%d %I:%M:%S %p",
  "%d %b %Y",
  "%d-%b-%Y",
  "%b %d, %Y",
];

/** SQL: an instant (UTC, without a zone) out of a trimmed text cell; null when it is none. */
export function readInstant(cell: string, style: TimeStyle): string {
  const zoned = `CASE WHEN ${carriesZone(cell)} THEN make_timestamp(epoch_us(TRY_CAST(${cell} AS TIMESTAMPTZ))) END`;
  return `coalesce(${zoned}, ${toUtc(local(cell, style), style.zone)})`;
}

/** SQL: a calendar day out of a trimmed text cell: the day it names, or the day in the zone on which its instant falls. */
export function readDay(cell: string, style: TimeStyle): string {
  const zoned = `CASE WHEN ${carriesZone(cell)} THEN CAST(TRY_CAST(${cell} AS TIMESTAMPTZ) AT TIME ZONE ${literal(style.zone)} AS DATE) END`;
  return `coalesce(${zoned}, CAST(${local(cell, style)} AS DATE))`;
}

/** SQL: local wall time as UTC. A time that a clock change skips is moved forward by the gap. */
function toUtc(wall: string, zone: string): string {
  return zone === "UTC" ? wall : `make_timestamp(epoch_us(${wall} AT TIME ZONE ${literal(zone)}))`;
}

function local(cell: string, style: TimeStyle): string {
  const given = style.formats?.length ? `try_strptime(${cell}, ${literals(style.formats)}), ` : "";
  const iso = `CASE WHEN ${startsWithYear(cell)} AND NOT ${carriesZone(cell)} THEN TRY_CAST(${cell} AS TIMESTAMP) END`;
  const others = literals([...unambiguous, ...(style.dayFirst ? dayFirst : monthFirst)]);
  const value = `coalesce(${given}${iso}, CASE WHEN NOT ${carriesZone(cell)} THEN try_strptime(${cell}, ${others}) END)`;
  return `CASE WHEN year(${value}) BETWEEN 1800 AND 2199 THEN ${value} END`;
}

function startsWithYear(cell: string): string {
  return `regexp_matches(${cell}, '^[0-9]{4}[-/]')`;
}

function carriesZone(cell: string): string {
  return `regexp_matches(${cell}, ':[0-9.]+ ?([zZ]|[-+][0-9]{2}:?([0-9]{2})?)$')`;
}
