import type { Grain } from "#calendar.ts";
import type { View } from "#store.ts";

/** Leads created on days `[from, to)`, and what became of them by the end of day `seen`. */
export interface LeadSpan {
  readonly from: string;
  readonly to: string;
  readonly seen: string;
}

export const sample: LeadSpan & { readonly grain: Grain } = {
  from: "2020-01-01",
  to: "2027-01-01",
  seen: "2026-12-31",
  grain: "month",
};

const responded = "leads.first_response_on <= CAST($seen AS DATE)";
const converted = "leads.converted_on <= CAST($seen AS DATE)";
const seconds = (end: string) => `CAST(date_diff('second', leads.created_at, leads.${end}) AS DOUBLE)`;
const inHour = `${responded} AND date_diff('second', leads.created_at, leads.first_response_at) <= 3600`;
const open = `leads.lost_reason IS NULL AND (leads.converted_on IS NULL OR NOT (${converted}))`;
const created = "leads.created_on >= CAST($from AS DATE) AND leads.created_on < CAST($to AS DATE)";

const shape = {
  part: "text?",
  leads: "integer",
  responded: "integer",
  response_h: "double?",
  converted: "integer",
  days: "double?",
  quick: "integer",
  quick_converted: "integer",
  slow_converted: "integer",
  open: "integer",
  waiting: "integer",
} as const;

/**
 * Leads by the question's group, with median hours to the first response and median days to conversion (elapsed time,
 * of a day 24 hours). `quick` ones were answered within the hour, `open` ones neither converted nor given up, of
 * which `waiting` ones are not even answered.
 */
export async function leadSums(view: View, { from, to, seen }: LeadSpan) {
  const rows = await view.select(
    `SELECT leads.group_1 AS part, count(*) AS leads, count(CASE WHEN ${responded} THEN 1 END) AS responded,
  ${view.dialect.median(`CASE WHEN ${responded} THEN ${seconds("first_response_at")} / 3600 END`)} AS response_h,
  count(CASE WHEN ${converted} THEN 1 END) AS converted,
  ${view.dialect.median(`CASE WHEN ${converted} THEN ${seconds("converted_at")} / 86400 END`)} AS days,
  count(CASE WHEN ${inHour} THEN 1 END) AS quick, count(CASE WHEN ${inHour} AND ${converted} THEN 1 END) AS quick_converted,
  count(CASE WHEN ${responded} AND NOT (${inHour}) AND ${converted} THEN 1 END) AS slow_converted,
  count(CASE WHEN ${open} THEN 1 END) AS open,
  count(CASE WHEN ${open} AND (leads.first_response_on IS NULL OR NOT (${responded})) THEN 1 END) AS waiting
FROM leads
WHERE ${created}
GROUP BY leads.group_1
ORDER BY part`,
    { from, to, seen },
    shape,
  );
  return rows.map(({ response_h, quick_converted, slow_converted, ...row }) => ({
    ...row,
    responseHours: response_h,
    quickConverted: quick_converted,
    slowConverted: slow_converted,
  }));
}

/** Leads and those of them that converted, by the bucket of time in which they were created. */
export async function leadTrend(view: View, { from, to, seen, grain }: LeadSpan & { readonly grain: Grain }) {
  const bucket = view.dialect.bucket("leads.created_on", grain);
  return view.select(
    `SELECT ${bucket} AS start, count(*) AS leads,
  count(CASE WHEN ${converted} THEN 1 END) AS converted
FROM leads
WHERE ${created}
GROUP BY ${bucket}
ORDER BY ${bucket}`,
    { from, to, seen },
    { start: "day", leads: "integer", converted: "integer" },
  );
}

/** Leads that no time of creation is known of. */
export async function undatedLeads(view: View): Promise<number> {
  const [row] = await view.select(
    "SELECT count(*) AS undated FROM leads WHERE leads.created_on IS NULL",
    {},
    { undated: "integer" },
  );
  return row?.undated ?? 0;
}
