import type { Finding, RowMapping } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import { hasField, type ObjectDescription, type Objects } from "./objects.ts";

/** Looks whether the user sees every object, and which of the fields that are read it does not. */
export async function check(
  objects: Objects,
  tables: readonly TableName[],
  of: (table: TableName) => RowMapping,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const table of tables.filter((name) => name !== "fx_rates")) {
    const { stream, fields } = of(table);
    const seen: ObjectDescription[] = [];
    try {
      for (const object of stream.split(",")) seen.push(await objects.describe(object));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      if (error.kind !== "permission") {
        const mend = "Check the app and its user: src/connectors/salesforce/README.md, Credentials.";
        return [...findings, { ok: false, what: error.message, mend }];
      }
      const mend = `Give the app's user Read and View All on ${stream}, or leave it out with SALESFORCE_WITHOUT=${table}.`;
      findings.push({ ok: false, what: `${table}: ${error.message}`, mend });
      continue;
    }
    // Of several objects each has fields of its own.
    const hidden = fields.filter((name) => !name.startsWith("$") && !seen.some((object) => hasField(object, name)));
    const lacking = hidden.length === 0 ? "" : `, without the fields ${hidden.join(", ")}, which its user does not see`;
    findings.push({ ok: true, what: `${table}: ${stream} can be read${lacking}` });
  }
  return findings;
}
