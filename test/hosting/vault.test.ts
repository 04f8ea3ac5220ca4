import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openVault } from "#store/state/vault.ts";
import { vaultKey } from "#store/state/vault-key.ts";
import { openState } from "#store/state.ts";
import type { State } from "#store.ts";

let folder: string;
let state: State;
const key = randomBytes(32);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-vault-"));
  state = await openState(join(folder, "state.duckdb"));
});
afterAll(async () => {
  await state.close();
  await rm(folder, { recursive: true, force: true });
});

test("keeps, replaces and forgets secrets; the state holds none of them in clear", async () => {
  const vault = openVault(state, key, "platform:slack");
  await vault.set("token", "xoxb-秘密");
  await vault.set("token", "xoxb-newer");
  expect(await vault.get("token")).toBe("xoxb-newer");
  expect(await openVault(state, key, "platform:wecom").get("token")).toBeNull();
  expect(JSON.stringify(await state.rows("SELECT * FROM secrets"))).not.toContain("xoxb");
  await vault.delete("token");
  expect(await vault.get("token")).toBeNull();
});

test("opens with its own key, in its own place, untouched, and in no other way", async () => {
  const vault = openVault(state, key, "a");
  await vault.set("one", "secret");
  await expect(openVault(state, randomBytes(32), "a").get("one")).rejects.toThrow("another key");
  await state.run("INSERT INTO secrets SELECT 'a', 'two', sealed FROM secrets WHERE name = 'one'");
  await state.run("INSERT INTO secrets SELECT 'b', 'one', sealed FROM secrets WHERE owner = 'a' AND name = 'one'");
  await expect(vault.get("two")).rejects.toThrow("another key");
  await expect(openVault(state, key, "b").get("one")).rejects.toThrow("another key");
  const [row] = await state.rows<{ sealed: string }>("SELECT sealed FROM secrets WHERE owner = 'a' AND name = 'one'");
  const bytes = Buffer.from(row?.sealed ?? "", "base64");
  for (const at of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await state.run("UPDATE secrets SET sealed = $1 WHERE owner = 'a' AND name = 'one'", [changed.toString("base64")]);
    await expect(vault.get("one")).rejects.toThrow("another key");
  }
  await state.run("UPDATE secrets SET sealed = 'AAAA' WHERE owner = 'a' AND name = 'one'");
  await expect(vault.get("one")).rejects.toThrow();
});

test("the key is SECRET_KEY's, or one of its own that only its owner may read, the same every time", async () => {
  expect(await vaultKey("0123456789abcdef", folder)).toHaveLength(32);
  const made = await vaultKey(null, folder);
  expect(await vaultKey(null, folder)).toEqual(made);
  expect((await stat(join(folder, "secret.key"))).mode & 0o777).toBe(0o600);
});

test("the key is whole for all who open the folder at the same time, and half a one is refused", async () => {
  const shared = await mkdtemp(join(tmpdir(), "parley-keys-"));
  try {
    const [first, ...others] = await Promise.all(Array.from({ length: 16 }, () => vaultKey(null, shared)));
    expect(first).toHaveLength(32);
    for (const other of others) expect(other).toEqual(first);
    expect(await readdir(shared)).toEqual(["secret.key"]);
    await writeFile(join(shared, "secret.key"), "0123");
    await expect(vaultKey(null, shared)).rejects.toMatchObject({ code: "configuration" });
  } finally {
    await rm(shared, { recursive: true, force: true });
  }
});
