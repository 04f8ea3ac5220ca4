import { expect, test } from "vitest";
import { paced } from "./slack-limits.ts";

test("a minute's calls pass, then as many as the rate gives back", () => {
  let now = 0;
  const pace = paced(() => now);
  const waits = Array.from({ length: 51 }, () => pace("conversations.open", undefined));
  expect(waits.slice(0, 50).every((wait) => wait === null)).toBe(true);
  expect(waits[50]).toBe(2);
  now += 1_300;
  expect(pace("conversations.open", undefined)).toBe(null);
});

test("a channel takes one post a second", () => {
  let now = 0;
  const pace = paced(() => now);
  expect([pace("chat.postMessage", "C1"), pace("chat.postMessage", "C1"), pace("chat.postMessage", "C2")]).toEqual([
    null,
    1,
    null,
  ]);
  now += 1_000;
  expect(pace("chat.postMessage", "C1")).toBe(null);
});
