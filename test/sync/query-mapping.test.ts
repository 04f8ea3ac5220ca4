import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openMapping } from "#sync/mapping/open-mapping.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-mapping-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const path = join(folder, "mapping.yaml");
  await writeFile(path, text);
  return openMapping({}, path);
}

test("a query's columns may bear the model's names, and its time of change is the row's", async () => {
  const text = "tables:\n  accounts:\n    query: |\n      SELECT id, name, at\n      FROM c\n    changed: at\n";
  const { mapped, of } = await read(text);
  expect(mapped).toEqual(["accounts"]);
  const { query, row } = of("accounts");
  expect(query).toMatchObject({ key: "id", changed: "at", file: "mapping.yaml", line: 4 });
  expect(row({ id: "1", name: "Acme", at: "2026-01-01 00:00:00" })).toMatchObject({
    ...{ id: "1", name: "Acme", source_updated_at: "2026-01-01 00:00:00" },
  });
});

test("a query in one line is in that line, and moving it changes nothing", async () => {
  const text = "tables:\n  stages:\n    query: SELECT id FROM s\n";
  const first = await read(text);
  expect(first.of("stages").query).toMatchObject({ line: 3, key: "id" });
  expect((await read(`# moved\n${text}`)).signature).toBe(first.signature);
  expect((await read(text.replace("FROM s", "FROM t"))).signature).not.toBe(first.signature);
});

test("an id that is put together needs a key of its own", async () => {
  const text = "tables:\n  stages:\n    query: SELECT a, b FROM s\n    columns:\n      id: { from: [a, b] }\n";
  await expect(read(text)).rejects.toThrow("mapping.yaml:2: stages needs a key");
  const { of } = await read(text.replace("    columns:", "    key: a\n    columns:"));
  expect(of("stages").query?.key).toBe("a");
});
