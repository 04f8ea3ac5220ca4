import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mainModule } from "../main-module.ts";
import openRig from "./hubspot/rig.ts";
import type { Rig } from "./rig.ts";
import { answering } from "./stub/behaviours.ts";

const root = join(import.meta.dirname, "../..");
let rig: Rig;
let folder: string;
beforeAll(async () => {
  rig = await openRig();
  folder = await mkdtemp(join(tmpdir(), "parley-secrets-"));
});
afterAll(async () => {
  await rig.cleanup();
  await rm(folder, { recursive: true, force: true });
});

/** All that a verb writes in a process of its own, with everything logged that can be. */
async function output(verb: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = {
    ...{ PATH: process.env.PATH ?? "", DATA_DIR: folder, CRM: "hubspot", LOG_LEVEL: "debug" },
    ...{ DEBUG: "*", ...rig.environment, ...environment },
  };
  const options = { cwd: root, env, maxBuffer: 1e9 };
  return promisify(execFile)(process.execPath, [await mainModule(), verb], options).then(
    ({ stdout, stderr }) => stdout + stderr,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  );
}

describe("a process that logs all it can", { timeout: 600_000 }, () => {
  test("shows no secret while it syncs, fails, and is examined", async () => {
    const said: string[] = [];
    said.push(await output("sync"));
    expect(said[0]).toContain("opportunities");
    const echo = (request: { readonly headers: Readonly<Record<string, unknown>> }) => ({
      status: 400,
      body: { message: `bad header ${String(request.headers.authorization)}`, category: "VALIDATION_ERROR" },
    });
    const off = rig.use(answering(echo));
    said.push(await output("sync"));
    expect(said[1]).toContain("bad header");
    off();
    rig.use(answering({ hangUp: true }, { after: 2, times: 1 }));
    said.push(await output("doctor"));
    for (const secret of rig.secrets) for (const text of said) expect(text).not.toContain(secret);
  });

  test("finds out by the doctor what a mapping would do, and keeps nothing of it", async () => {
    const mapping = join(folder, "mapping.yaml");
    await writeFile(mapping, "tables:\n  opportunities:\n    columns:\n      amount: { from: dealname }\n");
    const said = await output("doctor", { CRM_MAPPING: mapping, DATA_DIR: join(folder, "tried") });
    expect(said).toMatch(/Mapping: tried on .*\d+ opportunities/);
    expect(said).toMatch(
      /Mapping: \d+ cells could not be read, the first opportunities\.amount of \d+: is not an amount/,
    );
    expect(said).toMatch(/MEND Data: nothing loaded yet/);
  });
});
