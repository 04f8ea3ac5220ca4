import { describe, expect, it } from "vitest";
import { agreementOf, agreements } from "#metrics/linkage/agreement.ts";
import { linkageFields } from "#metrics/linkage/linkage-field.ts";

function agreementsOf(first: Record<string, string>, second: Record<string, string>): Record<string, string> {
  const columns = Object.keys(first);
  const fields = linkageFields(columns, [first, second, ...others(columns)]);
  const levels = new Uint8Array(fields.length);
  agreementOf(fields)(0, 1, levels, 0);
  return Object.fromEntries(fields.map(({ column }, k) => [column, agreements[levels[k] as number] as string]));
}

/** Records that make every column tell something. */
function others(columns: readonly string[]): Record<string, string>[] {
  return ["zz", "yy"].map((text, at) =>
    Object.fromEntries(columns.map((column) => [column, column === "phone" || column === "born" ? `${at}` : text])),
  );
}

describe("agreementOf", () => {
  it("sees misspellings, missing and different values", () => {
    expect(
      agreementsOf(
        { name: "shackleford", town: "perth", street: "", firm: "Acme Ltd" },
        { name: "shackelford", town: "sydney", street: "high street", firm: "ACME" },
      ),
    ).toEqual({ name: "close", town: "different", street: "missing", firm: "same" });
  });

  it("sees digits that were mistyped, exchanged, or written with their country", () => {
    const born = (a: string, b: string) => agreementsOf({ born: a }, { born: b }).born;
    expect(born("1949-07-02", "1949-02-07")).toBe("close");
    expect(born("19490702", "19490720")).toBe("close");
    expect(born("19490702", "1949072")).toBe("close");
    expect(born("19490702", "19480703")).toBe("similar");
    expect(born("19490702", "19621111")).toBe("different");
    expect(agreementsOf({ phone: "+86 13800138000" }, { phone: "138-0013-8000" }).phone).toBe("close");
  });

  it("sees values that stand in each other's field", () => {
    expect(agreementsOf({ given: "mary", family: "jones" }, { given: "jones", family: "mary" })).toEqual({
      given: "elsewhere",
      family: "elsewhere",
    });
    expect(agreementsOf({ given: "mary", family: "jones" }, { given: "paul", family: "mary" })).toEqual({
      given: "elsewhere",
      family: "different",
    });
  });

  it("sees a Chinese firm with its town before and its legal form behind", () => {
    expect(agreementsOf({ firm: "北京华星科技有限公司" }, { firm: "华星科技" }).firm).toBe("close");
  });
});
