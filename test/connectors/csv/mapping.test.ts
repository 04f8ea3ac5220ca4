import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseMapping } from "#connectors/csv/mapping.ts";
import { openTestStore, type TestStore } from "../../sync/open-test-store.ts";
import { folderOf, openCsv } from "./folder-of.ts";

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore("csv");
});
afterEach(() => store.close());

const invoices = `Nr;Kunde;Datum;Menge;Preis;Land
R1;77.0;24.12.2025;2;1,000.50;Deutschland
R1;77.0;24.12.2025;1;2;Deutschland
C2;77.0;02.01.2026;-1;2;Deutschland
R3;;31.12.2025;3;1;Schweiz
R4;78.0;01.01.2026;0;1;Schweiz
`;

const mapping = `
zone: Europe/Berlin
files:
  - file: rechnung*
    tables:
      - table: returns
        where: { Nr: { starts with: C } }
        columns:
          account_id: { from: Kunde, extract: '^(\\d+)' }
          returned_at: Datum
          amount: { product: [Menge, Preis], negate: true }
      - table: orders
        where: { Nr: { not starts with: C }, Menge: positive }
        groupBy: id
        columns:
          id: Nr
          account_id: { from: Kunde, extract: '^(\\d+)' }
          ordered_at: Datum
          net: { product: [Menge, Preis], aggregate: sum }
          country: { from: [Staat, Land], values: { Deutschland: DE, Schweiz: CH } }
          status: { constant: fulfilled }
rows:
  stages:
    - { id: Won, name: Won, sort_order: 2, is_won: true }
`;

test("foreign files map to the model", async () => {
  const report = await store.sync(
    await openCsv(await folderOf({ "rechnungen.csv": invoices, "mapping.yaml": mapping })),
  );
  expect(
    await store.raw(
      `SELECT o.external_id AS id, a.external_id AS account, CAST(ordered_at AS VARCHAR) AS at, CAST(net AS DOUBLE) AS net, o.country, o.status
       FROM data.orders o LEFT JOIN data.accounts a ON a.id = account_id ORDER BY 1`,
    ),
  ).toEqual([
    { id: "R1", account: "77", at: "2025-12-23 23:00:00", net: 2003, country: "DE", status: "fulfilled" },
    { id: "R3", account: null, at: "2025-12-30 23:00:00", net: 3, country: "CH", status: "fulfilled" },
  ]);
  expect(
    await store.raw("SELECT external_id AS id, CAST(amount AS DOUBLE) AS amount, order_id FROM data.returns"),
  ).toEqual([{ id: "rechnungen.csv:4", amount: 2, order_id: null }]);
  expect(report.rows.stages).toBe(1);
  expect(report.notes).toEqual(
    expect.arrayContaining([
      "rechnungen.csv: 4 lines are no returns by the mapping's filter",
      "rechnungen.csv: 2 lines are no orders by the mapping's filter",
    ]),
  );
});

test("a mapping may lie elsewhere", async () => {
  const elsewhere = await folderOf({ "mapping.yaml": mapping });
  const report = await store.sync(
    await openCsv(await folderOf({ "rechnungen.csv": invoices }), `${elsewhere}/mapping.yaml`),
  );
  expect(report.rows).toEqual({ accounts: 1, stages: 1, orders: 2, returns: 1 });
});

describe("a wrong mapping is refused with file, key and the nearest name", () => {
  const file = (tables: string) => `files:\n  - file: x.csv\n    tables:\n      - ${tables}\n`;
  test.each([
    ["table: [", "mapping.yaml is not YAML", undefined],
    [file("{ table: order }"), 'there is no table "order"', 'Did you mean "orders"?'],
    [
      file("{ table: orders, columns: { ordered_ad: x } }"),
      'files[0].tables[0]: orders has no column "ordered_ad"',
      'Did you mean "ordered_at"?',
    ],
    [
      file("{ table: orders, colums: { id: x } }"),
      'files[0].tables[0] has an unknown key "colums"',
      'Did you mean "columns"?',
    ],
    [
      file("{ table: orders, columns: { id: { form: x } } }"),
      'files[0].tables[0].columns.id has an unknown key "form"',
      'Did you mean "from"?',
    ],
    ["rows: { stages: [{ nam: x }] }", 'rows.stages[0]: stages has no column "nam"', 'Did you mean "name"?'],
    ["files: 3", "mapping.yaml: files: Invalid input", undefined],
  ])("%s", (text, message, hint) => {
    const refusal = (() => {
      try {
        return parseMapping(text, "mapping.yaml");
      } catch (error) {
        return error as { message: string; hint?: string };
      }
    })();
    expect(refusal).toMatchObject({ code: "mapping", message: expect.stringContaining(message) });
    if (hint) expect((refusal as { hint?: string }).hint).toContain(hint);
  });

  test("columns and files that do not exist", async () => {
    const wrong = (yaml: string) =>
      folderOf({ "deals.csv": "id,value\n1,2\n", "mapping.yaml": yaml }).then((it) => openCsv(it));
    const column = await wrong(
      "files: [{ file: deals*, tables: [{ table: opportunities, columns: { id: id, amount: valeu } }] }]",
    );
    await expect(store.sync(column)).rejects.toMatchObject({
      message: 'opportunities.amount: deals.csv has no column "valeu"',
      hint: 'Did you mean "value"? It has id, value.',
    });
    const glob = await wrong("files: [{ file: dael.csv, tables: [{ table: opportunities, byName: true }] }]");
    await expect(glob.files?.()).rejects.toMatchObject({ hint: expect.stringContaining('Did you mean "deals.csv"?') });
  });
});
