import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureCancelled } from "#queries/measure-cancelled.ts";
import { measureDeals } from "#queries/measure-deals.ts";
import { measureLeads } from "#queries/measure-leads.ts";
import { measureSales, sample as span } from "#queries/measure-sales.ts";
import type { Store } from "#store.ts";
import { everything, folder, open } from "./company.ts";
import { richCompany } from "./rich-company.ts";

let store: Store;
let remove: () => Promise<void>;
beforeAll(async () => {
  const place = await folder();
  remove = place.remove;
  store = await open(place.path);
  await store.load({ source: "test", fingerprint: "one" }, richCompany);
});
afterAll(async () => {
  await store.close();
  await remove();
});

const dimensions = ["region", "owner", "industry", "province"];
const measures = { measureSales, measureDeals, measureCancelled, measureLeads };

describe("a view grouped by each of several dimensions", () => {
  for (const owners of [null, [1, 2]]) {
    for (const grain of [null, "month"] as const) {
      it.each(Object.entries(measures))(
        `%s says by each what it says by one, ${grain ?? "whole"}, owners ${owners}`,
        async (_, read) => {
          const view = store.view({ ...everything, owners });
          const known = dimensions.filter((name) => view.groupedBy(name).covers("leads") || read !== measureLeads);
          const rows = await read(view.groupedByEach(known), { ...span, grain });
          expect(rows.length).toBeGreaterThan(0);
          for (const [place, dimension] of known.entries()) {
            const alone = await read(view.groupedBy(dimension), { ...span, grain });
            const own = rows.flatMap((row) => (row.place === place ? [{ ...row, place: 0 }] : []));
            expect(own, dimension).toEqual(alone);
          }
        },
      );
    }
  }

  it("names a column for each, and one for a usual question", () => {
    const view = store.view(everything);
    expect(view.groups).toEqual(["group_1"]);
    expect(view.groupedBy("region").groups).toEqual(["group_1"]);
    expect(view.groupedByEach(["region", "owner", "industry"]).groups).toEqual(["group_1", "group_2", "group_3"]);
    expect(view.groupedByEach(["region", "owner"]).groupedBy("region").groups).toEqual(["group_1"]);
    expect(view.groupedByEach(["region", "owner"]).ungrouped.groups).toEqual(["group_1"]);
  });
});
