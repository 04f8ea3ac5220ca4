import { expect, test } from "vitest";
import { isUrgent, joinLine, patiently, type Waiting } from "#waiting.ts";

test("whoever waits comes before what nobody waits for, and each in the order of coming", () => {
  const line: (Waiting & { readonly name: string })[] = [];
  for (const name of ["digest 1", "question 1", "digest 2", "question 2"]) {
    joinLine(line, { name, urgent: name.startsWith("question") });
  }
  expect(line.map(({ name }) => name)).toEqual(["question 1", "question 2", "digest 1", "digest 2"]);
});

test("what is done patiently is not urgent, with all that it calls, and nothing else", async () => {
  const inside = patiently(async () => {
    await Promise.resolve();
    return isUrgent();
  });
  expect(isUrgent()).toBe(true);
  expect(await inside).toBe(false);
  expect(isUrgent()).toBe(true);
});
