import type { Page, RowMapping } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { post } from "./api.ts";
import { type FxRecord, pagesOf } from "./query.ts";

/** The department that everybody is in. */
const everybody = 999999;
export const userList = "/cgi/user/list";
export const departments = "DepartmentObj";

/** Employees, those who left too, with the name of their main department as team. */
export async function* readOwners(api: Api, { row }: RowMapping): AsyncGenerator<Page> {
  const names = new Map<string, unknown>();
  for await (const { records } of pagesOf(api, departments, { fields: ["_id", "name"] }))
    for (const { _id, name } of records) names.set(String(_id), name);
  const { userList: users = [] } = (await askUsers(api, true)) as { userList?: readonly FxRecord[] };
  const rows = users.map(({ mainDepartmentId: main, departmentIds: all, ...user }) => {
    const [department] = [main ?? [], all ?? []].flat();
    return row({ ...user, $team: names.get(String(department)) });
  });
  yield { table: "owners", rows, next: null };
}

/** Employees of the whole company, or only of its root department. */
export function askUsers(api: Api, fetchChild: boolean): Promise<unknown> {
  return post(api, userList, { departmentId: everybody, fetchChild, showDepartmentIdsDetail: true });
}
