import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrations } from "#store/state/migrations.ts";
import { openState } from "#store/state.ts";
import { folder } from "./company.ts";

let path: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  const place = await folder();
  path = join(place.path, "state.duckdb");
  remove = place.remove;
});
afterEach(() => remove());

test("keeps what it is told, with instants as instants", async () => {
  const state = await openState(path);
  const now = new Date("2024-03-01T16:00:00.123Z");
  await state.run("INSERT INTO conversations (platform, place, user_id, question, at) VALUES ($1, $2, $3, $4, $5)", [
    "slack",
    "C1",
    "U1",
    "it's '; DROP TABLE audit; --",
    now,
  ]);
  await state.close();
  const again = await openState(path);
  const rows = await again.rows("SELECT question, at FROM conversations WHERE at >= $1 AND user_id = $2", [now, "U1"]);
  expect(rows).toEqual([{ question: "it's '; DROP TABLE audit; --", at: now }]);
  await again.close();
});

test("a transaction is all or nothing, and others wait for it", async () => {
  const state = await openState(path);
  const insert = (key: string) =>
    state.run(
      "INSERT INTO conversations (platform, place, user_id, question, at) VALUES ('p', $1, 'u', '/rfm', now())",
      [key],
    );
  const failing = state.transaction(async () => {
    await insert("a");
    throw new Error("changed my mind");
  });
  const outside = insert("b");
  await expect(failing).rejects.toThrow("changed my mind");
  await outside;
  await state.transaction(async () => {
    await insert("c");
    await insert("d");
  });
  expect(await state.rows("SELECT place AS key FROM conversations ORDER BY place")).toEqual([
    { key: "b" },
    { key: "c" },
    { key: "d" },
  ]);
  await state.close();
});

test("a unique key decides who comes first", async () => {
  const state = await openState(path);
  const claim = () =>
    state.rows(
      `INSERT INTO occurrences (id, schedule, planned_at, zone, state, told, at)
       VALUES ('x', 'digest', now(), 'UTC', 'claimed', FALSE, now()) ON CONFLICT (id) DO NOTHING RETURNING id`,
    );
  const claims = await Promise.all([claim(), claim(), claim()]);
  expect(claims.flat()).toEqual([{ id: "x" }]);
  await state.close();
});

test("migrates step by step, keeping a copy of the file as it was", async () => {
  const state = await openState(path);
  await state.run(
    "INSERT INTO conversations (platform, place, user_id, question, at) VALUES ('slack', 'C1', 'U1', '/rfm', now())",
  );
  await state.close();
  const more = [
    ...migrations,
    ["ALTER TABLE conversations ADD COLUMN note VARCHAR", "UPDATE conversations SET note = 'kept'"],
  ];
  const newer = await openState(path, { migrations: more });
  expect(await newer.rows("SELECT user_id, note FROM conversations")).toEqual([{ user_id: "U1", note: "kept" }]);
  await newer.close();
  expect(await readdir(join(path, ".."))).toContain(`state.duckdb.v${migrations.length}`);
  await expect(openState(path)).rejects.toThrow(/newer Parley/);
  const copy = await openState(`${path}.v${migrations.length}`);
  expect(await copy.rows("SELECT user_id FROM conversations")).toEqual([{ user_id: "U1" }]);
  await copy.close();
});

test("a migration that fails changes nothing", async () => {
  await (await openState(path)).close();
  const broken = [...migrations, ["CREATE TABLE half (id INTEGER)", "SELECT * FROM nowhere"]];
  await expect(openState(path, { migrations: broken })).rejects.toMatchObject({
    ...{
      name: "SourceError",
      message: expect.stringContaining("nowhere"),
      hint: expect.stringContaining("Put the copy"),
    },
  });
  const state = await openState(path);
  expect(await state.rows("SELECT max(version) AS version FROM schema_version")).toEqual([
    { version: migrations.length },
  ]);
  await expect(state.rows("SELECT * FROM half")).rejects.toThrow(/half/);
  await state.close();
});

test("kill -9 loses no row that was acknowledged", async () => {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("./endless-writer.ts", import.meta.url)), path],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged === 40) child.kill("SIGKILL");
  }
  await ended;
  const state = await openState(path);
  const [found] = await state.rows<{ n: number; last: number }>("SELECT count(*) AS n, max(ms) AS last FROM audit");
  expect(acknowledged).toBeGreaterThanOrEqual(40);
  expect(found?.n).toBeGreaterThanOrEqual(acknowledged);
  expect(found?.last).toBe(found?.n);
  await state.close();
});
