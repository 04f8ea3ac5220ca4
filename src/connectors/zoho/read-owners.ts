import type { Page, RowMapping } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { root } from "./root.ts";
import type { ZohoRecord } from "./view.ts";

/** Users, those who left too. */
export async function* readOwners(api: Api, { row }: RowMapping): AsyncGenerator<Page> {
  let more = true;
  for (let page = 1; more; page++) {
    const { body } = await api.call({ path: `${root}/users`, query: { type: "AllUsers", page, per_page: 200 } });
    const { users = [], info = {} } = (body || {}) as { users?: ZohoRecord[]; info?: { more_records?: boolean } };
    yield { table: "owners", rows: users.map(row), next: null };
    more = info.more_records === true;
  }
}
