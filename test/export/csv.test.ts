import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { exportReply } from "#export/export-reply.ts";
import { createWords } from "#locales/words.ts";
import type { Reply } from "#reply.ts";
import { hostile, replyOf, surroundings } from "./replies.ts";

const csvOf = async (reply: Reply): Promise<string> => {
  const { bytes } = await exportReply(reply, "csv", surroundings());
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
};
const read = (text: string): string[][] =>
  Papa.parse<string[]>(text.slice(1), { delimiter: ",", skipEmptyLines: true }).data;

describe("a CSV file", () => {
  test("begins with a byte order mark, ends its lines by CRLF and names units in its header", async () => {
    const text = await csvOf(replyOf(["Acme"]));
    expect(text).toBe("\ufeffCustomer,Revenue (CNY),Share,On,Orders\r\nAcme,0,0,2026-09-30,0\r\n");
  });

  test("shows amounts in the currency that its reader chose", async () => {
    const into = { code: "USD", rate: 0.14, on: "2026-11-20" };
    const words = createWords("en", "CNY", undefined, { into });
    const { bytes } = await exportReply(replyOf(["Acme", "Beta"]), "csv", { ...surroundings(), words });
    expect(read(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).map(([, money]) => money)).toEqual([
      "Revenue (USD)",
      "0",
      "-172.83",
    ]);
  });

  test("holds every row, numbers bare also where they are negative", async () => {
    const rows = read(await csvOf(replyOf()));
    expect(rows).toHaveLength(hostile.length + 1);
    expect(rows[3]).toEqual(["'-2+3+cmd", "-2469", "0.285714", "2026-09-30", "2"]);
  });

  test("lets no spreadsheet run a name", async () => {
    const names = read(await csvOf(replyOf()))
      .slice(1)
      .map(([name = ""]) => name);
    expect(names.filter((name) => /^[=+\-@\t\r\n＝＋－＠]/.test(name))).toEqual([]);
    expect(names.slice(0, 7).every((name) => name.startsWith("'"))).toBe(true);
    expect(names[7]).toBe("<script>&\"'");
    expect(names[8]).toBe("a,b\nc");
    expect(names[9]).toBe("控制 符 ");
  });

  test("reads back as it was, whatever the names are", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { minLength: 1, maxLength: 5 }),
        async (names) => {
          const found = read(await csvOf(replyOf(names)))
            .slice(1)
            .map(([name = ""]) => name);
          const wanted = names.map((name) =>
            /^[=+\-@\t\r\n＝＋－＠]/.test(name) && !/^[-+]?\d+(\.\d+)?$/.test(name) ? `'${name}` : name,
          );
          // biome-ignore lint/suspicious/noControlCharactersInRegex: what no file may hold
          expect(found).toEqual(wanted.map((name) => name.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, " ")));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("of a reply without a table holds its chart's numbers, else its figures, else what it says", async () => {
    const { table: _, ...charted } = replyOf(["Acme", "Beta"]);
    expect(read(await csvOf(charted))).toEqual([
      ["Figure", "Net revenue (CNY)"],
      ["Acme", "0"],
      ["Beta", "-1234.5"],
    ]);
    const { chart: __, ...figures } = charted;
    expect(read(await csvOf(figures)).slice(1)).toEqual([
      ["Revenue of Beta", "¥9M", "−6%"],
      ["Orders", "4,118", ""],
    ]);
    const { kpis: ___, ...said } = figures;
    expect(read(await csvOf(said))[1]).toEqual(["Revenue of Acme fell"]);
  });
});
