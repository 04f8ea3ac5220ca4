import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import connector from "#connectors/kingdee/index.ts";
import type { TableName } from "#model/tables.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import { alone } from "../alone.ts";
import { fill } from "./fill.ts";
import { credentials, openKingdee } from "./stub.ts";

interface Options {
  readonly zone?: string;
  /** Text of a mapping.yaml. */
  readonly yaml?: string | null;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A filled stub, and the connector opened on it by itself. */
export async function openPair(clock: { readonly hours?: number } = {}) {
  const stub = await openKingdee(clock);
  const folder = await mkdtemp(join(tmpdir(), "parley-kingdee-"));
  const now = (): Date => new Date(stub.records.now());
  fill(stub);
  async function opened({ zone = "UTC", yaml = null, environment = {} }: Options = {}) {
    const path = yaml === null ? null : join(folder, "mapping.yaml");
    if (path !== null && yaml !== null) await writeFile(path, yaml);
    const { of, mapped } = await openMapping(connector, path);
    const config = connector.config.parse({ ...credentials, KINGDEE_URL: stub.url, ...environment });
    const source = await connector.open(config, { ...alone, now: now(), zone, scratch: folder, mapping: of, mapped });
    const pages = async (table: TableName, lo: Date | null, hi = now()) => {
      const found = [];
      for await (const page of source.read?.(table, { lo, hi }, null) ?? []) found.push(page);
      return found;
    };
    const rows = async (table: TableName, lo: Date | null, hi = now()) =>
      (await pages(table, lo, hi)).flatMap((page) => page.rows as readonly Record<string, unknown>[]);
    return { source, pages, rows };
  }
  return {
    ...{ stub, now, opened },
    /** How long ago, by the stub's clock. */
    ago: (ms: number): Date => new Date(stub.records.now() - ms),
    /** What was asked of a form. */
    queries: (form: string) =>
      stub.requests.flatMap(({ body }) => {
        const [asked] = (body as { parameters?: Record<string, string>[] }).parameters ?? [];
        return asked?.FormId === form && asked.FieldKeys !== undefined ? [asked] : [];
      }),
    async close() {
      await stub.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
