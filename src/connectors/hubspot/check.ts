import type { Finding } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import type { TableName } from "#model/tables.ts";

/** Scopes that are not named like the objects they are for. */
const scopes: Readonly<Record<string, string>> = {
  tickets: "tickets",
  calls: "crm.objects.contacts.read",
  meetings: "crm.objects.contacts.read",
  tasks: "crm.objects.contacts.read",
  emails: "sales-email-read",
  pipelines: "crm.schemas.deals.read",
};

/** Tries to read one object of each kind, and names the scope that lacks. */
export async function check(
  api: Api,
  tables: readonly TableName[],
  streamOf: (table: TableName) => string,
): Promise<readonly Finding[]> {
  const readers = new Map<string, TableName[]>();
  for (const table of tables) {
    for (const object of streamOf(table).split(",")) readers.set(object, [...(readers.get(object) ?? []), table]);
  }
  const findings: Finding[] = [];
  for (const [object, names] of readers) {
    const scope = scopes[object] ?? `crm.objects.${object}.read`;
    const path = object === "owners" ? "/crm/v3/owners" : object === "pipelines" ? "/crm/v3/pipelines/deals" : null;
    const call = path === null ? { path: `/crm/v3/objects/${object}`, query: { limit: 1 } } : { path };
    try {
      await api.call(call);
      findings.push({ ok: true, what: `scope ${scope}: ${object} can be read` });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      if (error.kind !== "permission") {
        const mend = "HUBSPOT_TOKEN is the access token of a private app: Settings, Integrations, Private apps.";
        return [...findings, { ok: false, what: error.message, mend }];
      }
      const mend = `Private app, Scopes: add ${scope}; or leave it out with HUBSPOT_WITHOUT=${names.join()}.`;
      findings.push({ ok: false, what: `scope ${scope} lacks: ${error.message}`, mend });
    }
  }
  return findings;
}
