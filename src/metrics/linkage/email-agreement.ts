import { distance } from "fastest-levenshtein";
import { oneEdit } from "./edits.ts";

/**
 * Compares e-mail addresses by their numbers among the values: close when one edit apart, similar when two, or at the
 * same domain. That they begin or end alike says little: many begin with info@.
 */
export function emailAgreement(values: readonly string[]): (a: number, b: number) => "different" | "similar" | "close" {
  const domains = new Map<string, number>();
  const domain = Int32Array.from(values, (value) => {
    const own = value.slice(value.indexOf("@") + 1);
    domains.set(own, domains.get(own) ?? domains.size);
    return domains.get(own) as number;
  });
  return (a, b) => {
    const [x, y] = [values[a] as string, values[b] as string];
    if (oneEdit(x, y)) return "close";
    if (domain[a] === domain[b]) return "similar";
    return Math.abs(x.length - y.length) <= 2 && distance(x, y) <= 2 ? "similar" : "different";
  };
}
