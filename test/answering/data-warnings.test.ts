import { describe, expect, it } from "vitest";
import { dataWarnings } from "#answering/data-warnings.ts";
import { createWords } from "#locales/words.ts";

type Touched = Parameters<typeof dataWarnings>[0];
const words = createWords("en", "CNY");
const flaws = {
  outliers: [
    { owner: 1, day: "2026-03-01", likely: true },
    { owner: 2, day: "2026-03-31", likely: true },
    { owner: 2, day: "2026-04-01", likely: true },
    { owner: 1, day: "2026-03-02", likely: false },
  ],
  clusters: [{}, {}],
};
const rejected = [
  { table: "orders", column: "net", cells: 4, rows: 3, places: [] },
  { table: "leads", column: "id", cells: 9, rows: 9, places: [] },
];

function warned(change: {
  group?: string;
  narrows?: string | string[] | null;
  owners?: number[];
  flaws?: Touched["flaws"];
  filters?: object[];
}) {
  const touched = {
    command: { group: change.group ?? "sales", narrows: change.narrows ?? "orders", period: "last90d" },
    question: { period: { from: "2026-03-01", to: "2026-04-01" }, filters: change.filters ?? [] },
    owners: change.owners ?? null,
    flaws: "flaws" in change ? change.flaws : flaws,
    rejected,
  };
  return dataWarnings(touched as unknown as Touched, words);
}

describe("a reply's footnote on the data behind it", () => {
  it("counts likely slips among orders of the period, and rows that could not be loaded", () => {
    expect(warned({})).toEqual([
      "Data to check: 2 orders look like a zero too many or too few and 3 rows could not be loaded. See /quality.",
    ]);
  });

  it("keeps to the asker's owners, and says when filters are left aside", () => {
    expect(warned({ owners: [1], filters: [{}] })[0]).toMatch(/^Data to check \(before filters\): 1 order looks/);
  });

  it("tells customers' figures of customers recorded twice, to those who see them all", () => {
    expect(warned({ group: "customers" })[0]).toContain("2 customers seem to be recorded twice");
    expect(warned({ group: "customers", owners: [1] })[0]).not.toContain("twice");
  });

  it("says nothing where nothing touches the reply, or it is about the data", () => {
    expect(warned({ narrows: "surveys" })).toEqual([]);
    expect(warned({ group: "data" })).toEqual([]);
    expect(warned({ narrows: "opportunities", flaws: undefined })).toEqual([]);
  });
});
