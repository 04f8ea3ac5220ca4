import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineLesson, type Lesson } from "#learned.ts";
import { createMemory } from "#learning/memory.ts";
import type { Store } from "#store.ts";
import { calendar, companyOf, insert } from "../commands/ask-company.ts";
import { compute } from "../commands/in-place.ts";

let store: Store;
let close = async () => {};
const load = (id: number) =>
  store.load({ source: "test", fingerprint: String(id) }, (landing) =>
    insert(landing, "accounts", [{ id, name: "A" }]),
  );

beforeAll(async () => {
  ({ store, close } = await companyOf((landing) => insert(landing, "accounts", [{ id: 1, name: "A" }])));
});
afterAll(() => close());

const memory = () => createMemory({ store, calendar, computeUntil: () => compute, log: pino({ level: "silent" }) });
const now = new Date("2026-11-22T06:00:00Z");
const today = "2026-11-22";

/** Counts accounts, and how often it was asked to. */
function counting() {
  let times = 0;
  const lesson = defineLesson({
    name: "counting",
    usual: { plus: 0 },
    async learn({ view }, { plus }: { plus: number }) {
      times++;
      const [row] = await view.select("SELECT count(*) AS n FROM accounts", {}, { n: "integer" });
      return (row?.n ?? 0) + plus;
    },
  });
  return { lesson, times: () => times };
}

test("a value is learned once for the same data and parameters, also when asked twice at once", async () => {
  const { lesson, times } = counting();
  const mind = memory();
  const ask = (plus: number) => mind.recall(lesson, today, { plus }, now);
  const [first, second] = await Promise.all([ask(0), ask(0)]);
  expect([first.value, second.value, times()]).toEqual([1, 1, 1]);
  expect([(await ask(0)).renewing, times()]).toEqual([false, 1]);
  expect([(await ask(10)).value, times()]).toEqual([11, 2]);
});

test("changed data: the old value at once with its age, the new one learned behind it", async () => {
  const { lesson, times } = counting();
  const mind = memory();
  const before = await mind.recall(lesson, today, { plus: 0 }, now);
  await load(2);
  const later = new Date(now.getTime() + 3_600_000);
  const stale = await mind.recall(lesson, today, { plus: 0 }, later);
  expect(stale).toEqual({ value: before.value, learnedAt: now, renewing: true });
  await mind.close();
  const renewed = await mind.recall(lesson, today, { plus: 0 }, later);
  expect(renewed).toEqual({ value: before.value + 1, learnedAt: later, renewing: false });
  expect(times()).toBe(2);
});

test("a new day finds yesterday's value; a past as-of has a place of its own", async () => {
  const { lesson } = counting();
  const mind = memory();
  await mind.recall(lesson, today, { plus: 0 }, now);
  const tomorrow = new Date("2026-11-23T06:00:00Z");
  expect((await mind.recall(lesson, "2026-11-23", { plus: 0 }, tomorrow)).renewing).toBe(true);
  await mind.close();
  expect((await mind.recall(lesson, "2026-06-30", { plus: 0 }, tomorrow)).renewing).toBe(false);
});

test("what cannot be learned is said to whoever asks first, and hidden behind an older value", async () => {
  let broken = true;
  const lesson = defineLesson({
    name: "moody",
    usual: {},
    learn: async () => {
      if (broken) throw new Error("nothing to learn from");
      return 7;
    },
  });
  const mind = memory();
  await expect(mind.recall(lesson, today, {}, now)).rejects.toThrow("nothing to learn from");
  broken = false;
  expect((await mind.recall(lesson, today, {}, now)).value).toBe(7);
  broken = true;
  await load(3);
  expect(await mind.recall(lesson, today, {}, now)).toMatchObject({ value: 7, renewing: true });
  await mind.close();
});

test("learned ahead, nobody waits; what cannot be learned ahead stops nothing", async () => {
  const { lesson, times } = counting();
  const failing = defineLesson({ name: "failing", usual: {}, learn: () => Promise.reject(new Error("no")) });
  const mind = memory();
  await mind.ahead([failing, lesson] as Lesson<unknown, unknown>[], now);
  expect(times()).toBe(1);
  expect((await mind.recall(lesson, today, lesson.usual, now)).renewing).toBe(false);
  expect(times()).toBe(1);
});
