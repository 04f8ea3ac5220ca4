import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCompany } from "#company.ts";
import { readConfig, readVariables } from "#config.ts";
import { discoverUnits } from "#units.ts";
import { variables } from "#variables.ts";

describe("configuration", () => {
  it("starts from nothing", () => {
    expect(readConfig({})).toMatchObject({
      crm: "demo",
      currency: "CNY",
      calendar: { zone: "Asia/Shanghai", weekStart: 1 },
    });
    expect(readConfig({ CRM: "csv" })).toMatchObject({ currency: "USD", calendar: { zone: "UTC" } });
  });

  it("reads names of months and weekdays", () => {
    const config = readConfig({ FISCAL_YEAR_START: "april", WEEK_START: "Sunday" });
    expect(config.calendar).toMatchObject({ fiscalYearStart: 4, weekStart: 7 });
  });

  it("prints every problem at once, with its variable, what was expected and where to mend it", () => {
    const wrong = {
      BUSINESS_TIMEZONE: "Mars/Base",
      REPORTING_CURRENCY: "yuan",
      ANSWER_TIMEOUT_S: "soon",
      WEEK_START: "9",
    };
    try {
      readConfig(wrong);
      expect.unreachable();
    } catch (error) {
      const { message, hint } = error as Error & { hint: string };
      for (const name of Object.keys(wrong)) expect(message).toContain(name);
      expect(message).toContain("Asia/Shanghai");
      expect(hint).toContain(".env");
    }
  });

  it("takes a state database by its URL, with a key of its own, and never repeats the URL", () => {
    const STATE_URL = "postgres://parley:hush@db.example:5433/parley?sslmode=verify-full";
    expect(readConfig({ STATE_URL, SECRET_KEY: "0123456789abcdef" }).stateUrl).toBe(STATE_URL);
    expect(readConfig({}).stateUrl).toBeNull();
    expect(() => readConfig({ STATE_URL })).toThrow("SECRET_KEY");
    for (const wrong of [
      "hush",
      "mysql://u:hush@db/x",
      "postgres://u:hush@db.example",
      "postgres://u:hush@db.example/",
    ]) {
      expect(() => readConfig({ STATE_URL: wrong, SECRET_KEY: "0123456789abcdef" })).toThrow(/^(?!.*hush).*STATE_URL/s);
    }
  });

  it("has every variable of every unit described in .env.example, and none besides", async () => {
    const { connectors, platforms } = await discoverUnits();
    const known = new Set(Object.keys(variables.shape));
    for (const unit of [...connectors.values(), ...platforms.values()])
      for (const name of Object.keys(unit.config.shape)) known.add(name);
    const text = await readFile(new URL("../../.env.example", import.meta.url), "utf8");
    const described = [...text.matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(described.sort()).toEqual([...known].sort());
  });

  it("leaves nothing set in .env.example, so that copying it changes nothing", async () => {
    const text = await readFile(new URL("../../.env.example", import.meta.url), "utf8");
    const set = Object.fromEntries(
      [...text.matchAll(/^([A-Z][A-Z0-9_]+)=(.+)$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(set).toEqual({});
    expect(() => readVariables(variables, set)).not.toThrow();
  });
});

describe("COMPANY_FILE", () => {
  it("adds seasons, dimensions and definitions; the example is valid", async () => {
    const { seasons, dimensions, definitions } = await readCompany(
      fileURLToPath(new URL("../../examples/company.yaml", import.meta.url)),
    );
    expect(seasons.会员日).toEqual([{ from: "08-18", to: "08-20" }]);
    expect(dimensions[0]).toMatchObject({
      name: "account_level",
      on: { accounts: ["custom.level"], orders: ["account.custom.level"] },
    });
    expect(definitions[0]).toMatchObject({ term: "活跃客户", since: "2026-01-01", was: [{ since: "2024-01-01" }] });
  });

  it("says where it is wrong", async () => {
    const folder = await mkdtemp(join(tmpdir(), "parley-company-"));
    const path = join(folder, "company.yaml");
    await writeFile(path, "seasons: { 双旦: [{ from: December, to: 01-01 }] }");
    await expect(readCompany(path)).rejects.toThrow(/双旦[\s\S]*from|from[\s\S]*双旦/);
    await writeFile(path, "dimensions: [{ name: region, label: { en: a, zh: b }, field: x }]");
    await expect(readCompany(path)).rejects.toThrow("already");
    await expect(readCompany(join(folder, "none.yaml"))).rejects.toThrow("cannot be read");
    await rm(folder, { recursive: true });
  });
});
