import { expect, test } from "vitest";
import { createWords } from "#locales/words.ts";
import { kpiChange, kpiPoints } from "#wording/kpi-change.ts";

test("an amount changes by a part of itself, a rate by points", () => {
  const [en, zh] = [createWords("en", "CNY"), createWords("zh", "CNY")];
  expect(kpiChange(en, 110, 100)).toEqual({ change: "+10%", good: true });
  expect(kpiPoints(en, 0.171, 0.155)).toEqual({ change: "+1.6 pts", good: true });
  expect(kpiPoints(zh, 0.155, 0.171)).toEqual({ change: "−1.6个百分点", good: false });
  expect(kpiPoints(en, 0.171, null)).toEqual({});
});
