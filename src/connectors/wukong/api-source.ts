import type { ConnectorContext, Finding, Source } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import { type Access, type Item, listPage, openApi } from "./api.ts";
import { type Records, readList } from "./read-list.ts";

/** Lists by table, and the right that lets a user see them. */
const lists: Readonly<Partial<Record<TableName, string>>> = {
  owners: "adminUser/queryUserList",
  accounts: "crmCustomer/queryPageList",
  contacts: "crmContacts/queryPageList",
  leads: "crmLeads/queryPageList",
  stages: "crmBusiness/queryBusinessStatusOptions",
  opportunities: "crmBusiness/queryPageList",
  products: "crmProduct/queryPageList",
  contracts: "crmContract/queryPageList",
  orders: "crmContract/queryPageList",
  payments: "crmReceivables/queryPageList",
  surveys: "crmReturnVisit/queryPageList",
};
const tables = Object.keys(lists) as TableName[];
/** Receivables that count: passed, and without need of approval. */
const counted = new Set(["1", "10"]);

/** Wukong by its API: what its own pages show, with the rights of the user who logs in. */
export function openApiSource(access: Access, context: ConnectorContext): Source {
  const api = openApi(access, context);
  const { zone } = context;
  const path = (table: TableName): string => `/${lists[table]}`;

  async function* records(
    table: TableName,
    window: Parameters<typeof readList>[2]["window"],
    cursor: string | null,
  ): AsyncGenerator<Records> {
    if (table === "stages") yield { items: await stages(), next: null };
    else if (table === "owners") yield* people();
    else yield* readList(api, path(table), { window, zone, cursor });
  }
  async function* people(): AsyncGenerator<Records> {
    for (let page = 1, full = true; full; page++) {
      const { list } = await listPage(api, path("owners"), { page, limit: 100 });
      full = list.length === 100;
      yield { items: list, next: null };
    }
  }
  async function stages(): Promise<Item[]> {
    const { body } = await api.call({ method: "POST", path: path("stages"), body: {} });
    const groups = (body as { data?: unknown }).data;
    if (!Array.isArray(groups)) throw new SourceError("wukong", "the groups of stages are no list", { kind: "schema" });
    return (groups as { name?: string; statusList?: Item[] }[]).flatMap(({ name, statusList = [] }) =>
      statusList.map((stage) => ({ ...stage, typeName: name })),
    );
  }

  return {
    tables,
    // A move of stage changes no time by which the lists could be asked for it.
    readings: Object.fromEntries(
      ["owners", "stages", "opportunities"].map((table) => [table, { reads: "everything" }]),
    ),
    async check() {
      const findings: Finding[] = [];
      for (const table of tables.filter((table) => table !== "orders")) {
        try {
          if (table === "stages") await stages();
          else await listPage(api, path(table), { page: 1, limit: 1, searchList: [] });
          findings.push({ ok: true, what: `${table} can be listed (${lists[table]})` });
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
          const mend =
            error.hint ??
            `系统管理 → 角色权限控制: let the role of this user list ${context.mapping(table).stream}, for all data (全部)`;
          findings.push({ ok: false, what: `${table}: ${error.message}`, mend });
          if (error.kind === "auth") break;
        }
      }
      return findings;
    },
    fingerprint: async () => null,
    async *read(table, window, cursor) {
      const mapping = context.mapping(table);
      for await (const { items, next } of records(table, window, cursor)) {
        const gone = items.filter((item) => isGone(table, item));
        const rows = items.filter((item) => !isGone(table, item)).map(mapping.row);
        yield { table, rows, next, deleted: gone.map((item) => String(mapping.row(item).id)) };
      }
    },
    async *listIds(table) {
      const { row } = context.mapping(table);
      for await (const { items } of records(table, null, null)) {
        yield items.filter((item) => !isGone(table, item)).map((item) => String(row(item).id));
      }
    },
    async describe(table) {
      if (table === "stages" || table === "owners") return [];
      const { list } = await listPage(api, path(table), { page: 1, limit: 1, searchList: [] });
      return Object.keys(list[0] ?? {}).map((name) => ({ name }));
    },
    close: async () => {},
  };
}

function isGone(table: TableName, { checkStatus }: Item): boolean {
  if (table === "payments") return !counted.has(String(checkStatus));
  return (table === "contracts" || table === "orders") && String(checkStatus) === "7";
}
