import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Asked } from "#dispatch.ts";
import quality from "../../commands/quality.ts";
import { truthsOf } from "../../src/connectors/demo/truths.ts";
import { demoNow, demoParley, fromAdministrator } from "../demo-company.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

interface Result {
  readonly n: number;
  readonly score: number;
  readonly checks: readonly {
    readonly check: string;
    readonly table: string;
    readonly field: string;
    readonly rule: string;
    readonly rows: number;
    readonly bad: number;
    readonly examples: readonly string[];
  }[];
  readonly duplicates: readonly {
    readonly cluster: readonly string[];
    readonly survivor: string;
    readonly probability: number;
  }[];
  readonly owners: readonly { readonly owner: string | null; readonly fixable: number }[];
  readonly proposals: readonly { readonly account_id: string; readonly field: string; readonly value: string }[];
}

describe("/quality of a small company", () => {
  let company: Awaited<ReturnType<typeof companyOf>>;
  beforeAll(async () => {
    company = await companyOf(async (landing) => {
      await insert(landing, "owners", [
        { id: 1, name: "Li" },
        { id: 2, name: "An" },
      ]);
      const accounts = ["Acme Ltd", "ACME", "Bolt Foods", "Cedar Hotels", "Delta Works"];
      await insert(
        landing,
        "accounts",
        accounts.map((name, at) => ({
          ...{ id: at + 1, name, owner_id: at < 3 ? 1 : 2, pool: null, country: "CN", city: "上海" },
          phone: at < 2 ? "13800138000" : at === 2 ? "12345" : null,
          email: at === 3 ? "nobody" : `info@${at}.cn`,
          region: at === 4 ? null : "华东",
        })),
      );
      const orders = [100, 110, 90, 1_050, 100].map((net, at) => ({
        ...{
          id: at + 1,
          account_id: 3,
          owner_id: 1,
          ordered_at: `2025-0${at + 1}-05 04:00:00`,
          status: "confirmed",
          net,
        },
      }));
      await insert(landing, "orders", [...orders, { ...orders[0], id: 6, account_id: null, net: -5 }] as never);
      await insert(landing, "opportunities", [
        {
          id: 1,
          account_id: 1,
          owner_id: 1,
          status: "won",
          amount: null,
          created_at: "2025-03-01 00:00:00",
          closed_at: "2025-04-01 00:00:00",
        },
        {
          id: 2,
          account_id: 1,
          owner_id: 2,
          status: "lost",
          amount: 10,
          created_at: "2025-03-05 00:00:00",
          closed_at: "2025-03-01 00:00:00",
        },
      ]);
    });
  });
  afterAll(() => company.close());

  const found = (result: Result, rule: string) => result.checks.find((check) => check.rule === rule);

  it("counts what is missing, wrong, out of order and out of proportion", async () => {
    const result = (await ask(quality, company.store, {})).result as unknown as Result;
    expect(found(result, "invalid_phone")).toMatchObject({ rows: 3, bad: 1, examples: ["accounts-3"] });
    expect(found(result, "invalid_email")).toMatchObject({ rows: 5, bad: 1, examples: ["accounts-4"] });
    expect(found(result, "won_without_amount")).toMatchObject({ rows: 1, bad: 1 });
    expect(found(result, "before_created_at")).toMatchObject({
      table: "opportunities",
      bad: 1,
      examples: ["opportunities-2"],
    });
    expect(found(result, "negative")).toMatchObject({ bad: 1 });
    expect(found(result, "orphan")).toMatchObject({ table: "orders", field: "account_id", rows: 6, bad: 1 });
    expect(found(result, "zero_slip")).toMatchObject({ check: "outliers", rows: 5, bad: 1, examples: ["orders-4"] });
    expect(result.duplicates).toMatchObject([{ cluster: ["accounts-1", "accounts-2"], survivor: "accounts-1" }]);
    expect(result.proposals).toMatchObject([{ account_id: "accounts-5", field: "region", value: "华东" }]);
    expect(result.score).toBeGreaterThan(0.5);
    expect(result.owners[0]).toMatchObject({ owner: "Li" });
  });

  it("shows representatives their own rows only", async () => {
    const result = (await ask(quality, company.store, { lens: { owners: [2], self: 2 } })).result as unknown as Result;
    expect(result.n).toBe(2);
    expect(result.duplicates).toEqual([]);
    expect(result.owners.map(({ owner }) => owner)).toEqual(["An"]);
    expect(JSON.stringify(result)).not.toContain("accounts-3");
  });

  it("decides nothing where nobody decides", async () => {
    await expect(ask(quality, company.store, { options: { accept: "accounts-1,accounts-2" } })).rejects.toThrow(
      /person/,
    );
  });
});

describe("/quality of the demo company", () => {
  let demo: Awaited<ReturnType<typeof demoParley>>;
  beforeAll(async () => {
    demo = await demoParley();
  });
  afterAll(() => demo.close());

  async function told(text: string, change: Partial<Asked> = {}) {
    const { answer } = await demo.parley.dispatch(fromAdministrator(text, change));
    return {
      ...answer,
      result: answer.result as unknown as Result & { customers: { account_id: string; frequency: number }[] },
    };
  }

  it("brings out who was recorded twice and where a zero too many was typed", async () => {
    const { result } = await told("/quality");
    const truths = truthsOf(demoNow);
    const clusters = result.duplicates.map(({ cluster }) => cluster.join());
    const pairs = truths.duplicates.details.pairs.map((pair) => [...pair].sort().join());
    expect(clusters.filter((cluster) => !pairs.includes(cluster)).length).toBeLessThan(3);
    expect(pairs.filter((pair) => clusters.includes(pair)).length / pairs.length).toBeGreaterThan(0.95);
    const slips = result.checks.find(({ rule }) => rule === "zero_too_many");
    expect(slips?.examples).toEqual(expect.arrayContaining([...truths.outliers.details.orders]));
    expect(slips?.bad).toBeLessThan(30);
  }, 30_000);

  it("counts accepted accounts as one everywhere, until it is taken back", async () => {
    const buyers = async (span: string) => (await told(`/rfm since ${span}`, { full: true })).result.customers;
    const known = async (top: number) => (await told(`/quality top ${top}`)).result;
    const [before, all] = [await known(5), await buyers("2020-01-01")];
    const [first = "", second = ""] = all.map(({ account_id: id }) => id);

    const accepted = await told(`/quality accept=${first},${second}`);
    expect(accepted.headline).toMatch(/^2 records count as one customer now: /);
    const merged = await buyers("2020-01-02");
    expect(merged.length).toBe(all.length - 1);
    const sum = ({ frequency }: { frequency: number }) => frequency;
    const [one, other] = [first, second].map((id) => all.find(({ account_id }) => account_id === id));
    expect(sum(merged.find(({ account_id: id }) => id === first) ?? { frequency: 0 })).toBe(
      sum(one ?? { frequency: 0 }) + sum(other ?? { frequency: 0 }),
    );
    expect(await known(6)).toMatchObject({ n: before.n - 1, merged: [{ account_id: second, survivor: first }] });

    expect((await told(`/quality undo=${second}`)).error).toBeUndefined();
    expect((await known(8)).n).toBe(before.n);
    expect((await buyers("2020-01-03")).length).toBe(all.length);
  }, 60_000);

  it("refuses accounts that do not exist, one alone, and what was never merged", async () => {
    expect((await told("/quality accept=A00001,nobody")).error?.code).toBe("no_account");
    expect((await told("/quality accept=A00001")).error?.code).toBe("bad_option");
    expect((await told("/quality undo=A00001")).error?.code).toBe("bad_option");
  });

  it("reaches the footnotes of replies that rest on such data", async () => {
    const { footnotes } = await told("/rfm last2y");
    expect(footnotes?.join(" ")).toMatch(/Data to check: .*recorded twice/);
  });
});
