import { beforeAll, expect, test } from "vitest";
import type { Command } from "#command.ts";
import { understand } from "#grammar/understand.ts";
import { discoverUnits } from "#units.ts";
import { context, localeOf } from "./newcomer.ts";

let commands: ReadonlyMap<string, Command>;
beforeAll(async () => {
  ({ commands } = await discoverUnits());
});

test.each([
  "how good is our data quality",
  "which customers are duplicates?",
  "which customers were recorded twice",
  "数据质量怎么样",
  "哪些客户是重复的？",
  "查重",
])("%s asks for /quality", async (text) => {
  expect((await understand(text, context({ commands }, localeOf(text)))).command).toBe("quality");
});

test("ids behind accept are one value, however the comma is written", async () => {
  for (const text of ["/quality accept=C001,C001D", "/quality accept=C001，C001D", '/quality accept="C001,C001D"']) {
    const { options } = await understand(text, context({ commands }, "en"));
    expect(options).toEqual({ accept: "C001,C001D" });
  }
});
