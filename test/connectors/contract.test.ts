import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connector, Source } from "#connector.ts";
import { discover } from "#discover.ts";
import { type TableName, tables } from "#model/tables.ts";
import { alone } from "./alone.ts";
import { rigOf } from "./rig.ts";
import { type Opening, settingsOf } from "./settings.ts";

const now = new Date("2026-01-15T00:00:00Z");
const connectors = await discover<Connector>(new URL("../../src/connectors/", import.meta.url));

test("the demo company and files are among the connectors", () => {
  expect([...connectors.keys()]).toEqual(expect.arrayContaining(["csv", "demo"]));
});

test("a connector without a rig fails, and is told what to write", async () => {
  await expect(rigOf("no-such-crm")).rejects.toThrow("write test/connectors/no-such-crm/rig.ts");
});

test("a connector without settings fails, and is told what to write", async () => {
  await expect(settingsOf("no-such-crm")).rejects.toThrow("write test/connectors/no-such-crm/settings.ts");
});

describe.each([...connectors])("%s", (name, connector) => {
  test("has a title, capabilities and variables named like environment variables", () => {
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(connector.title.length).toBeGreaterThan(2);
    expect(["increments", "everything"]).toContain(connector.capabilities.reads);
    expect(["native", "flag", "sweep", "none"]).toContain(connector.capabilities.deletes);
    for (const variable of Object.keys(connector.config.shape)) expect(variable).toMatch(/^[A-Z][A-Z0-9_]*$/);
  });
});

/** Read from real databases alone: `test/services/<name>.test.ts` puts them through the same. */
const installed = new Set(["sql"]);

test.each([...installed])("%s is tested against real databases", (name) => {
  expect(existsSync(new URL(`../services/${name}.test.ts`, import.meta.url))).toBe(true);
});

const whole = [...connectors].filter(([, { capabilities }]) => capabilities.reads === "everything");
describe.each(whole)("%s, opened", (name, connector) => {
  let opening: Opening;
  let scratch: string;
  let source: Source;
  beforeAll(async () => {
    opening = await (await settingsOf(name))();
    scratch = await mkdtemp(join(tmpdir(), "parley-scratch-"));
    const config = connector.config.parse(opening.environment);
    source = await connector.open(config, { now, zone: "UTC", scratch, ...alone });
  });
  afterAll(async () => {
    await source?.close();
    await opening?.cleanup();
    if (scratch) await rm(scratch, { recursive: true, force: true });
  });

  test("fills tables of the model, by files or by rows", () => {
    expect(source.tables.length).toBeGreaterThan(0);
    for (const table of source.tables) expect(tables).toHaveProperty(table);
    expect(source.files !== undefined || source.read !== undefined).toBe(true);
  });

  test("is found good by its own check", async () => {
    const findings = await source.check();
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("keeps its fingerprint while nothing changes", async () => {
    expect(await source.fingerprint()).toBe(await source.fingerprint());
  });

  test("gives rows of the table asked for, with ids and columns of the model, and the same rows again", async () => {
    for (const table of source.tables) {
      const first = await digest(source, table);
      expect(first.unknown, `${table}: columns that the model does not have`).toEqual([]);
      expect(first.withoutId, `${table}: rows without an id`).toBe(0);
      expect(first.repeated, `${table}: ids given twice`).toBe(0);
      expect((await digest(source, table)).text).toBe(first.text);
    }
  });

  test("gives files that fill tables of the model", async () => {
    const files = (await source.files?.())?.files ?? [];
    for (const target of files.flatMap((file) => file.targets)) expect(tables).toHaveProperty(target.table);
    if (!source.read) expect(files.length).toBeGreaterThan(0);
  });
});

interface Digest {
  readonly unknown: readonly string[];
  readonly withoutId: number;
  readonly repeated: number;
  readonly text: string;
}

async function digest(source: Source, table: TableName): Promise<Digest> {
  const known = new Set([
    "id",
    "source_created_at",
    "source_updated_at",
    "custom",
    ...Object.keys(tables[table].columns),
  ]);
  const unknown = new Set<string>();
  const ids = new Set<string>();
  let rows = 0;
  let withoutId = 0;
  let hash = 0;
  for await (const page of source.read?.(table, { lo: null, hi: now }, null) ?? []) {
    expect(page.table).toBe(table);
    for (const row of page.rows) {
      rows += 1;
      if (typeof row.id !== "string" || row.id === "") withoutId += 1;
      ids.add(row.id);
      for (const column of Object.keys(row)) if (!known.has(column)) unknown.add(column);
      const text = rows % 97 === 1 ? JSON.stringify(row) : row.id;
      for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
    }
  }
  return { unknown: [...unknown], withoutId, repeated: rows - withoutId - ids.size, text: `${rows} ${hash}` };
}
