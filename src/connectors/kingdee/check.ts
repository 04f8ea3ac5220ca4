import type { Finding } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import type { TableName } from "#model/tables.ts";
import { wallWindow } from "#sql-source/wall-clock.ts";
import { billQuery } from "./bill-query.ts";
import { allOf } from "./filter.ts";
import { formOf } from "./forms.ts";
import type { Part, View } from "./view.ts";

/** Clocks may differ by so much before their zones are suspected. */
const slack = 30 * 60_000;
/** Failures that are of one form alone. */
const own: ReadonlySet<string | undefined> = new Set(["permission", "bad_request", "schema"]);

interface Probe {
  /** What is tried, for people. */
  readonly name: string;
  run(): Promise<Finding>;
}

/** Tries every form with the fields that are mapped, then what would make figures wrong without an error. */
export async function check(
  api: Api,
  views: ReadonlyMap<TableName, View>,
  { zone, clock }: { readonly zone: string; readonly clock: () => Promise<Date> },
): Promise<readonly Finding[]> {
  const forms = [...views].flatMap(([table, { parts }]) => parts.map((part) => formProbe(api, table, part)));
  const [changed] = (views.get("orders") ?? views.get("accounts"))?.parts ?? [];
  const zones = changed
    ? [{ name: nameOf(changed.id), run: async () => zoneOf(api, changed, zone, await clock()) }]
    : [];
  const findings: Finding[] = [];
  for (const { name, run } of [...forms, { name: nameOf("BD_Currency"), run: () => currencies(api) }, ...zones]) {
    try {
      findings.push(await run());
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      findings.push({ ok: false, what: `${name}: ${error.message}`, mend: mendOf(error, name) });
      if (!own.has(error.kind)) break;
    }
  }
  return findings;
}

function nameOf(id: string): string {
  const { title } = formOf(id);
  return title === id ? id : `${title} ${id}`;
}

function formProbe(api: Api, table: TableName, part: Part): Probe {
  const name = `${nameOf(part.id)} for ${table}`;
  // The times by which changes are asked for must be there too.
  const fields = [...new Set([...part.fields, ...part.times])];
  return {
    name,
    async run() {
      const found = await billQuery(api, { form: part.id, fields, filter: part.form.where ?? "", limit: 1 });
      return { ok: true, what: `${name} can be read${found.length === 0 ? ", and shows this user no record" : ""}` };
    },
  };
}

function mendOf({ kind, hint }: SourceError, name: string): string {
  if (kind === "permission") return `系统管理 → 批量授权: let a role of this user 查看 ${name}; or KINGDEE_WITHOUT`;
  if (kind === "bad_request" || kind === "schema")
    return "Forms differ from tenant to tenant: name another field, or null, in CRM_MAPPING; or KINGDEE_WITHOUT. The README shows how.";
  return hint ?? "Check KINGDEE_URL and the credentials: src/connectors/kingdee/README.md, Credentials.";
}

/** Names currencies whose codes are none of three letters: amounts in them cannot be converted. */
async function currencies(api: Api): Promise<Finding> {
  const found = await billQuery(api, { form: "BD_Currency", fields: ["FNumber", "FName", "FCODE"] });
  const strange = found.filter(({ FCODE }) => !/^[A-Z]{3}$/.test(String(FCODE)));
  const named = strange.map(({ FName, FNumber }) => `${String(FName)} (${String(FNumber)})`).join(", ");
  const without = `no code of three letters, amounts in it are not converted: ${named}`;
  return { ok: true, what: `${nameOf("BD_Currency")}: ${named === "" ? "all have codes of three letters" : without}` };
}

/** A newest change that lies in the future was read in a wrong zone, and changes would be missed. */
async function zoneOf(api: Api, { id, form }: Part, zone: string, now: Date): Promise<Finding> {
  const filter = allOf([form.where, "FModifyDate is not null"]);
  const asked = { form: id, fields: ["FModifyDate"], filter, order: "FModifyDate desc", limit: 1 };
  const [newest] = await billQuery(api, asked);
  const [, latest] = wallWindow({ lo: null, hi: new Date(now.getTime() + slack) }, zone);
  const told = String(newest?.FModifyDate ?? "").replace("T", " ");
  if (told <= latest) return { ok: true, what: `times are of ${zone}` };
  const mend = "Set `zone: Asia/Shanghai`, or where the server stands, in CRM_MAPPING.";
  return {
    ok: false,
    what: `${nameOf(id)} changed at ${told}, which is not yet in ${zone}: the zone is another`,
    mend,
  };
}
