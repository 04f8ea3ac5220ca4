import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "#answer.ts";
import { createDispatch } from "#dispatch.ts";
import type { Locale } from "#messages.ts";
import { tables } from "#model/tables.ts";
import type { Picture } from "#render/picture.ts";
import { discoverUnits } from "#units.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";
import { latinWordsOf } from "./terms.ts";

const { commands } = await discoverUnits();

let demo: Awaited<ReturnType<typeof demoParley>>;
let ask: (text: string, locale: Locale) => Promise<string[]>;
/** Texts of the CRM with Chinese and with Latin letters, the longest first. */
let data: Readonly<Record<"chinese" | "latin", readonly string[]>>;

/** Commands that show records or the log as they are, and those that give names in both languages. */
const showsOthers = new Set(["admin", "privacy", "define", "help"]);

/** Every text value that the CRM holds. */
async function textsOfData(): Promise<string[]> {
  const view = demo.parley.parts.store.view({ owners: null, filters: [], by: [] });
  const found = new Set<string>();
  for (const [table, { columns }] of Object.entries(tables)) {
    for (const [column, { kind }] of Object.entries(columns)) {
      if (kind !== "text" || /_id$|url/.test(column)) continue;
      const sql = `SELECT DISTINCT ${column} AS said FROM ${table} WHERE ${column} IS NOT NULL`;
      const rows = await view.select(sql, {}, { said: "text" }).catch(() => []);
      for (const { said } of rows) found.add(said);
    }
  }
  for (const { name } of demo.parley.parts.dimensions) {
    const lens = { owners: null, filters: [], by: [], deadline: AbortSignal.timeout(30_000) };
    for (const value of await demo.parley.parts.store.values(name, lens)) found.add(value);
  }
  found.add(demo.parley.parts.sourceTitle);
  // Tables are named as `/sync confirm` takes them, the place as its platform calls it.
  for (const name of [...Object.keys(tables), "test"]) found.add(name);
  return [...found].sort((a, b) => b.length - a.length);
}

/** Texts that a picture shows: its frame's, and what its spec says in so many words. */
function textsOfPicture(picture: Picture): string[] {
  const shown = new Set(["text", "title", "label", "labels", "subtitle", "note", "hint", "footer", "alt", "name"]);
  const all = (value: unknown, key: string): string[] => {
    if (typeof value === "string") return shown.has(key) ? [value] : [];
    if (Array.isArray(value)) return value.flatMap((one) => all(one, key));
    if (value === null || typeof value !== "object") return [];
    return Object.entries(value).flatMap(([name, one]) => all(one, name));
  };
  // Names of marks and parameters inside a specification are for the renderer.
  return all(picture, "").filter((text) => !/^[a-z][A-Za-z0-9_]*$/.test(text) && !text.startsWith("datum"));
}

function textsOfAnswer(answer: Answer): string[] {
  const { headline, context, alt, kpis, table, insights, actions, footnotes, method, buttons, error } = answer;
  const texts = [
    ...[headline, context, alt, error?.hint],
    ...(kpis ?? []).flatMap(({ label, value, change }) => [label, value, change]),
    ...(table?.columns ?? []).map(({ label }) => label),
    ...(table?.cells ?? []).flat(),
    ...[insights, actions, footnotes, method].flatMap((part) => part ?? []),
    ...buttons.map(({ label }) => label),
  ];
  return texts.filter((text) => text !== undefined && text !== null);
}

/** A text without what the CRM says in it, whole or cut short. */
function withoutData(text: string, values: readonly string[]): string {
  // Themes are words that customers wrote.
  if (text.length <= 8 && values.some((value) => value.includes(text))) return "";
  let rest = text;
  for (const value of values) {
    if ((value.length >= 2 || /\p{Script=Han}/u.test(value)) && rest.includes(value))
      rest = rest.replaceAll(value, " ");
    if (!rest.includes("…") || value.length < 6) continue;
    const cut = rest.indexOf(value.slice(0, 5));
    const end = cut < 0 ? -1 : rest.indexOf("…", cut);
    if (end > 0 && value.startsWith(rest.slice(cut, end).trimEnd())) rest = `${rest.slice(0, cut)} ${rest.slice(end)}`;
  }
  return rest;
}

beforeAll(async () => {
  demo = await demoParley();
  const texts = await textsOfData();
  data = {
    chinese: texts.filter((text) => /\p{Script=Han}/u.test(text)),
    latin: texts.filter((text) => /[A-Za-z]{2}/.test(text)),
  };
  let pictures: Picture[] = [];
  const { parts } = demo.parley;
  const render = async (picture: Picture) => {
    pictures.push(picture);
    return { png: new Uint8Array(), width: 560, height: 300, missingGlyphs: [], invalidNumbers: 0 };
  };
  const dispatch = createDispatch({ ...parts, renderer: { ...parts.renderer, render } });
  ask = async (text, locale) => {
    pictures = [];
    const { answer } = await dispatch(fromAdministrator(text, { locale, shared: true, draw: true }));
    return [...textsOfAnswer(answer), ...pictures.flatMap(textsOfPicture)];
  };
});

afterAll(() => demo.close());

const asked = [...commands]
  .filter(([name]) => !showsOthers.has(name))
  .flatMap(([, { examples }]) => examples.map((example) => [example.zh, example.en] as const));

test.each(asked)("the answer to %s has no English left in it", async (text) => {
  for (const said of await ask(text, "zh")) {
    if (latinWordsOf(said).length === 0) continue;
    const own = said.replace(/“[^”]*”/g, " ");
    expect(latinWordsOf(withoutData(own, data.latin)), said).toEqual([]);
  }
});

test.each(asked.map(([, en]) => en))("the answer to %s has no Chinese but the data's", async (text) => {
  for (const said of await ask(text, "en")) {
    if (!/\p{Script=Han}/u.test(said)) continue;
    // Quotations are the customers' own words, and what stands in brackets is the term's name at the company.
    const own = said.replace(/“[^”]*”|\([^)]*\)/g, " ").replace("中文", " ");
    expect(withoutData(own, data.chinese).match(/\p{Script=Han}+/gu), said).toBeNull();
  }
});
