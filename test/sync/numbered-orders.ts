import type { Capabilities, Source } from "#connector.ts";

/** Orders of the last days in pages of five, the cursor of each naming the next; `read` hears of every page. */
export function numberedOrders(
  pages: number,
  read: (page: number) => void,
): { readonly source: Source; readonly capabilities: Capabilities; readonly now: Date } {
  const source: Source = {
    tables: ["orders"],
    check: async () => [],
    fingerprint: async () => null,
    async *read(table, { hi }, cursor) {
      // All of them changed within the newest window: history before it is empty.
      if (hi < now && now.getTime() - hi.getTime() > 60_000) return;
      for (let page = Number(cursor ?? 0); page < pages; page++) {
        read(page);
        const rows = [0, 1, 2, 3, 4].map((at) => ({
          ...{ id: `o${page * 5 + at}`, source_updated_at: "2026-01-14T00:00:00Z" },
          ...{ ordered_at: "2026-01-14T00:00:00Z", net: page * 5 + at },
        }));
        yield { table, rows, next: page + 1 < pages ? String(page + 1) : null };
      }
    },
    close: async () => {},
  };
  return { source, capabilities: { reads: "increments", deletes: "none", stageHistory: "none", writes: false }, now };
}

const now = new Date("2026-01-15T00:00:00Z");
