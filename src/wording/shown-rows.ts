import type { Row, Table } from "#reply.ts";

/** The rows of a table: the first so many for a phone, and all of them for a file, made only when one is asked for. */
export function shownRows<Item>(
  items: readonly Item[],
  shown: number,
  rowOf: (item: Item) => Row,
): Required<Pick<Table, "rows" | "total" | "all">> {
  const rowsOf = (some: readonly Item[]): Row[] => some.map((item) => rowOf(item));
  return { rows: rowsOf(items.slice(0, shown)), total: items.length, all: () => rowsOf(items) };
}
