import { describe, expect, test } from "vitest";
import { parseCsv } from "#http/csv.ts";

describe("CSV that an API answers with", () => {
  test("has quotes, commas and line ends within cells, and empty cells that are null", () => {
    expect(parseCsv('"Id","Name"\n"1","Say ""hi"", twice\r\nthen go"\n"2",\n3,plain\r\n')).toEqual([
      { Id: "1", Name: 'Say "hi", twice\r\nthen go' },
      { Id: "2", Name: null },
      { Id: "3", Name: "plain" },
    ]);
    expect(parseCsv('"Id"\n')).toEqual([]);
    expect(parseCsv("")).toEqual([]);
  });

  test("may hold cells of a megabyte", () => {
    const long = 'x""y'.repeat(300_000);
    expect(parseCsv(`"Id"\n"${long}"\n`)[0]?.Id).toHaveLength(900_000);
  });

  test("is refused where a quotation mark stands in the wrong place", () => {
    expect(() => parseCsv('"Id"x\n')).toThrow(SyntaxError);
  });
});
