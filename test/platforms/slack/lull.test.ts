import { expect, test } from "vitest";
import { createLull } from "#platforms/slack/lull.ts";

/** A lull whose pauses end when the test says so. */
function paused() {
  let ends: (() => void)[] = [];
  const lull = createLull(() => new Promise<void>((resolve) => ends.push(resolve)));
  const begun: string[] = [];
  return {
    begun,
    come: (name: string) => void lull.next().then(() => begun.push(name)),
    async pause() {
      for (const end of ends.splice(0)) end();
      ends = [];
      await new Promise(setImmediate);
    },
  };
}

test("a question that comes alone begins after one pause", async () => {
  const { begun, come, pause } = paused();
  come("one");
  expect(begun).toEqual([]);
  await pause();
  expect(begun).toEqual(["one"]);
});

test("those of a rush begin when no more come, in their order", async () => {
  const { begun, come, pause } = paused();
  come("one");
  const first = pause();
  come("two");
  await first;
  expect(begun).toEqual([]);
  await pause();
  expect(begun).toEqual(["one", "two"]);
});

test("questions without end hold none up for long", async () => {
  const { begun, come, pause } = paused();
  for (let at = 0; begun.length === 0; at++) {
    if (at > 100) throw new Error("none began");
    const passed = pause();
    come(String(at));
    await passed;
  }
  expect(begun[0]).toBe("0");
});
