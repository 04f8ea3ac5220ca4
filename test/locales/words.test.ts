import { describe, expect, test } from "vitest";
import { catalogue, createWords } from "#locales/words.ts";

const en = createWords("en", "USD");
const zh = createWords("zh", "CNY");

/** Arguments of an ICU message by name, with their type. */
function argumentsOf(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?:, *(\w+))?/g)].map((match) => `${match[1]}`))].sort();
}

describe("the shared catalogue", () => {
  test("has the same keys in both languages", () => {
    expect(Object.keys(catalogue.zh).sort()).toEqual(Object.keys(catalogue.en).sort());
  });
  test.each(Object.keys(catalogue.en))("%s takes the same arguments and renders", (key) => {
    const english = catalogue.en[key] ?? "";
    const outer = (text: string) => argumentsOf(text.replace(/(other|one|=\d) \{[^{}]*\}/g, ""));
    expect(outer(catalogue.zh[key] ?? "")).toEqual(outer(english));
    const values = Object.fromEntries(argumentsOf(english).map((name) => [name, 2]));
    for (const words of [en, zh]) expect(words.say(key, values).length).toBeGreaterThan(0);
  });
  test("an unknown key throws, a unit's own message wins", () => {
    expect(() => en.say("no.such.key")).toThrow(/no.such.key/);
    expect(() => en.say("toString")).toThrow();
    const own = createWords("zh", "CNY", {
      en: { hello: "{n, plural, one {# deal} other {# deals}}" },
      zh: { hello: "{n} 单" },
    });
    expect(own.say("hello", { n: 3 })).toBe("3 单");
    expect(own.say("button.quarter")).toBe("本季度");
  });
});

// Examples of product.md, Languages.
describe("numbers", () => {
  test("in Chinese", () => {
    expect([zh.money(46_200_000), zh.number(120_000_000), zh.number(4820), zh.money(12_345)]).toEqual([
      "¥4,620万",
      "1.2亿",
      "4,820",
      "¥1.2万",
    ]);
  });
  test("in English", () => {
    expect([en.money(12_345), en.number(4820), en.number(12_345), en.money(4_200_000), en.number(1.25e9)]).toEqual([
      "$12.3k",
      "4,820",
      "12.3k",
      "$4.2M",
      "1.3B",
    ]);
  });
  test("round into the next unit, never to 1,000k or 10,000万", () => {
    expect([en.number(999_499), en.number(999_500), en.number(999_499_999), en.number(999_500_000)]).toEqual([
      "999k",
      "1M",
      "999M",
      "1B",
    ]);
    expect([zh.number(9999.4), zh.number(9999.5), zh.number(99_994_999), zh.number(99_995_000)]).toEqual([
      "9,999",
      "1万",
      "9,999万",
      "1亿",
    ]);
  });
  test("one minus sign everywhere, none on zero, a dash for what is no number", () => {
    expect([zh.money(-12_345), en.integer(-1234), en.change(-0.03), en.change(0.12), en.change(0)]).toEqual([
      "−¥1.2万",
      "−1,234",
      "−3%",
      "+12%",
      "0%",
    ]);
    expect([en.number(-0.0001), en.money(Number.NaN), en.percent(Number.POSITIVE_INFINITY)]).toEqual(["0", "–", "–"]);
  });
  test("percentages", () => {
    expect([en.percent(0.384), en.percent(0.384, 1), en.percent(0.004), en.percent(1)]).toEqual([
      "38%",
      "38.4%",
      "0.4%",
      "100%",
    ]);
  });
  test("a currency without a sign of its own stands apart", () => {
    expect(createWords("en", "CHF").money(12_345)).toBe("CHF\u00a012.3k");
  });
});

describe("dates", () => {
  test("long", () => expect([en.date("2026-11-22"), zh.date("2026-11-22")]).toEqual(["22 Nov 2026", "2026年11月22日"]));
  test.each([
    ["2026-09-01", "2026-10-01", "1–30 Sep 2026", "2026年9月1日–30日"],
    ["2026-07-01", "2026-10-01", "1 Jul – 30 Sep 2026", "2026年7月1日–9月30日"],
    ["2025-12-15", "2026-01-15", "15 Dec 2025 – 14 Jan 2026", "2025年12月15日–2026年1月14日"],
    ["2026-09-01", "2026-09-02", "1 Sep 2026", "2026年9月1日"],
  ])("%s to %s", (from, to, english, chinese) => {
    expect([en.span(from, to), zh.span(from, to)]).toEqual([english, chinese]);
  });
  test("axis labels", () => {
    expect([
      en.bucket("2026-09-01", "month"),
      zh.bucket("2026-09-01", "month"),
      en.bucket("2026-07-01", "quarter"),
    ]).toEqual(["Sep", "9月", "Q3 2026"]);
  });
  test("quarters are those of the fiscal year, named by the year it ends in", () => {
    const calendar = { fiscalYearStart: 4 };
    const labels = (locale: "en" | "zh") => {
      const words = createWords(locale, "CNY", undefined, { calendar });
      return ["2026-04-01", "2026-10-01", "2027-01-01"].map((day) => words.bucket(day, "quarter"));
    };
    expect(labels("en")).toEqual(["Q1 FY27", "Q3 FY27", "Q4 FY27"]);
    expect(labels("zh")).toEqual(["2027财年Q1", "2027财年Q3", "2027财年Q4"]);
  });
  test("lists and dimensions", () => {
    expect([en.list(["a", "b", "c"]), zh.list(["a", "b", "c"])]).toEqual(["a, b and c", "a、b和c"]);
    expect([en.dimension("age_band"), zh.dimension("region"), zh.dimension("custom_field")]).toEqual([
      "age band",
      "区域",
      "custom_field",
    ]);
  });
});
