import { access } from "node:fs/promises";
import { expect, test } from "vitest";
import { catalogue } from "#locales/words.ts";

const named = Object.entries(catalogue).flatMap(([locale, texts]) =>
  Object.entries(texts).flatMap(([key, text]) =>
    [...text.matchAll(/(?<![\w/}.])\/([a-z][a-z-]*)/g)].map(([, name = ""]) => [locale, key, name] as const),
  ),
);

test("the shared catalogue names commands", () => expect(named.length).toBeGreaterThan(1));

test.each(named)("%s %s: /%s exists", async (_locale, _key, name) => {
  // The bot's own name, and what Slack itself takes.
  if (name === "parley" || name === "invite") return;
  await expect(access(new URL(`../../commands/${name}.ts`, import.meta.url))).resolves.toBeUndefined();
});
