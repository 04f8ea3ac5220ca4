import type { Finding } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import type { TableName } from "#model/tables.ts";
import { wallWindow } from "#sql-source/wall-clock.ts";
import { billQuery, type Given } from "./bill-query.ts";
import { allOf } from "./filter.ts";
import type { Part, View } from "./view.ts";

/** Clocks may differ by so much before their zones are suspected. */
const slack = 30 * 60_000;

/** Tries every form with the fields that are mapped, then what would make figures wrong without an error. */
export async function check(
  api: Api,
  views: ReadonlyMap<TableName, View>,
  { zone, clock }: { readonly zone: string; readonly clock: () => Promise<Date> },
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [table, { parts }] of views) {
    for (const part of parts) {
      try {
        findings.push(await probe(api, table, part));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        findings.push({ ok: false, what: `${nameOf(part)} for ${table}: ${error.message}`, mend: mendOf(error, part) });
        if (!["permission", "bad_request", "schema"].includes(error.kind ?? "")) return findings;
      }
    }
  }
  if (findings.some(({ ok }) => !ok)) return findings;
  const changed = views.get("orders") ?? views.get("accounts");
  return [...findings, await currencies(api), ...(changed ? await zoneOf(api, changed, zone, await clock()) : [])];
}

function nameOf({ id, form }: Part): string {
  return form.title === id ? id : `${form.title} ${id}`;
}

async function probe(api: Api, table: TableName, part: Part): Promise<Finding> {
  // The times by which changes are asked for must be there too.
  const fields = [...new Set([...part.fields, ...part.times])];
  const found = await billQuery(api, { form: part.id, fields, filter: part.form.where ?? "", limit: 1 });
  const none = found.length === 0 ? ", and has no record that this user may see" : "";
  return { ok: true, what: `${nameOf(part)} can be read for ${table}${none}` };
}

function mendOf({ kind, hint }: SourceError, part: Part): string {
  if (kind === "permission")
    return `系统管理 → 批量授权: let a role of this user 查看 ${nameOf(part)}; or KINGDEE_WITHOUT`;
  if (kind === "bad_request" || kind === "schema")
    return "Forms differ from tenant to tenant: name another field, or null, in CRM_MAPPING; or KINGDEE_WITHOUT. The README shows how.";
  return hint ?? "Check KINGDEE_URL and the credentials: src/connectors/kingdee/README.md, Credentials.";
}

/** Names currencies whose codes are none of three letters: amounts in them cannot be converted. */
async function currencies(api: Api): Promise<Finding> {
  const found = await billQuery(api, { form: "BD_Currency", fields: ["FNumber", "FName", "FCODE"] });
  const strange = found.filter(({ FCODE }) => !/^[A-Z]{3}$/.test(String(FCODE)));
  const named = strange.map(({ FName, FNumber }) => `${String(FName)} (${String(FNumber)})`).join(", ");
  const what =
    named === ""
      ? "all have codes of three letters"
      : `amounts in ${named} are not converted: no code of three letters`;
  return { ok: true, what: `币别 BD_Currency: ${what}` };
}

/** A newest change that lies in the future was read in a wrong zone, and changes would be missed. */
async function zoneOf(api: Api, { parts }: View, zone: string, now: Date): Promise<Finding[]> {
  const [part] = parts;
  if (part === undefined) return [];
  const asked = { form: part.id, filter: allOf([part.form.where, "FModifyDate is not null"]) || "" };
  const newest = await billQuery(api, { ...asked, fields: ["FModifyDate"], order: "FModifyDate desc", limit: 1 });
  const [, latest] = wallWindow({ lo: null, hi: new Date(now.getTime() + slack) }, zone);
  const told = timeOf(newest[0]);
  if (told === null || told <= latest) return [{ ok: true, what: `times are of ${zone}` }];
  const mend = "Set `zone: Asia/Shanghai`, or where the server stands, in CRM_MAPPING.";
  return [
    { ok: false, what: `${nameOf(part)} changed at ${told}, which is not yet in ${zone}: the zone is another`, mend },
  ];
}

function timeOf(given: Given | undefined): string | null {
  const time = given?.FModifyDate;
  return typeof time === "string" ? time.replace("T", " ") : null;
}
