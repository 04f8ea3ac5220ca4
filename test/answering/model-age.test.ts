import { expect, test } from "vitest";
import { modelAge, witness } from "#answering/model-age.ts";
import { defineLesson } from "#learned.ts";
import { createWords } from "#locales/words.ts";
import { dimensions } from "#model/dimensions.ts";
import { calendar } from "../commands/ask-company.ts";

const words = (locale: "en" | "zh") => createWords(locale, "CNY", { en: {}, zh: {} }, { calendar, dimensions });
const now = new Date("2026-11-22T06:00:00Z");
const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

test("a fresh model, or none, needs no word", () => {
  expect(modelAge([], now, words("en"))).toEqual([]);
  expect(modelAge([{ learnedAt: before(0.5), renewing: false }], now, words("en"))).toEqual([]);
});

test("the oldest of several tells the age, and any that is being renewed says so", () => {
  const recalled = [
    { learnedAt: before(3), renewing: false },
    { learnedAt: before(0.2), renewing: true },
  ];
  expect(modelAge(recalled, now, words("en"))).toEqual([
    "The model was learned 3 hours ago; newer data are being learned right now.",
  ]);
  expect(modelAge(recalled, now, words("zh"))).toEqual(["模型学习于3小时前，正在用更新的数据重新学习。"]);
  expect(modelAge(recalled.slice(1), now, words("en"))[0]).toContain("less than an hour ago; newer data");
});

test("what a command recalls is remembered, what fails is not", async () => {
  const lesson = defineLesson({ name: "any", usual: {}, learn: async () => 1 });
  const { recall, recalled } = witness(async () => ({ value: 1 as never, learnedAt: now, renewing: false }));
  await recall(lesson, "2026-11-22", {});
  expect(recalled).toEqual([{ value: 1, learnedAt: now, renewing: false }]);
  const failing = witness(() => Promise.reject(new Error("no")));
  await expect(failing.recall(lesson, "2026-11-22", {})).rejects.toThrow("no");
  expect(failing.recalled).toEqual([]);
});
