import type { TableName } from "#model/tables.ts";
import type { Rig } from "../rig.ts";
import { answering, tooMany } from "../stub/behaviours.ts";
import type { StubRequest } from "../stub/server.ts";
import { createDatabase, plain, type StubRow } from "./database.ts";
import { openStubOdoo } from "./server.ts";

const start = new Date("2026-03-02T09:00:00Z");
const day = 86_400_000;
const access = { name: "company", login: "reader@company.test", key: "odoo-api-key-4f1d0b7a" };
const of: Readonly<Partial<Record<TableName, string>>> = {
  accounts: "res.partner",
  opportunities: "crm.lead",
  orders: "sale.order",
};

/** Odoo with forty customers, their opportunities and orders, half of a year, some of it older. */
export async function openOdooRig(door: "jsonrpc" | "json2"): Promise<Rig> {
  const database = createDatabase(start);
  const { write, all } = database;
  let turn = 0;

  write("res.currency", 1, { name: "CNY" });
  write("res.company", 1, { name: "Company", currency_id: 1 });
  for (const [id, name] of [
    [1, "New"],
    [2, "Qualified"],
    [3, "Won"],
  ] as const) {
    write("crm.stage", id, { name, sequence: id, is_won: id === 3 });
  }
  write("ir.model.fields", 1, { name: "stage_id", model: "crm.lead" });
  write("ir.model.fields", 2, { name: "user_id", model: "crm.lead" });
  write("res.partner", 900, { name: "A colleague", partner_share: false, commercial_partner_id: 900, type: "contact" });
  for (const id of [2, 3]) write("res.users", id, { name: `User ${id}`, login: `u${id}@x.test`, partner_id: 900 });
  for (let index = 1; index <= 40; index++) {
    addCustomer(1000 + index, start.getTime() - (1 + ((index * 7) % 40) * 20) * day);
  }

  function addCustomer(id: number, at: number): void {
    const customer = { is_company: true, partner_share: true, commercial_partner_id: id, user_id: 2 + (id % 2) };
    write("res.partner", id, { ...customer, name: `Company ${id}`, city: "上海" }, at);
    const person = { parent_id: id, commercial_partner_id: id, type: "contact", partner_share: true };
    write("res.partner", id + 5000, { ...person, name: `Person ${id}`, is_company: false }, at);
    write("crm.lead", id, { ...deal(id), name: `Deal ${id}`, type: "opportunity" }, at);
    write("sale.order", id, { ...order(id, at), state: id % 4 === 0 ? "draft" : "sale" }, at);
    move(id, at);
  }
  function deal(id: number) {
    const who = { partner_id: id + 5000, user_id: 2, stage_id: 2, company_currency: 1 };
    return { ...who, probability: 20, expected_revenue: 100 * (id % 9) };
  }
  function order(id: number, at: number) {
    const who = { partner_id: id, user_id: 2, currency_id: 1 };
    return { ...who, name: `S${id}`, date_order: plain(at), amount_untaxed: id + 0.5, amount_tax: 1 };
  }
  /** Tracks that a deal went from the first stage to the second. */
  function move(lead: number, at: number): void {
    const message = write(
      "mail.message",
      null,
      { model: "crm.lead", res_id: lead, date: plain(at), author_id: 900 },
      at,
    );
    write(
      "mail.tracking.value",
      null,
      {
        ...{ mail_message_id: message, field_id: 1, old_value_integer: 1, new_value_integer: 2 },
      },
      at,
    );
  }

  const stub = await openStubOdoo(database, access);
  const isCompany = (row: StubRow) => row.is_company === true;
  const isDeal = ({ type }: StubRow) => type === "opportunity";
  const outcome = ({ active, probability, stage_id: stage }: StubRow) => {
    if (active === false) return probability === 0 ? "lost" : "void";
    return stage === 3 ? "won" : "open";
  };
  const askedModel = ({ path, body }: StubRequest): string => {
    if (path !== "/jsonrpc") return path.split("/")[3] ?? "";
    return String((body as { params?: { args?: unknown[] } }).params?.args?.[3]);
  };
  const reads = (request: StubRequest) => JSON.stringify(request.body).includes("write_date");

  return {
    environment: {
      ...{ ODOO_URL: stub.url, ODOO_DATABASE: access.name, ODOO_API_KEY: access.key },
      ...(door === "jsonrpc" ? { ODOO_LOGIN: access.login } : {}),
    },
    secrets: [access.key],
    changing: ["accounts", "opportunities", "orders"],
    now: () => new Date(database.now()),
    pass: database.pass,
    truth: () => ({
      owners: columns(all("res.users"), ({ name }) => ({ name: String(name) })),
      accounts: columns(all("res.partner").filter(isCompany), ({ name }) => ({ name: String(name) })),
      contacts: columns(
        all("res.partner").filter(({ parent_id: parent }) => parent !== undefined),
        ({ name }) => ({ name: String(name) }),
      ),
      opportunities: columns(all("crm.lead").filter(isDeal), (row) => ({
        name: String(row.name),
        status: outcome(row),
      })),
      orders: columns(all("sale.order"), ({ amount_untaxed: net }) => ({ net: Number(net).toFixed(4) })),
    }),
    add(table) {
      turn += 1;
      const id = 2000 + turn;
      const at = database.now();
      if (table === "accounts")
        write("res.partner", id, {
          name: `New ${id}`,
          is_company: true,
          partner_share: true,
          commercial_partner_id: id,
        });
      if (table === "opportunities") write("crm.lead", id, { ...deal(1001), name: `New ${id}`, type: "opportunity" });
      if (table === "orders") write("sale.order", id, { ...order(1001, at), state: "sale" });
      return String(id);
    },
    edit(table, id) {
      turn += 1;
      const model = of[table] ?? "";
      const values = {
        "res.partner": { name: `Changed ${turn}` },
        // Renamed, lost, archived, taken up again, won.
        "crm.lead": [
          { name: `Changed ${turn}` },
          { active: false, probability: 0, date_closed: plain(database.now()) },
          { active: false, probability: 30 },
          { active: true, probability: 30, date_closed: false },
          { active: true, probability: 100, stage_id: 3, date_closed: plain(database.now()) },
        ][turn % 5],
        "sale.order": { amount_untaxed: 1000 + turn },
      }[model];
      write(model, Number(id), values ?? {});
    },
    remove: (table, id) => database.remove(of[table] ?? "", Number(id)),
    isPage: (table) => (request) => askedModel(request) === of[table] && reads(request),
    use: stub.use,
    forbid() {
      stub.forbidden.add("sale.order");
      return "sale.order";
    },
    faults: {
      tooFast: tooMany(0, { times: 2, after: 3 }),
      // Two transactions met: the server says so with status 200.
      ...(door === "jsonrpc"
        ? {
            sessionLost: answering(
              {
                body: {
                  jsonrpc: "2.0",
                  error: {
                    message: "Odoo Server Error",
                    data: { name: "psycopg2.errors.SerializationFailure", message: "could not serialize access" },
                  },
                },
              },
              { times: 2, after: 5 },
            ),
          }
        : {}),
    },
    cleanup: stub.close,
  };
}

function columns(
  rows: readonly StubRow[],
  of: (row: StubRow) => Record<string, string | null>,
): Map<string, Record<string, string | null>> {
  return new Map(rows.map((row) => [String(row.id), of(row)]));
}
