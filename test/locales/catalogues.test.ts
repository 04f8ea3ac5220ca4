import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { catalogue } from "#locales/words.ts";
import type { Messages } from "#messages.ts";
import { dimensions } from "#model/dimensions.ts";
import { discoverUnits } from "#units.ts";
import { latinWordsOf } from "./terms.ts";

type Part = ReturnType<IntlMessageFormat["getAst"]>[number];

const { commands, jobs, indicators } = await discoverUnits();

const catalogues: (readonly [string, Messages])[] = [
  ["shared", catalogue],
  ...[...commands, ...jobs].map(([name, { messages }]) => [name, messages] as const),
];

/** The parts of a message, those inside its plurals and selections too. */
function partsOf(message: string, locale: string): Part[] {
  const all = (parts: readonly Part[]): Part[] =>
    parts.flatMap((part) => [
      part,
      ...("options" in part ? Object.values(part.options).flatMap((option) => all(option.value)) : []),
    ]);
  return all(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst());
}

const literal = 0;
const select = 5;
const plural = 6;

const literalsOf = (message: string, locale: string): string =>
  partsOf(message, locale)
    .map((part) => (part.type === literal ? part.value : "{"))
    .join("");

/** Names of a message's arguments; with the choices of those that select. */
function argumentsOf(message: string, locale: string): { names: string[]; choices: string[] } {
  const parts = partsOf(message, locale);
  const named = parts.flatMap((part) => ("value" in part && part.type !== literal ? [String(part.value)] : []));
  const choices = parts.flatMap((part) =>
    part.type === select && "options" in part
      ? [
          `${part.value}: ${Object.keys(part.options)
            .filter((key) => key !== "other")
            .sort()
            .join(" ")}`,
        ]
      : [],
  );
  return { names: [...new Set(named)].sort(), choices: [...new Set(choices)].sort() };
}

/** A selection in one language may need none in the other, but where both have it, its choices are the same. */
function expectSameChoices(en: readonly string[], zh: readonly string[], key: string): void {
  for (const choice of zh) {
    const name = choice.split(":")[0] ?? "";
    const english = en.filter((one) => one.startsWith(`${name}:`));
    if (english.length > 0) expect(english, key).toContain(choice);
  }
}

describe.each(catalogues)("the texts of %s", (_, { en, zh }) => {
  test("have the same keys in both languages", () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });
  test("take the same arguments, with the same choices", () => {
    for (const [key, english] of Object.entries(en)) {
      const [ours, theirs] = [argumentsOf(english, "en"), argumentsOf(zh[key] ?? "", "zh")];
      const missing = theirs.names.filter((name) => !ours.names.includes(name));
      expect(missing, `${key}: arguments only in Chinese`).toEqual([]);
      expectSameChoices(ours.choices, theirs.choices, key);
    }
  });
  test("have every plural form of English, and none that Chinese has not", () => {
    for (const [key, english] of Object.entries(en)) {
      for (const part of partsOf(english, "en")) {
        if (part.type !== plural || !("options" in part)) continue;
        const forms = Object.keys(part.options);
        expect(forms, `${key} in English`).toContain("other");
        const others = part.options.other?.value ?? [];
        const said = others.map((one) => (one.type === literal ? one.value : "#")).join("");
        // A number alone, or with words that are the same for one, needs no form of its own.
        const differs = /# (?:[a-z]+ )?[a-z]+s(?![a-z])/.test(said);
        expect(!differs || forms.includes("one") || forms.includes("=1"), `${key} in English`).toBe(true);
      }
      for (const part of partsOf(zh[key] ?? "", "zh")) {
        if (part.type === plural && "options" in part) expect(Object.keys(part.options), key).not.toContain("one");
      }
    }
  });
  test("are Chinese in Chinese, and hold no Chinese in English", () => {
    for (const [key, chinese] of Object.entries(zh)) {
      // Said in the language that was chosen, whichever it was before.
      if (/^changed_language_/.test(key)) continue;
      expect(latinWordsOf(literalsOf(chinese, "zh")), `${key}: ${chinese}`).toEqual([]);
      const english = literalsOf(en[key] ?? "", "en").replace(/“[^”]*”|\([^)]*\)/g, "");
      expect(english.replace("中文", ""), key).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe("names of things", () => {
  const named = [
    ...[...commands].flatMap(([name, { title, summary }]) => [
      [`${name} title`, title] as const,
      [`${name} summary`, summary] as const,
    ]),
    ...[...indicators].flatMap(([name, { title, definition }]) => [
      [`${name} title`, title] as const,
      [`${name} definition`, definition] as const,
    ]),
    ...dimensions.map(({ name, label }) => [`${name} label`, label] as const),
  ];
  test.each(named)("%s is in both languages", (_, { en, zh }) => {
    expect(en).toMatch(/[A-Za-z]/);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(zh.length).toBeGreaterThan(0);
    expect(latinWordsOf(zh)).toEqual([]);
  });
  test.each([...commands])("/%s has Chinese names and examples", (_, command) => {
    expect(command.aliases.some((alias) => /\p{Script=Han}/u.test(alias))).toBe(true);
    for (const { en, zh } of command.examples) {
      expect(zh).toMatch(/^\/\p{Script=Han}/u);
      expect(en).toMatch(/^\/[a-z]/);
    }
  });
});
