import { afterAll, beforeAll, expect, test } from "vitest";
import { accountsWithoutProfiling } from "#queries/no-profiling.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";

let demo: Awaited<ReturnType<typeof demoParley>>;
let names: string[];
beforeAll(async () => {
  demo = await demoParley();
  const view = demo.parley.parts.store.view({ owners: null, filters: [], by: [] });
  const keys = await accountsWithoutProfiling(view, { to: "2026-11-22" });
  const rows = await view.select("SELECT id, external_id FROM accounts", {}, { id: "integer", external_id: "text" });
  names = rows.filter(({ id }) => keys.includes(id)).map(({ external_id }) => external_id);
});
afterAll(() => demo.close());

async function ask(text: string) {
  const { answer } = await demo.parley.dispatch(fromAdministrator(text, { full: true }));
  return answer;
}

test("the demo company has customers who withdrew their consent to being scored", () => {
  expect(names.length).toBeGreaterThan(10);
});

test.each(["/churn", "/churn basis=contracts", "/clv", "/recommend", "/recommend product=一次性纸杯"])(
  "%s names none of them",
  async (text) => {
    const { result, error } = await ask(text);
    expect(error).toBeUndefined();
    const { accounts, customers, offers } = result as Record<string, { account_id: string }[] | undefined>;
    const told = (accounts ?? customers ?? offers ?? []).map(({ account_id }) => account_id);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((account) => names.includes(account))).toEqual([]);
  },
);

test("offers to one of them are refused in words", async () => {
  const { error, headline } = await ask(`/recommend ${names[0]}`);
  expect(error?.code).toBe("no_profiling");
  expect(headline).toContain("withdrawn consent");
});
