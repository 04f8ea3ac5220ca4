import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { inspect, promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openLinks } from "#access/links.ts";
import { migrations } from "#store/state/migrations.ts";
import { openState } from "#store/state.ts";
import type { State } from "#store.ts";
import { openProxy } from "./dropping-proxy.ts";
import { type Cluster, openCluster } from "./postgres-cluster.ts";

let cluster: Cluster;
let proxy: Awaited<ReturnType<typeof openProxy>>;
let url: string;
let state: State;
beforeAll(async () => {
  cluster = await openCluster();
  proxy = await openProxy(cluster.port);
});
afterAll(async () => {
  await proxy?.close();
  await cluster?.remove();
});
beforeEach(async () => {
  url = await cluster.database();
  state = await openState(url.replace(`:${cluster.port}/`, `:${proxy.port}/`));
});
afterEach(() => state.close());

const insert = (key: string, to = state) =>
  to.run("INSERT INTO conversations (platform, place, user_id, question, at) VALUES ('p', $1, 'u', '/rfm', $2)", [
    key,
    new Date(0),
  ]);
const kept = async () =>
  (await cluster.admin("SELECT place FROM conversations ORDER BY place", url)).map(({ place }) => place);
const killAll = () =>
  cluster.admin(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley' AND datname = current_database()",
    url,
  );
/** Resolves once a connection of the state is asleep in a statement. */
const asleep = () =>
  expect
    .poll(() => cluster.admin("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'", url), { timeout: 10_000 })
    .toHaveLength(1);

test("processes that start at once migrate once, and claim what is due exactly once", async () => {
  const shared = await cluster.database();
  const start = (who: string) =>
    promisify(execFile)(process.execPath, [
      ...["--import", "tsx", fileURLToPath(new URL("./state-claimer.ts", import.meta.url)), shared, who],
    ]);
  await Promise.all(["a", "b", "c"].map(start));
  expect(await cluster.admin("SELECT version FROM schema_version ORDER BY version", shared)).toEqual(
    migrations.map((_, index) => ({ version: index + 1 })),
  );
  await cluster.admin(
    `INSERT INTO occurrences (id, schedule, planned_at, zone, state, told, at)
     SELECT 's' || n, 'digest', now() - interval '1 hour', '', 'due', FALSE, now() FROM generate_series(1, 200) AS n`,
    shared,
  );
  const processes = ["a", "b", "c", "d"];
  const claims = await Promise.all(processes.map(async (who) => JSON.parse((await start(who)).stdout) as string[]));
  expect(claims.flat()).toHaveLength(200);
  expect(new Set(claims.flat()).size).toBe(200);
  for (const [index, who] of processes.entries()) {
    const rows = await cluster.admin(`SELECT id FROM occurrences WHERE zone = '${who}'`, shared);
    expect(rows.map(({ id }) => id).sort()).toEqual([...(claims[index] ?? [])].sort());
  }
});

test("two states that start at once agree on the tables", async () => {
  const fresh = await cluster.database();
  const states = await Promise.all(Array.from({ length: 5 }, () => openState(fresh)));
  await insert("a", states[0]);
  expect(await states[4]?.rows("SELECT place FROM conversations")).toEqual([{ place: "a" }]);
  await Promise.all(states.map((one) => one.close()));
});

test("a migration that fails changes nothing, a newer state is refused", async () => {
  const broken = [...migrations, ["CREATE TABLE half (id INTEGER)", "SELECT * FROM nowhere"]];
  await expect(openState(url, { migrations: broken })).rejects.toThrow(/nowhere/);
  await expect(state.rows("SELECT * FROM half")).rejects.toThrow(/half/);
  await (await openState(url, { migrations: [...migrations, ["CREATE TABLE more (id INTEGER)"]] })).close();
  await expect(openState(url)).rejects.toThrow(/newer Parley/);
});

test("now is the database's clock", async () => {
  const before = Number((await cluster.admin("SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms"))[0]?.ms);
  const now = (await state.now()).getTime();
  const after = Number((await cluster.admin("SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms"))[0]?.ms);
  expect(now).toBeGreaterThanOrEqual(Math.floor(before));
  expect(now).toBeLessThanOrEqual(Math.ceil(after));
});

test("connections killed while idle are replaced unseen", async () => {
  await insert("a");
  await killAll();
  await insert("b");
  expect(await kept()).toEqual(["a", "b"]);
});

test("a statement that the server broke off is run again, once", async () => {
  const writing = state.run(
    `INSERT INTO conversations (platform, place, user_id, question, at)
     SELECT 'p', 'slow', 'u', CAST(pg_sleep(CASE WHEN (SELECT count(*) FROM outbox) = 0 THEN 60 ELSE 0 END) AS VARCHAR), now()`,
  );
  await asleep();
  await cluster.admin("INSERT INTO outbox (delivery, answer) VALUES ('x', '{}')", url);
  await killAll();
  await writing;
  expect(await kept()).toEqual(["slow"]);
});

test("a connection lost within a transaction: nothing is kept, it is said, and the next one works", async () => {
  const lost = state.transaction(async () => {
    await insert("a");
    await killAll();
    await insert("b");
  });
  await expect(lost).rejects.toMatchObject({ source: "state", retryable: true });
  await expect(lost).rejects.toThrow("nothing was written");
  await state.transaction(() => insert("c"));
  expect(await kept()).toEqual(["c"]);
});

test("a write whose answer is lost surfaces, and is not repeated", async () => {
  await insert("a");
  proxy.loseAnswerTo("in doubt");
  const lost = insert("in doubt");
  await expect(lost).rejects.toMatchObject({ source: "state", retryable: false });
  await expect(lost).rejects.toThrow("not known");
  await expect.poll(kept).toEqual(["a", "in doubt"]);
  expect(proxy.cuts()).toBe(1);
});

test("a commit whose answer is lost surfaces", async () => {
  const lost = state.transaction(async () => {
    await insert("a");
    proxy.loseAnswerTo("COMMIT");
  });
  await expect(lost).rejects.toMatchObject({ source: "state", retryable: false });
  await expect.poll(kept).toEqual(["a"]);
});

test("a read whose answer is lost is asked again", async () => {
  await insert("a");
  proxy.loseAnswerTo("'looked for'");
  expect(await state.rows("SELECT place FROM conversations WHERE question <> 'looked for'")).toEqual([{ place: "a" }]);
});

test("a database that is away for a moment is waited for; one that stays away is said to be", async () => {
  await insert("a");
  await cluster.stop();
  const waiting = Promise.all([insert("b"), state.rows("SELECT 1 AS one"), state.transaction(() => insert("c"))]);
  await Promise.all([waiting, cluster.start()]);
  expect(await kept()).toEqual(["a", "b", "c"]);
  await cluster.stop();
  const refused = insert("d");
  await expect(refused).rejects.toMatchObject({ source: "state", retryable: true });
  await expect(refused).rejects.toThrow("nothing was written");
  await cluster.start();
  await insert("e");
  expect(await kept()).toEqual(["a", "b", "c", "e"]);
});

test("a statement that takes too long is stopped, by its name", async () => {
  const hasty = await openState(`${url}?statement_timeout=200`);
  await expect(hasty.rows("SELECT pg_sleep(60)")).rejects.toMatchObject({ source: "state", retryable: true });
  await hasty.close();
});

test("no error holds the password, and a wrong one is refused at once", async () => {
  const wrong = url.replace(cluster.password, "not-the-password");
  const refused = await openState(wrong).catch((error: unknown) => error);
  const away = await openState("postgres://u:some-secret@127.0.0.1:1/none").catch((error: unknown) => error);
  const plain = await openState(`${url}?sslmode=verify-full`).catch((error: unknown) => error);
  expect(String(refused)).toMatch(/password authentication failed/);
  expect(String(away)).toMatch(/PostgreSQL at 127\.0\.0\.1:1\/none cannot be reached/);
  expect(String(plain)).toMatch(/does not support SSL/);
  const texts = [refused, away, plain].map((error) => inspect(error, { depth: 9, showHidden: true })).join();
  for (const secret of ["not-the-password", "some-secret", cluster.password]) expect(texts).not.toContain(secret);
});

test("a link that one process ended is ended for the others within moments", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  const other = await openState(url);
  const links = await openLinks(state, Buffer.alloc(32), () => now);
  const theirs = await openLinks(other, Buffer.alloc(32), () => now);
  await links.keep({ platform: "slack", userId: "U1", owner: "o1", how: "code", by: null });
  now = new Date(now.getTime() + 6_000);
  await theirs.renew();
  expect(theirs.ownerOf("slack", "U1")).toBe("o1");
  await links.unlink("slack", "U1");
  await theirs.renew();
  expect(theirs.ownerOf("slack", "U1")).toBe("o1");
  now = new Date(now.getTime() + 6_000);
  await theirs.renew();
  expect(theirs.ownerOf("slack", "U1")).toBeNull();
  await other.close();
});
