import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connector, Page, Source, Window } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import { alone } from "./alone.ts";

interface Opened extends Source {
  /** All pages of a window, to its end. */
  pages(table: TableName, window?: Window): Promise<Page[]>;
}

/** A connector opened by itself, without a store: what it asks and what it gives. */
export async function openSource(
  connector: Connector,
  { environment, now }: { environment: Readonly<Record<string, string>>; now: () => Date },
): Promise<Opened> {
  const scratch = await mkdtemp(join(tmpdir(), "parley-source-"));
  const mapping = await openMapping(connector, null);
  const config = connector.config.parse(environment);
  const source = await connector.open(config, { ...alone, now: now(), zone: "UTC", scratch, mapping: mapping.of });
  return {
    ...source,
    async pages(table, window = { lo: null, hi: now() }) {
      const pages: Page[] = [];
      for await (const page of source.read?.(table, window, null) ?? []) pages.push(page);
      return pages;
    },
    async close() {
      await source.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
