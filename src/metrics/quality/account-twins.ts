import type { Agreement } from "../linkage/agreement.ts";
import { type DuplicatePair, duplicates } from "../linkage/duplicates.ts";
import { isConvincing } from "./convincing-evidence.ts";

/** Row numbers that are one account, with the evidence of the most probable pair. */
export interface AccountTwins {
  readonly rows: readonly number[];
  /** Mean over the pairs that convince. */
  readonly probability: number;
  readonly evidence: Readonly<Record<string, Agreement>>;
}

/**
 * Accounts recorded more than once, the most probable first, out of columns of equal length: clusters of the linkage
 * model, held together by pairs that would convince a person. About O(n·log n).
 */
export function accountTwins(columns: Readonly<Record<string, readonly (string | null)[]>>): AccountTwins[] {
  const names = Object.keys(columns);
  const length = columns[names[0] ?? ""]?.length ?? 0;
  if (length < 2) return [];
  const rows = Array.from({ length }, (_, row) =>
    Object.fromEntries(names.map((name) => [name, columns[name]?.[row] ?? null])),
  );
  const { pairs } = duplicates({ columns: names, rows });
  const convincing = pairs.filter(({ probability, evidence }) => probability >= 0.5 && isConvincing(evidence));
  return joined(convincing).sort((x, y) => y.probability - x.probability || (x.rows[0] ?? 0) - (y.rows[0] ?? 0));
}

/** Rows that pairs hold together, directly or through others. */
function joined(pairs: readonly DuplicatePair[]): AccountTwins[] {
  const groupOf = new Map<number, DuplicatePair[]>();
  const best = [...pairs].sort((x, y) => y.probability - x.probability || x.a - y.a || x.b - y.b);
  for (const pair of best) {
    const own = groupOf.get(pair.a);
    const other = groupOf.get(pair.b);
    const group = own ?? other ?? [];
    if (own && other && own !== other) own.push(...other);
    group.push(pair);
    for (const { a, b } of own && other && own !== other ? group : [pair]) {
      groupOf.set(a, group);
      groupOf.set(b, group);
    }
  }
  return [...new Set(groupOf.values())].map((group) => ({
    rows: [...new Set(group.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b),
    probability: group.reduce((sum, { probability }) => sum + probability, 0) / group.length,
    evidence: group[0]?.evidence ?? {},
  }));
}
