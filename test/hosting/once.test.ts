import { expect, test } from "vitest";
import { createOnce } from "#hosting/once.ts";

test("an event comes once; ten thousand are remembered, the oldest goes first", () => {
  const first = createOnce();
  expect([first("a"), first("a"), first("b")]).toEqual([true, false, true]);
  for (let event = 0; event < 9_998; event++) first(String(event));
  expect(first("a")).toBe(false);
  first("one more");
  expect([first("b"), first("a")]).toEqual([false, true]);
});
