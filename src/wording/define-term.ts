import type { Localized } from "#messages.ts";

/** A word that replies use, and how it is computed. */
export interface Term {
  readonly id: string;
  readonly title: Localized;
  /** Other words for it, in any language. */
  readonly aliases: readonly string[];
  readonly group: "figures" | "customers" | "selling" | "marketing" | "data" | "own";
  readonly text: Localized;
}

/** One term from its words, the aliases parted by commas. */
export function term(group: Term["group"]) {
  return (id: string, title: readonly [en: string, zh: string], aliases: string, en: string, zh: string): Term => ({
    ...{ id, group, title: { en: title[0], zh: title[1] }, text: { en, zh } },
    aliases: aliases === "" ? [] : aliases.split(",").map((alias) => alias.trim()),
  });
}
