import type { TableName } from "#model/tables.ts";
import type { Rig } from "../rig.ts";
import { answering } from "../stub/behaviours.ts";
import { createRecords, type StubRecord } from "../stub/records.ts";
import { openStub, type StubAnswer, type StubRequest } from "../stub/server.ts";

/** The system that the connector in docs/connectors.md reads: errors in 200s, cursors that expire, a cap on what it lists. */
export const streams: Readonly<Partial<Record<TableName, string>>> = {
  owners: "users",
  accounts: "companies",
  orders: "sales",
};
const pageSize = 10;
/** Most records that it lists of one window. */
const cap = 60;
const cursorLife = 60_000;
const key = "ledger-key-7c1f09a2";

const day = 86_400_000;
export const start = new Date("2026-03-02T09:00:00Z");

export default async function openRig(): Promise<Rig> {
  const records = createRecords(start);
  const cursors = new Map<string, { from: number | null; to: number; after: string; until: number }>();
  let rights = Object.values(streams).map((stream) => `read ${stream}`);
  let token = 0;
  let added = 0;
  const put = (table: TableName, id: string, fields: Record<string, unknown>, at?: number): void =>
    records.put(streams[table] ?? "", id, fields, at);

  for (let index = 0; index < 5; index++)
    put("owners", `u${index}`, { name: `Owner ${index}`, email: `u${index}@x.test` });
  for (let index = 0; index < 80; index++) {
    const id = String(index).padStart(4, "0");
    // Most of it is history: half of a year, some of it older.
    const at = records.now() - ((index * 7) % 80) * 12 * day;
    put(
      "accounts",
      `c${id}`,
      { name: `Company ${index}`, owner: { id: `u${index % 5}` }, level: String(index % 3) },
      at,
    );
    put("orders", `s${id}`, { company: `c${id}`, sold: new Date(at).toISOString(), amount: index + 0.5 }, at);
  }

  function list(stream: string, { query }: StubRequest): StubAnswer {
    const given = query.get("cursor");
    const known = given === null ? undefined : cursors.get(given);
    if (given !== null && (known === undefined || known.until < records.now()))
      return { body: { error: "cursor_unknown" } };
    const from = query.get("from");
    const range = known ?? {
      ...{ from: from === null ? null : Date.parse(from), to: Date.parse(query.get("to") ?? ""), after: "" },
    };
    if (records.changed(stream, { from: range.from, to: range.to }).length > cap)
      return { body: { error: "too_many" } };
    const page = records.changed(stream, { ...range, most: pageSize + 1 });
    const items = page.slice(0, pageSize);
    if (page.length <= pageSize) return { body: { items: items.map(shown) } };
    const next = `cursor-${cursors.size + 1}`;
    cursors.set(next, { ...range, after: items.at(-1)?.id ?? "", until: records.now() + cursorLife });
    return { body: { items: items.map(shown), next } };
  }

  const stub = await openStub((request) => {
    const { path, query, headers, body } = request;
    if (path === "/login") {
      if ((body as { key?: string }).key !== key) return { body: { error: "bad_key" } };
      token += 1;
      return { body: { token: `token-of-ledger-${token}` } };
    }
    if (headers.authorization !== `Bearer token-of-ledger-${token}`) return { body: { error: "no_session" } };
    if (path === "/me") return { body: { rights } };
    const [, stream = "", feed] = path.split("/");
    if (!rights.includes(`read ${stream}`)) return { body: { error: "forbidden" } };
    if (feed === "ids") return { body: { ids: records.all(stream).map(({ id }) => id) } };
    if (feed === "deleted") {
      const since = Date.parse(query.get("since") ?? "");
      return { body: { ids: records.removed(stream, since).map(({ id }) => id) } };
    }
    return list(stream, request);
  });

  return {
    environment: { LEDGER_URL: stub.url, LEDGER_KEY: key },
    secrets: [key, "token-of-ledger-"],
    changing: ["accounts", "orders"],
    now: () => new Date(records.now()),
    pass: records.pass,
    truth: () => ({
      owners: columns(records.all("users"), ({ name }) => ({ name: String(name) })),
      accounts: columns(records.all("companies"), ({ name }) => ({ name: String(name) })),
      orders: columns(records.all("sales"), ({ amount }) => ({ net: Number(amount).toFixed(4) })),
    }),
    add(table) {
      added += 1;
      const id = `n${String(added).padStart(4, "0")}`;
      if (table === "orders")
        put(table, id, { company: "c0001", sold: new Date(records.now()).toISOString(), amount: 1 });
      else put(table, id, { name: `New ${added}`, owner: { id: "u1" } });
      return id;
    },
    edit(table, id) {
      added += 1;
      put(table, id, table === "orders" ? { amount: 1000 + added } : { name: `Changed ${added}` });
    },
    remove: (table, id) => records.remove(streams[table] ?? "", id),
    isPage: (table) => (request) => request.path === `/${streams[table]}`,
    use: stub.use,
    forbid() {
      rights = rights.filter((right) => right !== "read sales");
      return "read sales";
    },
    faults: {
      tooFast: answering({ body: { error: "slow_down" } }, { times: 2, after: 1 }),
      sessionLost: answering(
        () => {
          token += 1;
          return { body: { error: "no_session" } };
        },
        { times: 1, after: 2, when: ({ path }) => path !== "/login" },
      ),
      quotaSpent: answering({ body: { error: "allowance_spent" } }, { after: 4 }),
      cursorExpired: answering(
        { body: { error: "cursor_unknown" } },
        { times: 1, when: ({ query }) => query.has("cursor") },
      ),
    },
    cleanup: stub.close,
  };
}

function shown({ id, modified, fields }: StubRecord): Record<string, unknown> {
  return { id, modified: new Date(modified).toISOString(), ...fields };
}

function columns(
  records: readonly StubRecord[],
  of: (fields: StubRecord["fields"]) => Record<string, string | null>,
): Map<string, Record<string, string | null>> {
  return new Map(records.map(({ id, fields }) => [id, of(fields)]));
}
