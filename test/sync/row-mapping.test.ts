import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TableMapping } from "#connector.ts";
import { UserError } from "#errors.ts";
import { mergeMapping, parseMappingFile } from "#sync/mapping/mapping-file.ts";
import { openMapping } from "#sync/mapping/open-mapping.ts";
import { rowMapping } from "#sync/mapping/row-mapping.ts";

const accounts: TableMapping = {
  stream: "Account",
  columns: {
    id: "Id",
    name: "Name",
    owner_id: "Owner.Id",
    city: { from: ["ShippingCity", "BillingCity"] },
    tier: { from: "Level__c", values: { "1": "gold", none: null } },
    type: { constant: "company" },
  },
  custom: { loyalty: "Loyalty__c" },
};

describe("records become rows", () => {
  test("by fields, fields within fields, the first that is filled, values and constants", () => {
    const { stream, fields, row } = rowMapping(accounts, null);
    expect(stream).toBe("Account");
    expect(fields).toEqual(["Id", "Name", "Owner.Id", "ShippingCity", "BillingCity", "Level__c", "Loyalty__c"]);
    const record = {
      Id: "1",
      Name: "Acme",
      Owner: { Id: "u1" },
      BillingCity: "Oslo",
      Level__c: 1,
      Loyalty__c: 7,
      Secret__c: "x",
    };
    expect(row(record)).toEqual({
      ...{
        id: "1",
        name: "Acme",
        owner_id: "u1",
        city: "Oslo",
        tier: "gold",
        type: "company",
        custom: '{"loyalty":7}',
      },
    });
    const bare = { id: "2", name: null, owner_id: null, city: null, tier: null, type: "company" };
    expect(row({ Id: "2", ShippingCity: "", Level__c: "none" })).toEqual(bare);
  });

  test("lists by place, instants out of numbers, shares out of percent; what is no number is left to be reported", () => {
    const columns: TableMapping["columns"] = {
      account_id: "partner_id.0",
      ordered_at: { from: "at", transform: "milliseconds" },
      cancelled_at: { from: "cancelled", transform: "seconds" },
      net: { from: "net", transform: "negate" },
      status: { from: "state", transform: "lower" },
      tax: { from: "rate", transform: "percent" },
    };
    const { row } = rowMapping({ stream: "sale.order", columns: { ...columns, currency: "cur" } }, "CNY");
    expect(
      row({ partner_id: [7, "Acme"], at: 1_768_435_200_000, cancelled: 0, net: "5", state: "Confirmed", rate: 13 }),
    ).toEqual({
      ...{ account_id: 7, ordered_at: "2026-01-15T00:00:00.000Z", cancelled_at: null, net: -5, status: "confirmed" },
      ...{ tax: 0.13, currency: "CNY" },
    });
    expect(row({ at: "yesterday", cur: "USD" })).toMatchObject({ ordered_at: "yesterday", currency: "USD" });
  });
});

describe("mapping.yaml", () => {
  const parse = (text: string) => parseMappingFile(text, "mapping.yaml", { accounts });

  test("changes a connector's mapping column by column", () => {
    const file = parse(
      "tables:\n  accounts:\n    columns: { city: null, name: { from: [Alias, Name] } }\n    custom: { vat: VAT__c }\n  leads:\n    stream: Lead\n    columns: { id: Id }\n",
    );
    const merged = mergeMapping({ accounts }, file);
    expect(Object.keys(merged)).toEqual(["accounts", "leads"]);
    expect(merged.accounts?.columns).not.toHaveProperty("city");
    expect(merged.accounts?.columns.name).toEqual({ from: ["Alias", "Name"] });
    expect(merged.accounts?.columns.owner_id).toBe("Owner.Id");
    expect(merged.accounts?.custom).toEqual({ loyalty: "Loyalty__c", vat: "VAT__c" });
  });

  test.each([
    ["tables:\n  acounts: {}", 'mapping.yaml:2: there is no table "acounts"', 'Did you mean "accounts"?'],
    [
      "tables:\n  accounts:\n    columns:\n      nmae: x",
      'mapping.yaml:4: accounts has no column "nmae"',
      'Did you mean "name"?',
    ],
    ["zone: UTC\ntable: {}", 'mapping.yaml:2: top level: unknown key "table"', 'Did you mean "tables"?'],
    [
      "tables:\n  accounts:\n    columns:\n      name:\n        form: x",
      'mapping.yaml:5: tables.accounts.columns.name: unknown key "form"',
      'Did you mean "from"?',
    ],
    [
      "tables:\n  leads:\n    columns: { id: Id }",
      "mapping.yaml:2: leads needs a stream: this CRM maps nothing to it by itself",
      "docs/connectors.md",
    ],
    ["\ncurrency: yuan", "mapping.yaml:2: currency: expected a three-letter code such as CNY", "docs/connectors.md"],
    ["tables:\n  accounts: [", "mapping.yaml:2: is not YAML", "docs/connectors.md"],
  ])("says in which line it is wrong: %s", (text, message, hint) => {
    const error = (() => {
      try {
        return parse(text);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain(message);
    expect((error as UserError).hint).toContain(hint);
  });

  test("another mapping has another signature; a file that is missing is told", async () => {
    const path = join(tmpdir(), `mapping-${process.pid}.yaml`);
    await writeFile(path, "zone: Asia/Shanghai\n");
    const [plain, changed] = [
      await openMapping({ mapping: { accounts } }, null),
      await openMapping({ mapping: { accounts } }, path),
    ];
    expect(changed.zone).toBe("Asia/Shanghai");
    expect(changed.signature).not.toBe(plain.signature);
    expect((await openMapping({ mapping: { accounts } }, path)).signature).toBe(changed.signature);
    await rm(path);
    await expect(openMapping({}, path)).rejects.toThrow(/cannot be read/);
  });

  test("the one that the guide shows is read", async () => {
    const guide = await readFile(new URL("../../docs/connectors.md", import.meta.url), "utf8");
    const shown = guide.split("```yaml\n")[1]?.split("```")[0] ?? "";
    const stages: TableMapping = { stream: "Stage", columns: { id: "Id" } };
    const file = parseMappingFile(shown, "mapping.yaml", { accounts, stages });
    expect(Object.keys(file.tables)).toEqual(["accounts", "stages"]);
  });
});
