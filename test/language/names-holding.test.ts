import { expect, test } from "vitest";
import { telltales } from "#language/mask.ts";
import { namesHolding } from "#queries/names-holding.ts";
import { openTestStore, rowSource } from "../sync/open-test-store.ts";

test("the name that a text has whole is found among many that share a part of it", async () => {
  const company = await openTestStore();
  const many = Array.from({ length: 600 }, (_, at) => ({ id: `a${at}`, name: `一${at}有限公司` }));
  const meant = "龙腾新材料有限公司";
  const names = [...many, { id: "m", name: meant }];
  const source = rowSource({});
  await company.sync({
    ...source,
    tables: ["accounts"],
    async *read(table) {
      yield { table, rows: names, next: null };
    },
  });
  const view = company.store.view({ owners: null, filters: [], by: [] });
  const found = await namesHolding(view, telltales(`${meant}上个月买了什么`));
  expect(found[0]).toBe(meant);
  expect(found).toHaveLength(500);
  const long = Array.from({ length: 490 }, (_, at) => String.fromCharCode(0x5000 + at)).join("");
  expect((await namesHolding(view, telltales(long + meant)))[0]).toBe(meant);
  await company.close();
});
