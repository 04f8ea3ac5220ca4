import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Source } from "#connector.ts";
import connector from "#connectors/odoo/index.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import type { SyncOptions } from "#sync/options.ts";
import { alone } from "../connectors/alone.ts";
import { mainModule } from "../main-module.ts";
import { openTestStore, type TestStore } from "../sync/open-test-store.ts";
import { figuresOf } from "./odoo/figures.ts";
import { type OdooServer, openOdoo, whyNoOdoo } from "./odoo/odoo-server.ts";
import { peopleAt } from "./odoo/people.ts";
import { expectTruth } from "./odoo/truth.ts";
import { openWatchingProxy } from "./odoo/watching-proxy.ts";

const reason = await whyNoOdoo();
if (reason !== null) console.warn(`test/services/odoo.test.ts does not run. ${reason}`);
const hour = 3_600_000;
const root = join(import.meta.dirname, "../..");

describe.runIf(reason === null)("a real Odoo 19", { timeout: 600_000 }, () => {
  let odoo: OdooServer;
  let people: ReturnType<typeof peopleAt>;
  let store: TestStore;
  let folder: string;
  /** How far ahead of Odoo's clock windows end: what was written just now is read, and each sync begins a new one. */
  let ahead = 0;
  let days = 0;

  beforeAll(async () => {
    odoo = await openOdoo();
    people = peopleAt(odoo);
  }, 1_200_000);
  afterAll(() => odoo?.remove());
  beforeEach(async () => {
    store = await openTestStore("odoo");
    folder = await mkdtemp(join(tmpdir(), "parley-odoo-test-"));
    ahead = 0;
    days = 0;
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const settings = (url = odoo.url) => ({
    ...{ ODOO_URL: url, ODOO_DATABASE: odoo.database, ODOO_LOGIN: odoo.login, ODOO_API_KEY: odoo.password },
  });
  async function opened<T>(work: (source: Source) => Promise<T>, environment: object = settings()): Promise<T> {
    const mapping = await openMapping(connector, null);
    const context = { now: new Date(), zone: "UTC", scratch: folder, ...alone, mapping: mapping.of };
    const source = await connector.open(connector.config.parse(environment), context);
    ahead += 5_000;
    const clock = async () => new Date(((await source.clock?.()) ?? new Date()).getTime() + ahead);
    return work({ ...source, clock });
  }
  const load = (options: Partial<SyncOptions> = {}, environment: object = settings()) =>
    opened(
      (source) =>
        store.sync(source, { capabilities: connector.capabilities, now: new Date(), currency: "USD", ...options }),
      environment,
    );
  /** A day later ids are compared. */
  const loadAndSweep = () => {
    days += 1;
    return load({ now: new Date(Date.now() + days * 25 * hour) });
  };

  test("is read over both of its doors as its own database has it", async () => {
    const found = await opened((source) => source.check());
    expect(found.filter(({ ok }) => !ok)).toEqual([]);
    await load();
    expect(await expectTruth(odoo, store)).toBeGreaterThan(300);
    const again = await load();
    expect(again.reads?.reduce((sum, { changed }) => sum + changed, 0)).toBe(0);
    await store.close();
    store = await openTestStore("odoo");
    const { ODOO_LOGIN: _, ...others } = settings();
    const bearer = { ...others, ODOO_API_KEY: odoo.key };
    expect((await opened((source) => source.check(), bearer)).filter(({ ok }) => !ok)).toEqual([]);
    await load({}, bearer);
    await expectTruth(odoo, store);
  });

  test("names what a user without rights may not read, and refuses a wrong key without repeating it", async () => {
    const [group] = await odoo.call<[{ res_id: number }]>("ir.model.data", "search_read", [
      [
        ["module", "=", "base"],
        ["name", "=", "group_user"],
      ],
      ["res_id"],
    ]);
    const user = { name: "Little", login: "little", password: "little-key-0815", group_ids: [[6, 0, [group.res_id]]] };
    await people.create("res.users", [user]);
    const as = { ...settings(), ODOO_LOGIN: "little", ODOO_API_KEY: "little-key-0815" };
    const missing = (await opened((source) => source.check(), as)).filter(({ ok }) => !ok);
    expect(missing.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        "crm.lead may not be read",
        "sale.order may not be read",
        "mail.tracking.value may not be read",
      ]),
    );
    const refused = await opened((source) => source.check(), { ...settings(), ODOO_API_KEY: "wrong-key-4711" });
    expect(refused).toMatchObject([{ ok: false }]);
    expect(JSON.stringify(refused)).not.toContain("wrong-key-4711");
  });

  test("is followed through changes, moves, wins, losses, archiving, conversion, merges and deletions", async () => {
    await load();
    const partners = await people.create(
      "res.partner",
      ["Alpha", "Beta", "Gamma", "Delta"].map((name) => ({ name: `${name} Ltd`, is_company: true })),
    );
    const [alpha = 0, beta = 0, gamma = 0, delta = 0] = partners;
    const [person = 0] = await people.create("res.partner", [{ name: "Ann", parent_id: alpha }]);
    const stages = await odoo.call<number[]>("crm.stage", "search", [[["is_won", "=", false]]]);
    const deals = await people.create(
      "crm.lead",
      [alpha, person, beta, gamma, gamma, delta, alpha].map((partner, index) => ({
        ...{ name: `Deal ${index}`, type: "opportunity", partner_id: partner, expected_revenue: 100 * index },
        stage_id: stages[0],
      })),
    );
    const leads = await people.create("crm.lead", [
      { name: "Lead 1", type: "lead", partner_id: delta },
      { name: "Lead 2", type: "lead" },
    ]);
    const [product] = await odoo.call<number[]>("product.product", "search", [[["sale_ok", "=", true]]], { limit: 1 });
    const orders = await people.create(
      "sale.order",
      [alpha, beta, gamma].map((partner) => ({
        ...{ partner_id: partner, opportunity_id: deals[0] },
        order_line: [
          [0, 0, { product_id: product, product_uom_qty: 3, price_unit: 40 }],
          [0, 0, { display_type: "line_note", name: "a note" }],
        ],
      })),
    );
    await loadAndSweep();
    await expectTruth(odoo, store);

    await odoo.call("sale.order", "action_confirm", [orders.slice(0, 2)]);
    await people.write("crm.lead", deals.slice(0, 3), { stage_id: stages[1] });
    await people.write("crm.lead", [deals[0] ?? 0], { stage_id: stages[2], user_id: 2 });
    await people.lose([deals[1] ?? 0]);
    await people.win([deals[2] ?? 0]);
    await people.archive("crm.lead", [deals[5] ?? 0]);
    await people.convert(leads[0] ?? 0);
    await people.archive("res.partner", [delta]);
    // Contacts move to another company, and orders of a merged company change hands without being written.
    await people.write("res.partner", [person], { parent_id: beta });
    await people.mergePartners([gamma], alpha);
    await people.mergeDeals([deals[3] ?? 0, deals[4] ?? 0]);
    await load();
    const gone = await odoo.sql("SELECT count(*)::int AS n FROM res_partner WHERE id = $1", [gamma]);
    expect(gone).toEqual([{ n: 0 }]);
    const moved = await store.raw(
      `SELECT a.external_id AS account FROM data.orders o JOIN data.accounts a ON a.id = o.account_id WHERE o.external_id = '${orders[2]}'`,
    );
    expect(moved).toEqual([{ account: String(alpha) }]);
    await loadAndSweep();
    await expectTruth(odoo, store);

    await people.remove("crm.lead", [deals[6] ?? 0, leads[1] ?? 0]);
    await odoo.call("sale.order", "action_cancel", [[orders[0]]]);
    await people.remove("sale.order", [orders[2] ?? 0]);
    await loadAndSweep();
    await expectTruth(odoo, store);
    const statuses = await store.raw(
      `SELECT external_id, status FROM data.opportunities WHERE external_id IN (${[deals[1], deals[2], deals[5]].map((id) => `'${id}'`).join()}) ORDER BY 1`,
    );
    expect(statuses.map(({ status }) => status)).toEqual(["lost", "won", "void"]);
  });

  test("gets a task written back as a planned activity, and undoing removes it", async () => {
    const [account = 0] = await odoo.call<number[]>("res.partner", "search", [[["is_company", "=", true]]], {
      limit: 1,
    });
    const task = { accountId: String(account), ownerId: "2", title: "Call about the renewal", due: "2030-01-15" };
    const id = await opened((source) => source.createTask?.(task) ?? Promise.reject(new Error("writes nothing")));
    const look =
      "SELECT res_model, res_id, user_id, summary, date_deadline::text AS due FROM mail_activity WHERE id = $1";
    expect(await odoo.sql(look, [id])).toEqual([
      { res_model: "res.partner", res_id: account, user_id: 2, summary: task.title, due: task.due },
    ]);
    await load();
    const read = await store.raw(
      `SELECT kind, outcome, a.external_id AS account FROM data.activities x JOIN data.accounts a ON a.id = x.account_id WHERE x.external_id = '${id}'`,
    );
    expect(read).toEqual([{ kind: "task", outcome: task.title, account: String(account) }]);
    await opened((source) => source.undoTask?.(id) ?? Promise.reject(new Error("undoes nothing")));
    expect(await odoo.sql(look, [id])).toEqual([]);
    // Undone by somebody in Odoo before: nothing is left to do.
    await opened((source) => source.undoTask?.(id) ?? Promise.reject(new Error("undoes nothing")));
  });

  test("is read without gaps while people write between its pages", async () => {
    await people.importLeads(4_500);
    const ids = (await odoo.sql("SELECT id FROM crm_lead WHERE type = 'lead' ORDER BY id")).map(({ id }) => Number(id));
    let pages = 0;
    const proxy = await openWatchingProxy(odoo.url, async (text) => {
      if (!text.includes('"crm.lead"') || !text.includes('"date_conversion"') || pages >= 6) return;
      pages += 1;
      const at = (share: number): number => ids[Math.floor(share * (ids.length - 1))] ?? 0;
      await people.write("crm.lead", [at(pages / 10), at(1 - pages / 10)], { contact_name: `Written ${pages}` });
      await people.create("crm.lead", [{ name: `Between ${pages}`, type: "lead" }]);
      await people.remove("crm.lead", [at(0.05 + pages / 10)]);
    });
    try {
      await load({}, settings(proxy.url));
    } finally {
      await proxy.close();
    }
    expect(pages).toBe(6);
    await loadAndSweep();
    await expectTruth(odoo, store);
  });

  test("is read to the end by a process that goes on where another was killed, and answers as its database does", async () => {
    await people.importLeads(22_000);
    await askCustomers();
    const environment = { ...process.env, CRM: "odoo", DATA_DIR: folder, REPORTING_CURRENCY: "USD", SYNC_SCHEDULE: "" };
    const main = await mainModule();
    let killed: ChildProcess | null = null;
    let calls = 0;
    const proxy = await openWatchingProxy(odoo.url, (text) => {
      if (text.includes('"crm.lead"') && text.includes('"date_conversion"')) calls += 1;
      // By then the first twenty thousand are stored.
      if (calls === 24) killed?.kill("SIGKILL");
    });
    const run = (words: readonly string[], url: string) =>
      spawn(process.execPath, [main, ...words], {
        ...{ cwd: root, env: { ...environment, ...settings(url) }, stdio: ["ignore", "pipe", "pipe"] },
      });
    killed = run(["sync"], proxy.url);
    expect(await once(killed, "exit")).toEqual([null, "SIGKILL"]);
    await proxy.close();
    expect(await said(run(["sync"], odoo.url))).toContain("Loaded");
    const left = await openTestStore("odoo", "1GB", { folder, currency: "USD" });
    try {
      expect(await expectTruth(odoo, left)).toBeGreaterThan(22_000);
    } finally {
      await left.store.close();
    }

    async function result(command: string): Promise<Record<string, any>> {
      const text = await said(run(["ask", command, "--json"], odoo.url));
      return JSON.parse(text.slice(text.indexOf("{"))).result;
    }
    const sales = await result("/sales last365d");
    const figures = await figuresOf(odoo, sales.period);
    expect(sales.totals).toMatchObject(figures.sales ?? {});
    const pipeline = await result("/pipeline");
    expect(pipeline.stages).toMatchObject(figures.pipeline);
    const { owners } = await result("/team last365d");
    const credited = owners.filter(({ owner_id: id }: { owner_id: string | null }) => id !== null);
    expect(credited.map(teamFigures).sort(byOwner)).toEqual(figures.team);
    const funnel = await result("/funnel last365d");
    expect(funnel.stages).toMatchObject(figures.funnel);
    expect(funnel.history).toBe("native");
    expect(await result("/satisfaction last365d")).toMatchObject(figures.satisfaction ?? {});
  });

  /** Seven customers asked whether they would recommend us, one of them twice. */
  async function askCustomers(): Promise<void> {
    const customers = await odoo.call<number[]>("res.partner", "search", [[["is_company", "=", true]]], { limit: 7 });
    const [survey] = await people.create("survey.survey", [{ title: "How are we?" }]);
    const scale = { question_type: "scale", scale_min: 0, scale_max: 10 };
    const [question] = await people.create("survey.question", [
      { survey_id: survey, title: "Recommend us?", ...scale },
    ]);
    const answers = [10, 9, 9, 8, 7, 6, 0, 10].map((score, index) => ({ score, partner: customers[index % 7] }));
    for (const [index, { score, partner }] of answers.entries()) {
      const at = new Date(Date.now() - (60 - index) * 60_000).toISOString().slice(0, 19).replace("T", " ");
      const input = { survey_id: survey, partner_id: partner, state: "done", start_datetime: at, end_datetime: at };
      const [answered] = await people.create("survey.user_input", [input]);
      const line = { user_input_id: answered, question_id: question, answer_type: "scale", value_scale: score };
      await people.create("survey.user_input.line", [line]);
    }
  }
});

const byOwner = (a: { owner: number }, b: { owner: number }): number => a.owner - b.owner;

function teamFigures({ owner_id: owner, won, lost, won_amount, open_deals }: Record<string, number>) {
  return { owner: Number(owner), won, lost, won_amount, open_deals };
}

async function said(child: ChildProcess): Promise<string> {
  let text = "";
  child.stdout?.on("data", (part) => {
    text += String(part);
  });
  child.stderr?.on("data", (part) => {
    text += String(part);
  });
  const [code] = await once(child, "exit");
  expect(code, text).toBe(0);
  return text;
}
