import { describe, expect, it } from "vitest";
import { UserError } from "#errors.ts";
import { createWords } from "#locales/words.ts";
import { indicatorMeant } from "#wording/indicator-choice.ts";
import { indicators } from "../commands/in-place.ts";

const en = createWords("en", "CNY");
const zh = createWords("zh", "CNY");
const meant = (text: string) => indicatorMeant(text, indicators, en).id;

describe("indicatorMeant", () => {
  it.each([
    ["revenue", "revenue"],
    ["per_buyer", "per_buyer"],
    ["per-buyer", "per_buyer"],
    ["Per Buyer", "per_buyer"],
    ["ＡＯＶ", "aov"],
    ["revenue drop", "revenue"],
    ["why did the win rate fall", "win_rate"],
    ["销售额下降", "revenue"],
    ["为什么客单价跌了", "per_buyer"],
    ["笔单价", "aov"],
    ["复购率", "repeat_rate"],
    ["回购率变化", "rebuy_rate"],
    ["老客占比", "returning_share"],
    ["回款", "received"],
    ["转商机率", "lead_to_opportunity"],
    ["complaints per 100 orders", "complaints_per_100_orders"],
  ])("%s is %s", (text, id) => {
    expect(meant(text)).toBe(id);
  });

  it("knows every indicator by its id and its titles", () => {
    for (const [file, { title }] of indicators) {
      const id = file.replaceAll("-", "_");
      expect([id, title.en, title.zh].map(meant)).toEqual([id, id, id]);
    }
  });

  it("does not find a name inside another word", () => {
    expect(() => meant("preorders")).toThrow(UserError);
  });

  it("names the nearest when it is none, in the asker's language", () => {
    const refused = (text: string, words = en) => {
      try {
        return indicatorMeant(text, indicators, words).id;
      } catch (error) {
        return error instanceof UserError ? [error.code, error.hint] : error;
      }
    };
    expect(refused("revenu")).toEqual(["unknown_indicator", expect.stringMatching(/^The nearest: Revenue/)]);
    expect(refused("复够率", zh)).toEqual(["unknown_indicator", expect.stringContaining("复购率")]);
  });
});
