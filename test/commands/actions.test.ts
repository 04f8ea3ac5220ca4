import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "#store.ts";
import actions from "../../commands/actions.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

let store: Store;
let close: () => Promise<void>;
const day = (offset: number) => new Date(Date.parse("2025-12-31") - offset * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [
      { id: 1, name: "王敏", team: "North" },
      { id: 2, name: "Li", team: "South" },
    ]);
    await insert(
      landing,
      "accounts",
      Array.from({ length: 40 }, (_, index) => ({
        ...{ id: index + 1, name: `Account ${index + 1}`, owner_id: 1 + (index % 2), industry: "hotel" },
      })),
    );
    // Every ten days an order of 100; accounts 1 and 2 stopped two months ago, 3 did and wants not to be judged.
    const orders = Array.from({ length: 40 }, (_, index) => index + 1).flatMap((account) =>
      Array.from({ length: 30 }, (_, place) => ({ account, ago: 5 + 10 * place })).filter(
        ({ ago }) => account > 3 || ago > 60,
      ),
    );
    const order = { status: "confirmed", currency: "CNY", net: 100 };
    await insert(landing, "orders", [
      ...orders.map(({ account, ago }, index) => ({
        ...order,
        ...{
          id: index + 1,
          account_id: account as number | null,
          owner_id: 1 + ((account + 1) % 2),
          ordered_at: `${day(ago)} 04:00:00`,
        },
      })),
      { ...order, id: 9001, account_id: null, owner_id: 2, ordered_at: `${day(3)} 04:00:00` },
    ]);
    await insert(landing, "consents", [
      { id: 1, account_id: 3, purpose: "profiling", status: "withdrawn", recorded_at: `${day(20)} 04:00:00` },
    ]);
    await insert(
      landing,
      "stages",
      ["Talk", "Offer", "Won", "Lost"].map((name, index) => ({
        ...{ id: index + 1, pipeline: "Sales", name, sort_order: index, is_won: index === 2, is_lost: index === 3 },
      })),
    );
    // Twenty deals ended, half of them won after ten days; one open for a hundred days; one won without amount.
    const deal = { pipeline: "Sales", currency: "CNY", amount: 1000 as number | null };
    const ended = Array.from({ length: 20 }, (_, index) => {
      const won = index % 2 === 0;
      const ago = 40 + index;
      const days = { created_at: `${day(ago + (index < 10 ? 10 : 60))} 04:00:00`, closed_at: `${day(ago)} 04:00:00` };
      return {
        ...deal,
        ...days,
        id: index + 1,
        name: `Deal ${index + 1}`,
        account_id: 10 + index,
        owner_id: 1,
        stage_id: won ? 3 : 4,
        status: won ? "won" : "lost",
      };
    });
    await insert(landing, "opportunities", [
      ...ended,
      {
        ...deal,
        id: 21,
        name: "Big one",
        account_id: 5,
        owner_id: 1,
        stage_id: 2,
        status: "open",
        created_at: `${day(100)} 04:00:00`,
        closed_at: null,
        amount: 9000,
      },
      {
        ...deal,
        id: 22,
        name: "Second of five",
        account_id: 5,
        owner_id: 1,
        stage_id: 2,
        status: "open",
        created_at: `${day(90)} 04:00:00`,
        closed_at: null,
        amount: 800,
      },
      {
        ...deal,
        id: 23,
        name: "Forgotten",
        account_id: 1,
        owner_id: 2,
        stage_id: 3,
        status: "won",
        created_at: `${day(50)} 04:00:00`,
        closed_at: `${day(30)} 04:00:00`,
        amount: null,
      },
    ]);
    await insert(landing, "leads", [
      {
        id: 1,
        name: "New shop",
        owner_id: 2,
        created_at: `${day(2)} 04:00:00`,
        converted_at: null,
        converted_account_id: null,
        first_response_at: null,
      },
      {
        id: 2,
        name: "Old shop",
        owner_id: 2,
        created_at: `${day(200)} 04:00:00`,
        converted_at: null,
        converted_account_id: null,
        first_response_at: null,
      },
      {
        id: 3,
        name: "Came",
        owner_id: 1,
        created_at: `${day(280)} 04:00:00`,
        converted_at: `${day(270)} 04:00:00`,
        converted_account_id: 8,
        first_response_at: `${day(279)} 04:00:00`,
      },
    ]);
    await insert(landing, "tickets", [
      {
        id: 1,
        account_id: 7,
        kind: "complaint",
        subject: "Late",
        opened_at: `${day(4)} 04:00:00`,
        resolved_at: null,
        first_response_at: null,
      },
      {
        id: 2,
        account_id: 8,
        kind: "complaint",
        subject: "Done",
        opened_at: `${day(9)} 04:00:00`,
        resolved_at: `${day(8)} 04:00:00`,
        first_response_at: null,
      },
    ]);
  }));
});
afterAll(() => close());

interface Row {
  readonly kind: string;
  readonly account_id: string | null;
  readonly owner: string | null;
  readonly expected_value: number;
  readonly because: string;
  readonly by_when: string;
  readonly record_id: string | null;
}
const rowsOf = ({ result }: { result: Readonly<Record<string, unknown>> }) => result.actions as readonly Row[];
const day31 = { from: "2025-12-31", to: "2026-01-01" };

describe("/actions", () => {
  it("names each kind with its reason, ranked by money, in the contract's fields", async () => {
    const rows = rowsOf(await ask(actions, store, day31));
    expect(Object.keys(rows[0] ?? {}).slice(0, 6)).toEqual([
      ...["kind", "account_id", "owner", "expected_value", "because", "by_when"],
    ]);
    expect(rows.map(({ expected_value: value }) => value)).toEqual(
      rows.map(({ expected_value: value }) => value).toSorted((a, b) => b - a),
    );
    const first = (kind: string) => rows.find((row) => row.kind === kind);
    // Of the deals that took longer than the won ones' upper quartile, as many were won as not.
    expect(first("revive_deal")).toMatchObject({
      account_id: "accounts-5",
      record_id: "opportunities-21",
      owner: "王敏",
    });
    expect(first("fix_data")?.expected_value).toBeGreaterThan(0);
    // Of two leads old enough to be judged one became a customer, who ordered nine times in 90 days.
    expect(first("answer_lead")).toMatchObject({ record_id: "leads-1", expected_value: 450, by_when: "2025-12-31" });
    expect(rows.filter(({ kind }) => kind === "answer_lead")).toHaveLength(1);
    const saved = rows.filter(({ kind }) => kind === "save").map(({ account_id: id }) => id);
    expect(saved).toContain("accounts-1");
    expect(saved).not.toContain("accounts-3");
    for (const row of rows) expect(row.because.length).toBeGreaterThan(10);
  });

  it("has one line per account and kind, and an account once in the short list", async () => {
    const reply = await ask(actions, store, day31);
    const rows = rowsOf(reply);
    const keys = rows.flatMap(({ kind, account_id: id }) => (id === null ? [] : [`${kind} ${id}`]));
    expect(new Set(keys).size).toBe(keys.length);
    const listed = (reply.table?.rows ?? []).map(({ what }) => String(what).split(" · ")[1]);
    expect(listed.length).toBeLessThanOrEqual(7);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it("stays in the asker's scope", async () => {
    const rows = rowsOf(await ask(actions, store, { ...day31, lens: { owners: [2] } }));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ owner }) => owner))).toEqual(new Set(["Li"]));
  });

  it.each(["en", "zh"] as const)("says what to do first in %s", async (locale) => {
    const {
      headline,
      insights,
      actions: first,
      kpis,
      table,
      footnotes,
    } = await ask(actions, store, { ...day31, locale });
    expect({ headline, insights, first, kpis, table: table?.rows, footnotes }).toMatchSnapshot();
  });

  it("says plainly that there is nothing to do", async () => {
    const none = await ask(actions, store, { from: "2001-01-01", to: "2002-01-01" });
    expect(none).toMatchObject({ empty: true, result: { n: 0, actions: [] } });
  });
});
