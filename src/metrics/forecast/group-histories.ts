import { exact } from "../money.ts";
import { type History, historyOf } from "./history.ts";

/** An indicator in one bucket and group. */
export interface GroupValue {
  readonly start: string | null;
  readonly part: string | null;
  readonly value: number | null;
}

export interface GroupHistory {
  readonly key: string | null;
  /** All groups that are not listed, together. */
  readonly other: boolean;
  readonly history: History;
}

/** Fewest complete buckets that a group needs to be forecast by itself. */
const fewestBuckets = 6;
/** Groups are the parts of a whole when their sizes are as near to its own as this. */
const nearlyAll = 0.005;

/** Groups by their value over the last season, the largest first, ties by name. O(g log g). */
export function largestGroups(sizes: readonly GroupValue[], most: number): GroupValue[] {
  return sizes
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0) || (String(a.part) < String(b.part) ? -1 : 1))
    .slice(0, most);
}

/**
 * Histories of the `most` largest groups, of those that have six buckets; what is left of a sum is a group of its own, so
 * that they add up (`parts`). `sizes` are all groups over the last season, `wholeSize` is the whole's, and `rows` hold at
 * least the largest ones by bucket. O(rows + groups · n).
 */
export function groupHistories(
  {
    sizes,
    wholeSize,
    rows,
  }: { readonly sizes: readonly GroupValue[]; readonly wholeSize: number | null; readonly rows: readonly GroupValue[] },
  whole: History,
  { additive, most }: { readonly additive: boolean; readonly most: number },
): { readonly groups: readonly GroupHistory[]; readonly parts: boolean } {
  const values = new Map<string | null, Map<string, number | null>>();
  for (const { start, part, value } of rows) {
    const group = values.get(part) ?? new Map<string, number | null>();
    values.set(part, group.set(start ?? "", value));
  }
  const listed = largestGroups(sizes, sizes.length)
    .flatMap(({ part }) => {
      const known = values.get(part);
      return known === undefined ? [] : [{ key: part, known, history: historyOf(known, whole.starts, additive) }];
    })
    .filter(({ history }) => history.values.length >= fewestBuckets)
    .slice(0, most);
  const groups = listed.map(({ key, history }) => ({ key, other: false, history }));
  const sum = sizes.reduce((total, { value }) => total + (value ?? 0), 0);
  const parts = additive && wholeSize !== null && Math.abs(sum - wholeSize) <= nearlyAll * Math.abs(wholeSize);
  if (!parts || listed.length === sizes.length || listed.length === 0) return { groups, parts };
  const rest = new Map(
    whole.starts.map((start, t) => {
      const taken = listed.reduce((total, { known }) => total + (known.get(start) ?? 0), 0);
      return [start, exact((whole.values[t] as number) - taken)];
    }),
  );
  const history = historyOf(rest, whole.starts, true);
  return history.values.length < fewestBuckets
    ? { groups, parts: false }
    : { groups: [...groups, { key: null, other: true, history }], parts };
}

/** What was sold and taken back by bucket and group, as values of the sum `name`: revenue, sold, orders or units. */
export function groupSums(
  read: {
    readonly sold: readonly (Omit<GroupValue, "value"> &
      Readonly<Record<"units" | "orders", number | null>> & { readonly net: number })[];
    readonly returned: readonly (Omit<GroupValue, "value"> & { readonly returned: number })[];
  },
  name: string,
): GroupValue[] {
  const key = ({ start, part }: Omit<GroupValue, "value">) => JSON.stringify([start, part]);
  const taken = new Map(name === "revenue" ? read.returned.map((row) => [key(row), row]) : []);
  const rows = read.sold.map((row) => {
    const { start, part, net, orders, units } = row;
    if (name === "orders") return { start, part, value: orders };
    if (name === "units") return { start, part, value: units };
    const back = taken.get(key(row))?.returned ?? 0;
    taken.delete(key(row));
    return { start, part, value: exact(net - back) };
  });
  return [...rows, ...[...taken.values()].map(({ start, part, returned }) => ({ start, part, value: -returned }))];
}
