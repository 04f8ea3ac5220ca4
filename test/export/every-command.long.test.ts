import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#command.ts";
import { discover } from "#discover.ts";
import type { Asked } from "#dispatch.ts";
import type { Parley } from "#parley.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";
import { textsInside } from "./unzipped.ts";

const commands = await discover<Command>(new URL("../../commands/", import.meta.url));

let parley: Parley;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ parley, close } = await demoParley());
}, 120_000);
afterAll(() => close());

const ask = async (text: string, change: Partial<Asked> = {}) =>
  (await parley.dispatch(fromAdministrator(text, change))).answer;

describe.each([...commands])("/%s", (_, { examples: [example] }) => {
  test.each(["en", "zh"] as const)(
    "gives a table with every row, in %s",
    async (locale) => {
      const answer = await ask(`${example[locale]} csv`, { locale });
      expect(answer.error).toBeUndefined();
      // Who has no subscription has none to export.
      if (answer.empty === true) return expect(answer.files).toBeUndefined();
      const [file] = answer.files ?? [];
      expect(file?.name).toMatch(/^[\p{L}\p{N}].*\.csv$/u);
      const { data, errors } = Papa.parse<string[]>(new TextDecoder().decode(file?.bytes), {
        delimiter: ",",
        skipEmptyLines: true,
      });
      expect(errors).toEqual([]);
      const { rows = [], total = rows.length } = answer.table ?? {};
      expect(data.length).toBeGreaterThanOrEqual(Math.max(2, rows.length + 1));
      if (answer.table !== undefined && rows.length > 0) expect(data.length - 1).toBeGreaterThanOrEqual(total);
      expect(new Set(data.map((line) => line.length)).size).toBe(1);
    },
    60_000,
  );
});

test("slides and workbooks say what the answer says", async () => {
  for (const [text, locale] of [
    ["/sales last90d by region pptx", "en"],
    ["/销售 近90天 按区域 xlsx", "zh"],
  ] as const) {
    const answer = await ask(text, { locale });
    const inside = textsInside(answer.files?.[0]?.bytes ?? new Uint8Array());
    expect(inside).toContain(answer.headline.replaceAll("&", "&amp;"));
    expect(inside).toContain(answer.context);
  }
}, 60_000);

test("a file is for who asked: nothing that is shared or explained has one", async () => {
  const audience = async () => ({ owners: null });
  const [asked, shared, explained] = await Promise.all([
    ask("/sales last90d pdf"),
    ask("/sales last90d pdf", { action: "share", audience }),
    ask("/sales last90d pdf", { action: "explain" }),
  ]);
  expect(asked.files?.map(({ type }) => type)).toEqual(["application/pdf"]);
  expect([shared.files, explained.files]).toEqual([undefined, undefined]);
}, 60_000);

test("nothing gives no file, and says so", async () => {
  const answer = await ask("/sales 2001 xlsx");
  expect(answer.empty).toBe(true);
  expect(answer.files).toBeUndefined();
  expect(answer.footnotes).toContain("There is nothing to put into a file.");
});
