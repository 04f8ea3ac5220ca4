import { afterAll, beforeAll, expect, test } from "vitest";
import type { Parley } from "#parley.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";

let parley: Parley;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ parley, close } = await demoParley());
});
afterAll(() => close());

test.each([
  ["en", "/subscribe weekly Mon 9:00 /sales last week to #sales", "#sales", "to channel"],
  ["zh", "/订阅 每周一 9:00 /销售额 上周 发到 #销售群", "#销售", "to channel"],
] as const)("in %s, a channel that is named is where to ask: %s", async (locale, text, channel, instead) => {
  const { answer } = await parley.dispatch(fromAdministrator(text, { locale }));
  expect(answer.error?.code).toBe("other_channel");
  expect(answer.headline).toContain(channel);
  expect(answer.error?.hint).toContain(instead);
});
