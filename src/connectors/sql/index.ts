import { z } from "zod";
import { defineConnector } from "#connector.ts";
import { UserError } from "#errors.ts";
import { readAddress } from "#sql-source/address.ts";

export default defineConnector({
  title: "SQL database",
  config: z.object({
    CRM_SQL_URL: z.string("expected the database, postgres://user:password@host:5432/database or mysql://…"),
  }),
  capabilities: { reads: "increments", deletes: "sweep", stageHistory: "none", writes: false },
  async open({ CRM_SQL_URL }, context) {
    const address = readAddress(CRM_SQL_URL, "CRM_SQL_URL");
    if (context.mapped.length === 0) {
      throw new UserError("mapping", "CRM=sql reads what mapping.yaml has queries for, and there is none", {
        hint: "CRM_MAPPING is its path; src/connectors/sql/README.md shows its form.",
      });
    }
    const { openSqlSource } = await import("#sql-source/open.ts");
    return openSqlSource("sql", address, context, context.mapped);
  },
});
