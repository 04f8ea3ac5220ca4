import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Asker, administrator } from "#access/asker.ts";
import { readOwners, tree } from "#access/directory.ts";
import type { Answer } from "#answer.ts";
import { type Environment, readConfig } from "#config.ts";
import { createLog } from "#log.ts";
import { openParley, type Parley } from "#parley.ts";

/** A Parley on a folder of its own that goes away with it. */
export async function openRig(
  environment: Environment = {},
): Promise<{ parley: Parley; dataDir: string; close(): Promise<void> }> {
  const dataDir = environment.DATA_DIR ?? (await mkdtemp(join(tmpdir(), "parley-bench-")));
  const all = { ...environment, DATA_DIR: dataDir };
  const parley = await openParley(readConfig(all), all, createLog("error"));
  return {
    parley,
    dataDir,
    async close() {
      await parley.close();
      if (environment.DATA_DIR === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks as a platform would, picture included. Throws when the answer is an error. */
export async function put(
  parley: Parley,
  text: string,
  asker: Asker = administrator,
): Promise<{ answer: Answer; ms: number }> {
  const from = performance.now();
  const { answer } = await parley.dispatch({
    text,
    action: "ask",
    locale: "en",
    platform: "bench",
    userId: "bench",
    place: "bench",
    shared: false,
    identify: async () => asker,
    draw: true,
  });
  const ms = performance.now() - from;
  if (answer.error) throw new Error(`${text}: ${answer.headline} ${answer.error.hint ?? ""}`);
  return { answer, ms };
}

/** Asks what a picture answers; milliseconds from question to PNG. */
export async function ask(parley: Parley, text: string, asker: Asker = administrator): Promise<number> {
  const { answer, ms } = await put(parley, text, asker);
  if (answer.image === undefined) throw new Error(`${text}: no picture`);
  return ms;
}

/** A manager with some of the accounts, for questions with a scope. */
export async function someManager(parley: Parley): Promise<Asker> {
  const owners = await readOwners(parley.parts.store);
  const top = owners.find((owner) => owners.some((other) => other.managerKey === owner.key));
  if (top === undefined) throw new Error("the data has no manager");
  const below = tree(owners, top);
  return { owner: top, role: "manager", owners: below, people: below.length };
}
