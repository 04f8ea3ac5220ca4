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
export const monthFirst: readonly string[] = [...dated("%m/%d/%y"), ...dated("%m/%d/%Y")];
export const dayFirst: readonly string[] = [...dated("%d/%m/%y"), ...dated("%d/%m/%Y")];

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
  const utc = `make_timestamp(epoch_us(TRY_CAST(${cell} AS TIMESTAMPTZ)))`;
  return `coalesce(${toUtc(given(cell, style), style.zone)}, ${toUtc(iso(cell), style.zone)},
    CASE WHEN ${carriesZone(cell)} THEN ${utc} END, ${toUtc(others(cell, style), style.zone)})`;
}

/** SQL: a calendar day out of a trimmed text cell: the day it names, or the day in the zone on which its instant falls. */
export function readDay(cell: string, style: TimeStyle): string {
  const there = `TRY_CAST(${cell} AS TIMESTAMPTZ) AT TIME ZONE ${literal(style.zone)}`;
  return `CAST(coalesce(${given(cell, style)}, ${iso(cell)},
    CASE WHEN ${carriesZone(cell)} THEN ${there} END, ${others(cell, style)}) AS DATE)`;
}

/** SQL: local wall time as UTC. A time that a clock change skips is moved forward by the gap. */
function toUtc(wall: string, zone: string): string {
  return zone === "UTC" || wall === nothing
    ? wall
    : `make_timestamp(epoch_us((${wall}) AT TIME ZONE ${literal(zone)}))`;
}

const nothing = "NULL::TIMESTAMP";

function given(cell: string, { formats }: TimeStyle): string {
  return formats?.length ? `try_strptime(${cell}, ${literals(formats)})` : nothing;
}

/** ISO 8601 without a zone, also with slashes and with one-digit parts. DuckDB's own cast would overlook a zone. */
function iso(cell: string): string {
  const form = "[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?";
  return `CASE WHEN regexp_full_match(${cell}, '${form}') THEN TRY_CAST(${cell} AS TIMESTAMP) END`;
}

/** A year has four digits, but for `1/2/16`. No part is written twice, so that few rows pay for it (see readNumber). */
function others(cell: string, style: TimeStyle): string {
  const formats = literals([...unambiguous, ...(style.dayFirst ? dayFirst : monthFirst)]);
  const named = `regexp_matches(${cell}, '[0-9]{4}|/[0-9]{1,2}/[0-9]{2}( |$)')`;
  return `CASE WHEN ${named} THEN try_strptime(${cell}, ${formats}) END`;
}

function carriesZone(cell: string): string {
  return `regexp_matches(${cell}, ':[0-9.]+ ?([zZ]|[-+][0-9]{2}:?([0-9]{2})?)$')`;
}
