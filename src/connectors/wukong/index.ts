import { z } from "zod";
import { defineConnector, type TableMapping } from "#connector.ts";
import { UserError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import { readAddress } from "#sql-source/address.ts";
import { openApiSource } from "./api-source.ts";
import { mapping } from "./mapping.ts";
import { queries } from "./queries.ts";

const both = Object.entries(mapping) as [TableName, TableMapping][];

export default defineConnector({
  title: "悟空CRM Wukong",
  config: z.object({
    WUKONG_MYSQL_URL: z.string().optional(),
    WUKONG_URL: z.url("expected the address that browsers open, https://crm.example.com").optional(),
    WUKONG_USER: z.string().optional(),
    WUKONG_PASSWORD: z.string().optional(),
  }),
  capabilities: { reads: "increments", deletes: "sweep", stageHistory: "native", writes: false },
  mapping: Object.fromEntries(both.map(([table, made]) => [table, { ...made, query: queries[table] }])),
  async open({ WUKONG_MYSQL_URL, WUKONG_URL, WUKONG_USER, WUKONG_PASSWORD }, context) {
    if (WUKONG_MYSQL_URL !== undefined) {
      const tables = context.mapped.filter((table) => context.mapping(table).query !== undefined);
      const { openSqlSource } = await import("#sql-source/open.ts");
      return openSqlSource("wukong", readAddress(WUKONG_MYSQL_URL, "WUKONG_MYSQL_URL"), context, tables);
    }
    if (WUKONG_URL === undefined || WUKONG_USER === undefined || WUKONG_PASSWORD === undefined) {
      throw new UserError(
        "config",
        "CRM=wukong needs WUKONG_MYSQL_URL, or WUKONG_URL, WUKONG_USER and WUKONG_PASSWORD",
        {
          hint: "src/connectors/wukong/README.md says how to get them; the database tells more than the API.",
        },
      );
    }
    return openApiSource({ url: WUKONG_URL, user: WUKONG_USER, password: WUKONG_PASSWORD }, context);
  },
});
