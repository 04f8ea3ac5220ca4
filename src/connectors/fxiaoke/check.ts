import type { Finding } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import type { TableName } from "#model/tables.ts";
import { listObjects } from "./objects.ts";
import { query } from "./query.ts";
import { askUsers, departments, userList } from "./read-owners.ts";
import { objectsOf } from "./view.ts";

const credentials =
  "Check FXIAOKE_URL (the company's cloud), the app's appId, appSecret and permanentCode, its list of IP addresses, and " +
  "FXIAOKE_USER: src/connectors/fxiaoke/README.md, Credentials.";
const allowance = "An administrator of Fxiaoke buys Open API calls, or FXIAOKE_CALLS_PER_DAY keeps Parley within them.";

/** Tries to read a record of each object, and names the one that the employee or the app may not read. */
export async function check(
  api: Api,
  tables: readonly TableName[],
  streamOf: (table: TableName) => string,
): Promise<readonly Finding[]> {
  const readers = new Map<string, TableName[]>();
  for (const table of tables) {
    for (const name of table === "owners" ? [userList, departments] : objectsOf(streamOf(table)))
      readers.set(name, [...(readers.get(name) ?? []), table]);
  }
  const findings: Finding[] = [];
  try {
    const known = await listObjects(api);
    for (const [name, readBy] of readers) findings.push(await probe(api, name, known, readBy));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    findings.push({ ok: false, what: error.message, mend: error.kind === "quota" ? allowance : credentials });
  }
  return findings;
}

async function probe(
  api: Api,
  name: string,
  known: ReadonlyMap<string, string>,
  readBy: readonly TableName[],
): Promise<Finding> {
  const what = known.has(name) ? `${name} (${known.get(name)})` : name;
  try {
    await (name === userList ? askUsers(api, false) : query(api, name, { fields: ["_id"], limit: 1 }));
    return { ok: true, what: `${what} can be read` };
  } catch (error) {
    if (!(error instanceof SourceError) || (error.kind !== "permission" && error.kind !== "bad_request")) throw error;
    const without = `leave it out with FXIAOKE_WITHOUT=${readBy.join()}`;
    const right =
      "a role that may list it to the employee FXIAOKE_USER, and the interface to the app (CRM接口查询权限设置)";
    const missing = !known.has(name) && name !== userList;
    const mend = missing ? `The company does not list this object: ${without}.` : `Give ${right}; or ${without}.`;
    return { ok: false, what: `${what} cannot be read: ${error.message}`, mend };
  }
}
