import { afterAll, expect, test } from "vitest";
import type { Owner } from "#access/directory.ts";
import { openCase } from "#delivery/open-case.ts";
import { demoNow, demoParley } from "../demo-company.ts";
import { openAlerted } from "./alerted.ts";

const { demo, rep, boss, other, pings, answer, send } = await openAlerted();
afterAll(() => demo.close());

const hours = (n: number): Date => new Date(demoNow.getTime() + n * 3_600_000);

test("a ping says who, why, how much, how to begin, and offers four answers", async () => {
  const said = await pings(rep);
  expect(said.length).toBeGreaterThan(0);
  for (const { said: one, answer: reply } of said) {
    expect(reply.headline).toMatch(/may be slipping away: ¥/);
    expect(reply.insights?.length).toBeGreaterThan(0);
    expect(reply.actions?.[1]).toMatch(/^You could begin with: “.{20,}”$/);
    expect(reply.buttons.slice(0, 4).map(({ value }) => value.split(" ").slice(2).join(" "))).toEqual([
      "take",
      "snooze 14d",
      "dismiss",
      "reassign",
    ]);
    expect(reply.buttons.length).toBeLessThanOrEqual(6);
    expect(one.about).toBe(one.opens?.account);
    expect(one.atStake).toBeGreaterThan(0);
    expect(one.opens?.rule).toMatch(/^churn-(model|rule)\/\d+d$/);
  }
  const [zh] = await pings(rep, { locale: "zh" });
  expect(zh?.answer.headline).toMatch(/可能正在流失/);
  expect(zh?.answer.actions?.[1]).toMatch(/^可以这样开口：“您好/);
}, 120_000);

test("whoever wants no marketing, or no profiling, is spoken of to nobody", async () => {
  const company = await demoParley();
  const [first, second] = (await pings(rep, { company })).map(({ said }) => said.opens?.account ?? "");
  await company.parley.parts.store.load({ source: "demo", fingerprint: "consent" }, async (landing) => {
    for (const [account, purpose] of [
      [first, "marketing"],
      [second, "profiling"],
    ] as const) {
      await landing.run(
        `INSERT INTO data.consents (id, source_system, external_id, synced_at, account_id, purpose, status, recorded_at)
         SELECT 900000 + id, 'demo', 'C-' || $purpose, now(), id, $purpose, 'withdrawn', TIMESTAMP '2026-11-01' FROM data.accounts WHERE external_id = $account`,
        { purpose, account: account ?? "" },
      );
    }
  });
  const left = (await pings(rep, { company })).map(({ said }) => said.opens?.account);
  expect(left).not.toContain(first);
  expect(left).not.toContain(second);
  await company.close();
}, 300_000);

test("nobody else may answer, nor learn that there is anything to answer", async () => {
  const { account } = await send(rep, demoNow, 1);
  for (const verb of ["take", "snooze 14d", "dismiss why", "undo"]) {
    const refused = await answer(other, `/case "${account}" ${verb}`);
    expect(refused.error?.code).toBe("unknown_account");
  }
  expect((await answer(other, "/case")).result).toEqual({ cases: [] });
  expect(JSON.stringify((await answer(boss, "/case")).result)).toContain(account);
});

test("not at risk asks why: with fields where there are forms, by three reasons everywhere", async () => {
  const { account } = await send(rep, demoNow, 1);
  const asked = await answer(rep, `/case "${account}" dismiss`);
  expect(asked.form).toMatchObject({
    command: `case "${account}" dismiss`,
    fields: [{ name: "rest", required: true }],
  });
  expect(asked.buttons.length).toBe(3);
  const said = await answer(rep, asked.buttons[0]?.value ?? "");
  expect(said.result).toMatchObject({ case: { state: "dismissed", reason: "Buys seasonally" } });
  expect((await pings(rep)).map((one) => one.said.about)).not.toContain(account);
  expect((await answer(rep, `/跟进 "${account}" 撤销`, "zh")).headline).toMatch(/^已撤销/);
});

test("a case is handed only to those who may see the customer", async () => {
  const { account } = await send(rep, demoNow, 1);
  expect((await answer(rep, `/case "${account}" reassign ${other.name}`)).error?.code).toBe("forbidden");
  expect((await answer(rep, `/case "${account}" reassign Nobody At All`)).error?.code).toBe("no_owner");
  const offered = await answer(rep, `/case "${account}" reassign`);
  expect(offered.buttons[0]?.label).toContain(boss.name);
  expect((await answer(rep, offered.buttons[0]?.value ?? "")).result).toMatchObject({
    case: { state: "reassigned", owner: boss.id },
  });
  const told = (await pings(boss, { at: hours(1) })).map((one) => one.answer.headline);
  expect(told.some((headline) => headline.includes("is with you now"))).toBe(true);
  expect((await answer(boss, `/case "${account}" undo`)).result).toMatchObject({
    case: { owner: rep.id, state: "open" },
  });
});

test("without an answer the owner is told once more after two working days, the manager after four", async () => {
  // Sunday: the first working day after it is Monday.
  const { account, id, about: sent, opens } = await send(rep, demoNow, 2);
  const about = async (owner: Owner, days: number) =>
    (await pings(owner, { at: hours(24 * days) })).filter(({ said }) => said.opens?.reminds?.case === id);
  expect(await about(rep, 1)).toEqual([]);
  const [again] = await about(rep, 2);
  expect(again?.answer.headline).toMatch(/^A reminder, nothing more/);
  expect(await about(boss, 3)).toEqual([]);
  const [escalated] = await about(boss, 4);
  expect(escalated?.answer.headline).toContain(`${rep.name} has not answered`);
  expect(escalated?.said.about).not.toBe(again?.said.about);
  await openCase(
    demo.parley.parts.state,
    { ...opens, reminds: { case: id, manager: true } },
    { ...sent, at: hours(96) },
  );
  const [row] = await demo.parley.parts.state.rows("SELECT reminders, escalated FROM cases WHERE id = $1", [id]);
  expect(row).toEqual({ reminders: 1, escalated: true });
  await answer(rep, `/case "${account}" snooze 14d`);
  expect(await about(rep, 2)).toEqual([]);
  expect((await pings(rep, { at: hours(24 * 13) })).map(({ said }) => said.opens?.account)).not.toContain(account);
}, 120_000);

test("/churn report tells what came of the pings, to each of their own accounts, and calls bounds bounds", async () => {
  const { state } = demo.parley.parts;
  expect((await answer(other, "/churn report")).headline).toMatch(/^No ping has been sent yet/);
  const view = demo.parley.parts.store.view({ owners: [rep.key], filters: [], by: [] });
  const accounts = await view.select(
    "SELECT external_id AS id FROM accounts WHERE owner_id IS NOT NULL ORDER BY id LIMIT 40",
    {},
    { id: "text" },
  );
  const at = new Date("2026-03-02T01:00:00Z");
  for (const { id: account } of accounts) {
    await openCase(
      state,
      { rule: "churn-model/90d", account, risk: 0.9 },
      { owner: rep.id, band: 3, atStake: 100, at },
    );
  }
  await state.run(
    "UPDATE cases SET state = 'taken', answered_at = opened_at + INTERVAL '5 hours' WHERE opened_at = $1 AND account <= $2",
    [at, accounts[19]?.id ?? ""],
  );
  const said = await answer(rep, "/churn report");
  expect(said.result).toMatchObject({
    judged: 40,
    upper_bounds: true,
    response_hours: 5,
    rules: [{ rule: "churn-model" }],
  });
  const {
    left,
    rescued,
    precision,
    saved_revenue: saved,
  } = said.result as Record<string, never> & {
    left: number;
    rescued: number;
    precision: { value: number };
    saved_revenue: { value: number };
  };
  expect(precision.value).toBeCloseTo((left + rescued) / 40, 12);
  // Known from the orders themselves.
  const [known] = await view.select(
    `SELECT count(DISTINCT account_id) AS came, sum(net) AS money FROM account_days JOIN accounts ON accounts.id = account_days.account_id
     WHERE accounts.external_id IN (SELECT unnest($taken)) AND ordered_on > DATE '2026-03-02' AND ordered_on <= DATE '2026-05-31'`,
    { taken: accounts.slice(0, 20).map(({ id }) => id) },
    { came: "integer", money: "double" },
  );
  expect(rescued).toBe(known?.came);
  expect(saved.value).toBeCloseTo(known?.money ?? 0, 2);
  expect(said.footnotes?.join(" ")).toMatch(/Upper bounds: a rescued customer looks like a false alarm/);
  expect((await answer(rep, "/流失预警 复盘", "zh")).headline).toMatch(/^最多.*被提醒的客户本会流失/);
  expect((await answer(other, "/churn report")).result).toMatchObject({ n: 0 });
}, 120_000);
