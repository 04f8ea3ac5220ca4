import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { understand } from "#grammar/understand.ts";
import { createWords } from "#locales/words.ts";
import type { Locale } from "#messages.ts";
import { namedAccounts } from "#queries/named-accounts.ts";
import type { Lens, Store } from "#store.ts";
import { accountMeant, askAbout } from "#wording/account-choice.ts";
import { context } from "../grammar/example-context.ts";
import { companyOf, insert } from "./ask-company.ts";

let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ store, close } = await companyOf(async (landing) => {
    await insert(landing, "owners", [
      { id: 1, name: "王敏" },
      { id: 2, name: "Li" },
    ]);
    const account = { owner_id: 1, city: null, deleted_at: null };
    await insert(landing, "accounts", [
      { ...account, id: 1, name: "华星科技" },
      { ...account, id: 2, name: "上海华星贸易（集团）有限公司", city: "上海" },
      { ...account, id: 3, name: "何涛", city: "成都" },
      { ...account, id: 4, name: "何涛", city: "郑州", owner_id: 2 },
      { ...account, id: 5, name: "Acme Robotics Ltd" },
      { ...account, id: 6, name: "Acme" },
      { ...account, id: 7, name: "2025" },
      { ...account, id: 8, name: 'The "Best" Café, Q3' },
      { ...account, id: 9, name: null },
      { ...account, id: 10, name: "accounts-9" },
      { ...account, id: 11, name: "ＡＢＣ贸易" },
      { ...account, id: 12, name: "Gone", deleted_at: "2024-05-01 00:00:00" },
    ]);
  }));
});
afterAll(() => close());

const viewOf = (lens: Partial<Lens> = {}) => store.view({ owners: null, filters: [], by: [], ...lens });
async function found(text: string, lens?: Partial<Lens>) {
  const { by, accounts } = await namedAccounts(viewOf(lens), text);
  return [by, ...accounts.map(({ key }) => key)];
}
async function meant(text: string, { locale = "en", asked = "" }: { locale?: Locale; asked?: string } = {}) {
  return accountMeant(await namedAccounts(viewOf(), text), text, "customer", createWords(locale, "CNY"), asked);
}

describe("namedAccounts", () => {
  it.each([
    ["by id", "accounts-2", ["name", 2]],
    ["by name", "华星科技", ["name", 1]],
    ["whatever the case", " ACME ", ["name", 6]],
    ["whatever the width of brackets", "上海华星贸易(集团)有限公司", ["name", 2]],
    ["as it is written", "上海华星贸易（集团）有限公司", ["name", 2]],
    ["whatever the width of what is asked", "Ａｃｍｅ", ["name", 6]],
    ["in wide letters", "ＡＢＣ贸易", ["name", 11]],
    ["by one part, the shortest name first", "华星", ["part", 1, 2]],
    ["by a part", "robotics", ["part", 5]],
    ["with equal names", "何涛", ["name", 3, 4]],
    ["misspelled", "华兴科技", ["spelling", 1]],
    ["misspelled in English", "Acme Robotix Ltd", ["spelling", 5]],
    ["by nothing known", "Zephyr Holdings", ["spelling"]],
    ["by nothing at all", "  ", ["name"]],
    ["by what only looks like a pattern", "%", ["spelling"]],
    ["by a deleted one", "Gone", ["spelling"]],
  ])("finds %s: %s", async (_, text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  it("finds nothing of what the asker may not see", async () => {
    const scope = { owners: [2], self: 2 };
    expect(await found("何涛", scope)).toEqual(["name", 4]);
    for (const text of ["accounts-1", "华星科技", "华星", "华兴科技"])
      expect(await found(text, scope)).toEqual(["spelling"]);
  });
});

describe("accountMeant", () => {
  it("takes the only one that fits", async () => {
    expect(await meant("accounts-1")).toMatchObject({ key: 1, account: "accounts-1", name: "华星科技", owner: "王敏" });
    expect(await meant("robotics")).toMatchObject({ key: 5 });
  });

  it("asks which of several is meant, by name where that tells them apart, else by id", async () => {
    await expect(meant("华星", { asked: "/customer 华星 last90d as of 2025-01-31" })).rejects.toMatchObject({
      code: "ambiguous_account",
      message: "“华星” fits more than one customer.",
      hint: expect.stringContaining("上海华星贸易（集团）有限公司 (上海, 王敏): /customer"),
      choices: [
        '/customer "华星科技" last90d as of 2025-01-31',
        '/customer "上海华星贸易（集团）有限公司" last90d as of 2025-01-31',
      ],
    });
    await expect(meant("何涛", { locale: "zh" })).rejects.toMatchObject({
      message: "符合“何涛”的客户不止一个。",
      hint: expect.stringContaining('何涛（成都、王敏）: /customer "accounts-3"'),
      choices: ['/customer "accounts-3"', '/customer "accounts-4"'],
    });
    // One account's id is another's name.
    await expect(meant("accounts-9")).rejects.toMatchObject({
      choices: ['/customer "accounts-10"', '/customer "accounts-9"'],
    });
  });

  it("asks before it takes a misspelled name for another", async () => {
    await expect(meant("华兴科技", { locale: "zh" })).rejects.toMatchObject({
      code: "unknown_account",
      message: "没有找到名为“华兴科技”的客户，您是不是想找：",
      choices: ['/customer "华星科技"'],
    });
  });

  it("says that it knows nobody of this name", async () => {
    await expect(meant("Zephyr")).rejects.toMatchObject({
      code: "unknown_account",
      message: "No customer is called “Zephyr”, or it is not one of yours.",
      hint: "Try a shorter part of the name, or the id that the CRM shows.",
    });
    await expect(meant("无此公司", { locale: "zh" })).rejects.toThrow(
      "没有找到名为“无此公司”的客户，或者它不在您的名下。",
    );
  });

  it("offers choices that the grammar reads as this very account", async () => {
    for (const name of [
      "2025",
      'The "Best" Café, Q3',
      "by region",
      "上海华星贸易（集团）有限公司",
      "back\\slash",
      "“引号”",
    ]) {
      expect(await understand(askAbout("customer", name), context())).toMatchObject({
        command: "customer",
        subject: name,
      });
    }
  });
});
