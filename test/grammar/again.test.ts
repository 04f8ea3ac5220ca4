import { describe, expect, it } from "vitest";
import { again } from "#grammar/again.ts";
import type { Question } from "#question.ts";

const asked = (text: string, period: string): Question => ({ text, period: { name: period } }) as Question;

describe("again", () => {
  it("changes what it names and keeps the rest, filters above all", () => {
    const question = asked('/sales last90d by region channel="Web shop",Phone vs yoy grain=week', "last90d");
    expect(again(question, { period: "last30d" })).toBe(
      '/sales last30d by region channel="Web shop",Phone vs yoy grain=week',
    );
    expect(again(question, { by: ["owner"] })).toBe(
      '/sales last90d channel="Web shop",Phone vs yoy grain=week by owner',
    );
    expect(again(question, { by: [], compare: "none" })).toBe(
      '/sales last90d channel="Web shop",Phone grain=week vs none',
    );
    expect(again(question, { options: { grain: null, scheme: "3" } })).toBe(
      '/sales last90d by region channel="Web shop",Phone vs yoy scheme=3',
    );
  });

  it("replaces a period of several words, and never one inside a quoted value", () => {
    const question = asked('/funnel last quarter campaign="last quarter sale"', "last quarter");
    expect(again(question, { period: "this quarter" })).toBe('/funnel this quarter campaign="last quarter sale"');
    const quoted = asked('/funnel Q3 campaign="by \\"Q3\\" vs"', "Q3");
    expect(again(quoted, { period: "Q2", by: ["region"] })).toBe('/funnel Q2 campaign="by \\"Q3\\" vs" by region');
  });

  it("adds what was not there", () => {
    expect(again(asked("/sales last90d", "last90d"), { by: ["channel"], compare: "yoy" })).toBe(
      "/sales last90d by channel vs yoy",
    );
  });
});
