import type { Finding } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import type { TableName } from "#model/tables.ts";
import { root } from "./root.ts";

/** What is asked to see whether a stream can be read, and the scope for it. */
function probeOf(module: string) {
  if (module === "users")
    return { scope: "ZohoCRM.users.READ", path: `${root}/users`, query: { type: "AllUsers", per_page: 1 } };
  if (module === "stages")
    return { scope: "ZohoCRM.settings.READ", path: `${root}/settings/fields`, query: { module: "Deals" } };
  const scope = `ZohoCRM.modules.${module.toLowerCase().replace("_", "")}.READ`;
  return { scope, path: `${root}/${module}`, query: { fields: "id", per_page: 1 } };
}

/** Tries to read a record of each module, and names the scope that lacks. */
export async function check(
  api: Api,
  tables: readonly TableName[],
  streamOf: (table: TableName) => string,
): Promise<readonly Finding[]> {
  const modules = [...new Set(tables.flatMap((table) => streamOf(table).split(",")))];
  const findings: Finding[] = [];
  for (const module of modules) {
    const { scope, path, query } = probeOf(module);
    try {
      await api.call({ path, query });
      findings.push({ ok: true, what: `${module} can be read` });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      if (error.kind !== "permission") {
        const mend = "Check ZOHO_REGION, the client and the refresh token: src/connectors/zoho/README.md, Credentials.";
        return [...findings, { ok: false, what: error.message, mend }];
      }
      const mend = `A refresh token with the scope ${scope}, of a user whose profile may view ${module}; or ZOHO_WITHOUT.`;
      findings.push({ ok: false, what: `${module} cannot be read: ${error.message}`, mend });
    }
  }
  return findings;
}
