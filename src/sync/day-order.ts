import { readText } from "./read-text.ts";
import { dayFirst, monthFirst } from "./read-time.ts";
import { identifier, literals } from "./sql.ts";
import type { Part } from "./stage-part.ts";
import { type Load, stagedColumns } from "./staging.ts";

/**
 * Which time columns write the day before the month: those with a date such as `25/12/2016` and none such as
 * `12/25/2016`. A column that has both, or neither, is read month first; the first case is noted.
 */
export async function dayFirstColumns(load: Load, part: Part): Promise<Set<string>> {
  const times = Object.entries(stagedColumns(part.table)).filter(
    ([name, column]) =>
      (column.kind === "instant" || column.kind === "date") &&
      part.columns.includes(name) &&
      !part.formats[name]?.length,
  );
  const found = new Set<string>();
  for (const [name] of times) {
    const cell = readText(`p.${identifier(name)}`);
    const [row] = await load.landing.rows(
      `SELECT count(*) FILTER (d IS NOT NULL AND m IS NULL) AS days, count(*) FILTER (m IS NOT NULL AND d IS NULL) AS months FROM (
         SELECT try_strptime(cell, ${literals(dayFirst)}) AS d, try_strptime(cell, ${literals(monthFirst)}) AS m FROM (
           SELECT DISTINCT ${cell} AS cell FROM ${part.relation} p WHERE regexp_matches(${cell}, '^[0-9]{1,2}/[0-9]{1,2}/')))`,
    );
    const days = Number(row?.days);
    const months = Number(row?.months);
    if (days > 0 && months === 0) found.add(name);
    const read = `${part.origin}: ${name} is read as`;
    if (days > 0)
      load.note(months > 0 ? `${read} month/day/year, but ${days} dates have the day first` : `${read} day/month/year`);
  }
  return found;
}
