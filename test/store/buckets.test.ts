import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "#grammar/days.ts";
import { unitStart } from "#grammar/fiscal.ts";
import { calendar, everything, folder, open } from "./company.ts";

const first = "2023-12-01";
const days = 800;

test("SQL cuts weeks, months, quarters and years just as the grammar does, whenever they begin", async () => {
  const { path, remove } = await folder();
  try {
    for (const fiscalYearStart of fc.sample(fc.integer({ min: 1, max: 12 }), { numRuns: 3, seed: 7 })) {
      const own = { ...calendar, fiscalYearStart, weekStart: 1 + (fiscalYearStart % 7) };
      const store = await open(path, { calendar: own });
      const view = store.view(everything);
      for (const grain of ["day", "week", "month", "quarter", "year"] as const) {
        const rows = await view.select(
          `SELECT i, ${view.dialect.bucket("d", grain)} AS start
           FROM (SELECT i, DATE '${first}' + CAST(i AS INTEGER) AS d FROM range(${days}) AS r(i)) AS x ORDER BY i`,
          {},
          { i: "integer", start: "day" },
        );
        expect(rows.map(({ start }) => start)).toEqual(rows.map(({ i }) => unitStart(addDays(first, i), grain, own)));
        expect(rows).toHaveLength(days);
      }
      await store.close();
    }
  } finally {
    await remove();
  }
});
