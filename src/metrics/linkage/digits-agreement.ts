import { distance } from "fastest-levenshtein";
import { oneEdit } from "./edits.ts";

/**
 * Compares digits by their numbers among the values: close when one edit, a day and month exchanged or a country or
 * area code apart, similar when two edits of at least six. O(length²) a pair at worst.
 */
export function digitsAgreement(
  values: readonly string[],
): (a: number, b: number) => "different" | "similar" | "close" {
  return (a, b) => {
    const [x, y] = [values[a] as string, values[b] as string];
    if (oneEdit(x, y) || dayAndMonthExchanged(x, y) || endsAlike(x, y)) return "close";
    if (Math.min(x.length, y.length) < 6 || Math.abs(x.length - y.length) > 2) return "different";
    return distance(x, y) <= 2 ? "similar" : "different";
  };
}

function dayAndMonthExchanged(a: string, b: string): boolean {
  if (a.length !== 8 || b.length !== 8 || a.charCodeAt(4) !== b.charCodeAt(6)) return false;
  return a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6);
}

/** A telephone number with and without its country or area. */
function endsAlike(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 7 || short.charCodeAt(short.length - 1) !== long.charCodeAt(long.length - 1)) return false;
  return long.endsWith(short.startsWith("0") ? short.slice(1) : short);
}
