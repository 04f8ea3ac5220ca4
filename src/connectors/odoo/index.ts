import { z } from "zod";
import { defineConnector, type TableMapping } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { check } from "./check.ts";
import { countStream, listStream, readStream } from "./reading.ts";
import { openServer } from "./server.ts";
import type { Stream } from "./stream.ts";
import { streams } from "./streams.ts";
import { openTasks } from "./tasks.ts";

/** Small, and what they say of other records' fields changes without their being written. */
const whole = { reads: "everything" } as const;

export default defineConnector({
  title: "Odoo",
  config: z.object({
    ODOO_URL: z.url("expected its address, such as https://company.odoo.com"),
    ODOO_DATABASE: z.string("expected the name of the database"),
    ODOO_LOGIN: z.string("expected the login name of the key's user").optional(),
    ODOO_API_KEY: z.string("expected an API key: Preferences, Account Security, New API Key"),
  }),
  capabilities: {
    ...{ reads: "increments", deletes: "sweep", stageHistory: "native", writes: true },
    tables: { owners: whole, stages: whole, campaigns: whole },
  },
  mapping: Object.fromEntries(streams.map(({ table, mapping }) => [table, mapping])) as Partial<
    Record<TableName, TableMapping>
  >,
  async open(
    { ODOO_URL: url, ODOO_DATABASE: database, ODOO_LOGIN: login = null, ODOO_API_KEY: key },
    { now, mapping },
  ) {
    const odoo = openServer({ url, database, login, key });
    const of = (table: TableName): Stream => {
      const stream = streams.find((one) => one.table === table);
      if (stream === undefined) throw new Error(`nothing fills ${table}`);
      return stream;
    };
    return {
      tables: streams.map(({ table }) => table),
      check: () => check(odoo),
      fingerprint: async () => null,
      read: (table, window, cursor) => readStream(odoo, of(table), { mapping: mapping(table), window, cursor }),
      listIds: (table) => listStream(odoo, of(table)),
      async describe(table) {
        const [part] = of(table).parts;
        const types = await odoo.fields(part?.model ?? "");
        return [...(types ?? [])].map(([name, { type, string }]) => ({
          ...{ name, type, custom: name.startsWith("x_") },
          ...(string === undefined ? {} : { label: string }),
        }));
      },
      count: (table) => countStream(odoo, of(table)),
      clock: async () => (await odoo.clock()) ?? now,
      ...openTasks(odoo),
      close: async () => {},
    };
  },
});
