import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "#config.ts";
import { createLog } from "#log.ts";
import { openParley, type Parley } from "#parley.ts";
import { accountsWithoutProfiling } from "#queries/no-profiling.ts";
import { fromAdministrator } from "../demo-company.ts";

const files: Readonly<Record<string, string>> = {
  accounts: `id,name,phone,email,region,birth_year
c1,Zaphod Quillfeather,13911112222,zaphod@quill.example,North,1980
c2,Marta Oduya,13933334444,marta@oduya.example,South,1990
c3,Zaphod Q.,13911112222,,North,1980
`,
  contacts: `id,account_id,name,phone,email
k1,c1,Trillian Quillfeather,13955556666,trillian@quill.example
k2,c2,Ben Oduya,,
`,
  orders: `id,account_id,ordered_at,net
o1,c1,2026-10-01,100
o2,c2,2026-10-02,50
o3,c3,2026-10-03,25
`,
  tickets: `id,account_id,opened_at,subject,body
t1,c1,2026-10-05,Broken,Zaphod Quillfeather asks to call 13911112222
t2,c2,2026-10-06,Late,where is it
`,
  surveys: `id,account_id,kind,score,responded_at,comment
s1,c1,nps,9,2026-10-07,I Zaphod Quillfeather like it
`,
};

let folder: string;
let parley: Parley;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-privacy-"));
  await mkdir(join(folder, "crm"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, "crm", `${name}.csv`), text);
  const environment = { DATA_DIR: join(folder, "data"), CRM: "csv", CRM_CSV_DIR: join(folder, "crm") };
  parley = await openParley(readConfig(environment), environment, createLog("silent"));
  await parley.bringUpToDate();
});
afterAll(async () => {
  await parley.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(text: string) {
  return (await parley.dispatch(fromAdministrator(text))).answer;
}

/** Everything that the store holds of accounts and what was written about them, and the state's texts, as one text. */
async function everything(): Promise<string> {
  const view = parley.parts.store.view({ owners: null, plain: true, filters: [], by: [] });
  const texts = ["accounts", "contacts", "tickets", "surveys"].map((table) =>
    view.select(`SELECT CAST(to_json(${table}) AS VARCHAR) AS said FROM ${table}`, {}, { said: "text" }),
  );
  const { state } = parley.parts;
  const kept = [
    ...["audit", "conversations", "account_merges", "privacy_marks"],
    ...["deliveries", "outbox", "schedules", "cases"],
  ].map((table) => state.rows(`SELECT * FROM ${table}`));
  return JSON.stringify(await Promise.all([...texts, ...kept]));
}

const person = /Quillfeather|13911112222|zaphod@quill|13955556666|trillian|"c1"/i;

async function revenue(): Promise<unknown> {
  return ((await ask("/sales since 2026-01-01")).result.totals as { revenue: number }).revenue;
}

test("tells everything that is held of a person", async () => {
  const { result } = await ask("/privacy export 13911112222");
  expect(result.id).toBeUndefined();
  const { headline, table, result: held } = await ask("/privacy export Zaphod Quillfeather");
  expect(headline).toContain("6 entries");
  expect(JSON.stringify(held)).toContain("trillian@quill.example");
  expect(JSON.stringify(held)).toContain("asks to call");
  expect(table?.rows.length).toBeGreaterThan(5);
  expect((await ask("/privacy export Nobody Here")).error?.code).toBe("nobody");
  expect((await ask("/privacy frobnicate Marta Oduya")).error?.code).toBe("bad_option");
});

test("corrects what the CRM has wrong, also after the next load", async () => {
  expect((await ask("/privacy correct Marta Oduya field=salary value=9")).error?.code).toBe("bad_option");
  expect((await ask("/privacy correct Marta Oduya field=phone value=13900000000")).error).toBeUndefined();
  expect(await everything()).toContain("13900000000");
  await parley.bringUpToDate({ force: true });
  const after = await everything();
  expect(after).toContain("13900000000");
  expect(after).not.toContain("13933334444");
});

test("takes an account out of scoring, and back in", async () => {
  const view = () => parley.parts.store.view({ owners: null, filters: [], by: [] });
  const unscored = () => accountsWithoutProfiling(view(), { to: "2026-11-01" });
  expect((await ask("/privacy no-profiling c2")).error).toBeUndefined();
  expect(await unscored()).toHaveLength(1);
  await parley.bringUpToDate({ force: true });
  expect(await unscored()).toHaveLength(1);
  expect((await ask("/privacy profiling c2")).error).toBeUndefined();
  expect(await unscored()).toHaveLength(0);
});

test("erases a person everywhere, proves it, and does not let them come back", async () => {
  await ask("/quality accept=c1,c3");
  await ask("/customer Zaphod Quillfeather");
  const { state } = parley.parts;
  const at = "TIMESTAMPTZ '2026-11-01T00:00:00Z'";
  await state.run(
    `INSERT INTO deliveries (id, occurrence, job, target, about, state, attempts, next_at, headline, at)
     VALUES ('o>a', 'o', 'digest', 'a', '', 'ready', 0, ${at}, 'Call Zaphod Quillfeather', ${at})`,
  );
  await state.run("INSERT INTO outbox (delivery, answer) VALUES ('o>a', $1)", [
    JSON.stringify({ headline: "Call Zaphod Quillfeather", image: { png: { $file: 0 } } }),
  ]);
  await state.run("INSERT INTO outbox_files (delivery, place, piece, text) VALUES ('o>a', 0, 0, 'AAAA')");
  await state.run(
    `INSERT INTO schedules (id, job, options, ask, cron, targets, enabled, planned_until, at)
     VALUES ('s', 'question', '{}', '/customer Zaphod Quillfeather', '0 9 * * *', '[]', TRUE, ${at}, ${at})`,
  );
  await state.run(
    `INSERT INTO cases (id, rule, account, owner, opened_at, band, risk, at_stake, state, reason, reminders, escalated)
     VALUES ('k', 'rule', 'elsewhere', 'anna', ${at}, 1, 0.5, 10, 'closed', 'Zaphod Quillfeather moved away', 0, FALSE)`,
  );
  const held = JSON.stringify((await ask("/privacy export Zaphod Quillfeather")).result);
  expect(held).toContain("Zaphod Quillfeather moved away");
  expect(held).not.toContain("AAAA");
  await writeFile(join(folder, "data", "scratch", "left.csv"), "Zaphod Quillfeather");
  const before = await revenue();
  const preview = await ask("/privacy erase c1");
  expect(preview.headline).toContain("press the button");
  expect(await everything()).toMatch(person);
  const button = preview.buttons.find(({ value }) => value.includes("confirm=yes"));
  const done = await ask(button?.value ?? "");
  expect(done.headline).toContain("nothing is left");
  expect(done.result.left).toBe(0);
  expect(await everything()).not.toMatch(person);
  expect(await readdir(join(folder, "data", "scratch"))).toEqual([]);
  expect(await revenue()).toBe(before);

  await parley.bringUpToDate({ force: true });
  expect(await everything()).not.toMatch(person);
  expect(await revenue()).toBe(before);
  expect((await ask("/customer Zaphod Quillfeather")).error?.code).toBe("unknown_account");
});
