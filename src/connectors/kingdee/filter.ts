import type { Window } from "#connector.ts";
import { wallWindow } from "#sql-source/wall-clock.ts";

/** Conditions that all must hold, as a FilterString. */
export function allOf(conditions: readonly (string | null | undefined)[]): string {
  return conditions.filter((condition) => condition !== null && condition !== undefined).join(" and ");
}

/**
 * Changed within a window: by any of these times, which are readings of the server's clock without an offset. From the
 * beginning on, what was never changed belongs to it too.
 */
export function changedWithin(times: readonly string[], window: Window, zone: string): string {
  const [lo, hi] = wallWindow(window, zone).map((time) => time && literal(time.slice(0, 19)));
  const [changed = "FModifyDate"] = times;
  if (!lo) return `(${changed} < ${hi} or ${changed} is null)`;
  return `(${times.map((time) => `(${time} >= ${lo} and ${time} < ${hi})`).join(" or ")})`;
}

/** Behind a key; keys are numbers but for forms of a company's own. */
export function behind(key: string, last: string): string {
  return `${key} > ${/^\d+$/.test(last) ? last : literal(last)}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
