import { describe, expect, it } from "vitest";
import connector from "#connectors/demo/index.ts";
import type { Column } from "#model/column.ts";
import { type TableName, tables } from "#model/tables.ts";
import { alone } from "../alone.ts";
import { autumn, rowsOf } from "./rows.ts";

const names = Object.keys(tables) as TableName[];
const always = new Set(["id", "source_created_at", "source_updated_at", "custom"]);

const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  integer: (value) => Number.isInteger(value),
  number: (value) => Number.isFinite(value),
  money: (value) => Number.isFinite(value),
  flag: (value) => typeof value === "boolean",
  date: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value),
  instant: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value),
  json: (value) => typeof value === "string" && typeof JSON.parse(value) === "object",
  text: (value) => typeof value === "string" && value.trim() !== "",
  reference: (value) => typeof value === "string" && value !== "",
};

describe("rows of the demo company", () => {
  it("opens with a fingerprint of the day and says what it is", async () => {
    const source = await connector.open({}, { now: autumn, zone: "UTC", scratch: "/nonexistent", ...alone });
    expect(await source.fingerprint()).toMatch(/^demo-\d+-2026-11-22$/);
    expect([...source.tables].sort()).toEqual([...names].sort());
    expect((await source.check()).every((finding) => finding.ok)).toBe(true);
  });

  it.each(names)("%s: some rows, unique ids, the model's columns and kinds", async (name) => {
    const rows = await rowsOf(name);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const columns: Readonly<Record<string, Column>> = tables[name].columns;
    const filled = new Set<string>();
    const wrong = new Set<string>();
    for (const row of rows) {
      for (const [key, value] of Object.entries(row)) {
        const column = columns[key];
        if (column === undefined) {
          if (!always.has(key)) wrong.add(`${key} is no column`);
        } else if (value !== null && value !== undefined) {
          filled.add(key);
          if (forms[column.kind]?.(value) !== true) wrong.add(`${key}: ${String(value)}`);
          if (column.choices && !column.choices.includes(String(value)))
            wrong.add(`${key}: ${String(value)} no choice`);
        }
      }
    }
    expect([...wrong].slice(0, 5)).toEqual([]);
    const never: Partial<Record<TableName, readonly string[]>> = {
      accounts: ["churned_at"],
      contracts: ["opportunity_id"],
      campaign_members: ["lead_id"],
      consents: ["contact_id"],
      surveys: ["contact_id"],
    };
    const empty = Object.keys(columns).filter((key) => !filled.has(key));
    expect(empty.filter((key) => !(never[name] ?? []).includes(key))).toEqual([]);
  });

  it("refers only to rows that exist", async () => {
    const ids = new Map<string, Set<string>>();
    for (const name of names) ids.set(name, new Set((await rowsOf(name)).map(({ id }) => id)));
    const lost: string[] = [];
    for (const name of names) {
      const references = Object.entries(tables[name].columns).filter(([, { kind }]) => kind === "reference");
      for (const row of await rowsOf(name)) {
        for (const [key, { references: to }] of references) {
          const value = (row as unknown as Record<string, unknown>)[key];
          if (value !== null && value !== undefined && !ids.get(to ?? "")?.has(String(value))) {
            lost.push(`${name}.${key} ${String(value)}`);
          }
        }
      }
    }
    expect(lost.slice(0, 5)).toEqual([]);
  });

  it("has the size of a real company and ends this morning", async () => {
    const size = async (name: TableName) => (await rowsOf(name)).length;
    expect(await size("accounts")).toBeGreaterThan(2000);
    expect(await size("orders")).toBeGreaterThan(35_000);
    expect(await size("orders")).toBeLessThan(60_000);
    expect(await size("order_lines")).toBeGreaterThan(80_000);
    expect(await size("opportunities")).toBeGreaterThan(6000);
    expect(await size("leads")).toBeGreaterThan(9000);
    const cutoff = "2026-11-22T01:00:00Z";
    const ordered = (await rowsOf("orders")).map((order) => order.ordered_at ?? "");
    expect(ordered.filter((instant) => instant > cutoff)).toEqual([]);
    expect(ordered.filter((instant) => instant >= "2026-11-21T16:00:00Z").length).toBeGreaterThan(0);
    expect(ordered.reduce((a, b) => (a < b ? a : b)) < "2023-01-05").toBe(true);
  });

  it("adds up: an order's net is its lines', a manager is above everyone but the head", async () => {
    const sums = new Map<string, number>();
    for (const { order_id, net } of await rowsOf("order_lines")) {
      sums.set(order_id ?? "", (sums.get(order_id ?? "") ?? 0) + (net ?? 0));
    }
    const off = (await rowsOf("orders")).filter(({ id, net }) => Math.abs((sums.get(id) ?? 0) - (net ?? 0)) > 0.05);
    expect(off).toEqual([]);
    const owners = new Map((await rowsOf("owners")).map((owner) => [owner.id, owner]));
    for (const owner of owners.values()) {
      let [top, steps] = [owner, 0];
      while (top.manager_id && steps < 9) [top, steps] = [owners.get(top.manager_id) ?? top, steps + 1];
      expect(top.id).toBe("U001");
      expect(steps).toBeLessThanOrEqual(3);
    }
  });

  it("holds no address or number that could reach anybody", async () => {
    const people = [...(await rowsOf("accounts")), ...(await rowsOf("contacts")), ...(await rowsOf("owners"))];
    // RFC 2606 keeps .example; 169 is no operator's; 555-01xx, Ofcom, Bundesnetzagentur and ARCEP keep the others for fiction
    const fictional = [
      /^169[\d ]*$/,
      /^\+1 \d{3} 555 01\d*$/,
      /^\+44 7700 900\d*$/,
      /^\+49 (30 23125|40 66969)\d*$/,
      /^\+33 6 39 98 [\d ]*$/,
      /^12345$/,
    ];
    const trimmed = (text: string) => fictional.some((form) => form.test(text));
    const bad: string[] = [];
    for (const person of people) {
      if (person.email && !/^[a-z0-9.-]+@[a-z0-9.-]+\.example$/.test(person.email)) bad.push(person.email);
      const phone = "mobile" in person ? person.mobile : "phone" in person ? person.phone : null;
      if (phone && !trimmed(phone)) bad.push(phone);
    }
    expect(bad).toEqual([]);
  });
});
