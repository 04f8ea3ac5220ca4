import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatePairs } from "#metrics/linkage/blocking.ts";
import { linkageFields } from "#metrics/linkage/linkage-field.ts";

const columns = ["given", "family", "phone"];
const record = fc.record({
  given: fc.constantFrom("anna", "ben", "carla", "dora", ""),
  family: fc.constantFrom("smith", "smyth", "jones", "miller", "mueller", ""),
  phone: fc.constantFrom("5551234", "5551243", "7778888", ""),
});

describe("candidatePairs", () => {
  it("lists each pair once, in order, and only across the split", () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 2, maxLength: 30 }), fc.boolean(), (records, linked) => {
        const split = linked ? records.length >> 1 : undefined;
        const { a, b } = candidatePairs(linkageFields(columns, records), records.length, split);
        const pairs = Array.from(a, (first, at) => [first, b[at] as number] as const);
        expect(new Set(pairs.map(String)).size).toBe(pairs.length);
        for (const [first, second] of pairs) {
          expect(first).toBeLessThan(second);
          if (split !== undefined) expect(first < split && second >= split).toBe(true);
        }
      }),
    );
  });

  it("brings those together who share a rare word, half a number, or sounds", () => {
    const records = [
      { given: "anna", family: "shackleford", phone: "5551234" },
      { given: "shackleford", family: "anna", phone: "" },
      { given: "", family: "", phone: "1111234" },
      { given: "", family: "shackloford", phone: "" },
      { given: "zoe", family: "quist", phone: "9999999" },
    ];
    const { a, b } = candidatePairs(linkageFields(columns, records), records.length);
    expect(Array.from(a, (first, at) => `${first}${b[at]}`)).toEqual(["01", "02", "03", "13"]);
  });

  it("leaves blocks out that hold too many", () => {
    const records = Array.from({ length: 2000 }, () => ({ given: "anna", family: "smith" }));
    records.push({ given: "ben", family: "smith" });
    expect(candidatePairs(linkageFields(["given", "family"], records), records.length).a.length).toBe(0);
  });
});
