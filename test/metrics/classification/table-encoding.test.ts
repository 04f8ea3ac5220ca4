import { describe, expect, it } from "vitest";
import { encodeTable, learnEncoding } from "#metrics/classification/table-encoding.ts";

const rows = Array.from({ length: 60 }, (_, row) => ({
  total: row === 0 ? " " : String(row / 2),
  contract: row % 2 === 0 ? "Monthly" : "Yearly",
  city: row < 30 ? "上海" : `Town ${row}`,
}));

describe("learnEncoding", () => {
  it("reads numbers in spite of blanks, usual levels, and one column for the rest", () => {
    const encoding = learnEncoding(rows, ["total", "contract", "city"]);
    expect(encoding.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "total number",
      "contract level",
      "contract level",
      "city level",
      "city seldom",
    ]);
    const { values, columns } = encodeTable(rows, encoding);
    expect(columns).toBe(5);
    expect([...values.subarray(0, 10)]).toEqual([Number.NaN, 1, 0, 1, 0, 0.5, 0, 1, 1, 0]);
  });

  it("takes what it has not seen: a new level, an unreadable number, a column that is not there", () => {
    const encoding = learnEncoding(rows, ["total", "contract", "city"]);
    const { values } = encodeTable([{ total: "n/a", contract: "Weekly" }], encoding);
    expect([...values]).toEqual([Number.NaN, 0, 0, 0, 1]);
  });

  it("reads a column without any value as its one level", () => {
    expect(
      learnEncoding(
        rows.map(() => ({ note: "" })),
        ["note"],
      ),
    ).toEqual([{ name: "note", kind: "level", level: "" }]);
  });

  it("refuses no rows", () => {
    expect(() => learnEncoding([], ["total"])).toThrow("learnEncoding requires at least 1 row");
  });
});
