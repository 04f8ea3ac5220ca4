import type { ConnectorContext, Finding, Source } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import type { Address } from "./address.ts";
import type { Database } from "./database.ts";
import { openMysql } from "./mysql.ts";
import { type Plan, planOf } from "./plan.ts";
import { openPostgres } from "./postgres.ts";
import { listIds, type Reading, readWindow } from "./read-window.ts";

/** A database whose tables are read by the queries that the mapping has for them. `name` is the connector's, for errors. */
export function openSqlSource(
  name: string,
  address: Address,
  context: Pick<ConnectorContext, "mapping" | "zone">,
  tables: readonly TableName[],
): Source {
  const database: Database = address.dialect === "postgres" ? openPostgres(name, address) : openMysql(name, address);
  const plans = new Map<TableName, Plan>();
  const { zone } = context;

  async function reading(table: TableName): Promise<Reading> {
    const mapping = context.mapping(table);
    const plan = plans.get(table) ?? (await planOf(name, database, table, mapping));
    plans.set(table, plan);
    return { name, database, table, mapping, plan, zone };
  }

  async function finding(table: TableName): Promise<Finding> {
    try {
      await planOf(name, database, table, context.mapping(table));
      return { ok: true, what: `${table} can be read` };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return {
        ok: false,
        what: `${table}: ${error.message}`,
        ...(error.hint === undefined ? {} : { mend: error.hint }),
      };
    }
  }

  const whole = tables.filter((table) => context.mapping(table).query?.changed === undefined);
  return {
    tables,
    readings: Object.fromEntries(whole.map((table) => [table, { reads: "everything" }])),
    async check() {
      try {
        await database.clock();
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        return [{ ok: false, what: error.message, ...(error.hint === undefined ? {} : { mend: error.hint }) }];
      }
      const { dialect, host, port, user } = address;
      const findings: Finding[] = [
        { ok: true, what: `${dialect} at ${host}:${port} answers ${user}; sessions are read-only` },
      ];
      for (const table of tables) findings.push(await finding(table));
      return findings;
    },
    fingerprint: async () => null,
    async *read(table, window, cursor) {
      yield* readWindow(await reading(table), window, cursor);
    },
    async *listIds(table) {
      yield* listIds(await reading(table));
    },
    async describe(table) {
      const { plan } = await reading(table);
      return plan.found.map(({ name, type }) => ({ name, type }));
    },
    clock: () => database.clock(),
    close: () => database.close(),
  };
}
