import { XMLValidator } from "fast-xml-parser";
import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import type { Attachment } from "#answer.ts";
import { exportReply } from "#export/export-reply.ts";
import { hostile, replyOf, surroundings } from "./replies.ts";
import { textsInside, unzipped } from "./unzipped.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const print = { png: new Uint8Array(png), width: 1, height: 1, alt: "Revenue fell" };

function malformed({ bytes }: Attachment): string[] {
  return [...unzipped(bytes)].flatMap(([name, content]) => {
    if (!/\.(xml|rels)$/.test(name)) return [];
    const checked = XMLValidator.validate(content.toString("utf8"));
    return checked === true ? [] : [`${name}: ${checked.err.msg}`];
  });
}

describe("a workbook", () => {
  let file: Attachment;
  beforeAll(async () => {
    file = await exportReply(replyOf(), "xlsx", { ...surroundings(), print });
  });

  test("is named after its question, and by its type", () => {
    expect(file.name).toBe("sales-华东-2026-09-01…2026-09-30.xlsx");
    expect(file.type).toBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    expect(malformed(file)).toEqual([]);
  });

  test("has typed cells: texts that are no formulas, numbers, dates, formats in the currency", async () => {
    const { sheets } = await readXlsx(file.bytes, { readStyles: true });
    const [data] = sheets;
    expect(data?.rows).toHaveLength(hostile.length + 1);
    expect(data?.rows[1]?.[0]).toBe(hostile[0]);
    expect(data?.rows[2]?.slice(1, 3)).toEqual([-1234.5, 1 / 7]);
    expect(data?.rows[2]?.[3]).toEqual(new Date("2026-09-30T00:00:00Z"));
    const sheet = unzipped(file.bytes).get("xl/worksheets/sheet1.xml")?.toString("utf8") ?? "";
    expect(sheet).not.toContain("<f>");
    expect(sheet).toContain('state="frozen"');
    const styles = unzipped(file.bytes).get("xl/styles.xml")?.toString("utf8") ?? "";
    for (const format of ["&quot;¥&quot;#,##0", "0.0%", "yyyy-mm-dd"]) expect(styles).toContain(format);
  });

  test("says on a last sheet what was asked and how it was computed", async () => {
    const { sheets } = await readXlsx(file.bytes);
    const said = (sheets.at(-1)?.rows ?? []).flat();
    for (const text of ["/sales last90d by region", "Orders less returns", "Net of returns", "Data as of 22 Nov 2026"])
      expect(said).toContain(text);
  });

  test("shows the chart, described", () => {
    const parts = unzipped(file.bytes);
    expect([...parts.keys()].filter((name) => name.startsWith("xl/media/"))).toHaveLength(1);
    expect(textsInside(file.bytes)).toContain('descr="Revenue fell"');
  });
});

describe("slides", () => {
  test("hold a chart of their own with its workbook, key figures, table and notes", async () => {
    const file = await exportReply(replyOf(), "pptx", { ...surroundings(), print });
    expect(malformed(file)).toEqual([]);
    const names = [...unzipped(file.bytes).keys()];
    expect(names.filter((name) => /charts\/chart\d+\.xml$/.test(name))).toHaveLength(1);
    expect(names.filter((name) => /embeddings\/.*\.xlsx$/.test(name))).toHaveLength(1);
    expect(names.filter((name) => /slides\/slide\d+\.xml$/.test(name))).toHaveLength(2);
    const texts = textsInside(file.bytes);
    for (const text of ["华星科技", "Orders less returns", "Net revenue", "¥9M"]) expect(texts).toContain(text);
  });

  test("show the picture where there are no numbers to draw again, described", async () => {
    const { chart, ...rest } = replyOf(["Acme"]);
    const spec = { ...chart?.spec, usermeta: undefined } as unknown as NonNullable<typeof chart>["spec"];
    const pictured = { ...rest, chart: { spec, alt: "Revenue fell" } };
    const file = await exportReply(pictured, "pptx", { ...surroundings("zh"), print });
    expect([...unzipped(file.bytes).keys()].some((name) => name.startsWith("ppt/media/"))).toBe(true);
    expect(textsInside(file.bytes)).toContain('descr="Revenue fell"');
    expect(textsInside(file.bytes)).toContain("Microsoft YaHei");
  });
});

test("a PDF is one, with its title and embedded fonts", async () => {
  const { bytes, name } = await exportReply(replyOf(), "pdf", { ...surroundings("zh"), print });
  const text = Buffer.from(bytes).toString("latin1");
  expect(name).toMatch(/\.pdf$/);
  expect(text.startsWith("%PDF-1.")).toBe(true);
  expect(text).toMatch(/\/FontFile2 /);
  // Only the characters in use are embedded, not ten megabytes of font.
  expect(bytes.byteLength).toBeLessThan(200_000);
});
