import type { Finding } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Odoo } from "./server.ts";
import { streams } from "./streams.ts";

/** Groups of Odoo that give the right to read a model. */
const groups: Readonly<Record<string, string>> = {
  crm: "Sales / User: All Documents",
  sale: "Sales / User: All Documents",
  account: "Accounting / Read-only, or Invoicing",
  survey: "Surveys / User",
};
const settings = "Administration / Settings, or an access right of their own to read this model";

/** Signs in, and looks whether each model may be read. */
export async function check(odoo: Odoo): Promise<readonly Finding[]> {
  const parts = streams.flatMap(({ parts }) => parts);
  const wanted = new Map(parts.map(({ model, app }) => [model, groups[app] ?? "Internal User"]));
  wanted.set("mail.tracking.value", settings);
  const findings: Finding[] = [];
  for (const [model, group] of wanted) {
    try {
      findings.push(await readable(odoo, model));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      if (error.kind !== "permission") return [...findings, refused(error)];
      const mend = `In Odoo, Settings, Users: give the user of the key the group ${group}`;
      findings.push({ ok: false, what: `${model} may not be read`, mend });
    }
  }
  return findings;
}

async function readable(odoo: Odoo, model: string): Promise<Finding> {
  if ((await odoo.fields(model)) === null) return { ok: true, what: `${model} is not there: its app is not installed` };
  await odoo.search(model, { domain: [], fields: ["id"], limit: 1 });
  return { ok: true, what: `${model} may be read` };
}

function refused({ message, hint }: SourceError): Finding {
  const mend = hint ?? "ODOO_URL, ODOO_DATABASE, ODOO_LOGIN, ODOO_API_KEY: src/connectors/odoo/README.md says which";
  return { ok: false, what: message, mend };
}
