import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { administrator } from "#access/asker.ts";
import { type Environment, readConfig } from "#config.ts";
import type { Asked } from "#dispatch.ts";
import { createLog } from "#log.ts";
import { openParley, type Parley } from "#parley.ts";
import type { Units } from "#units.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder that holds the demo company as of `demoNow`, loaded once for all test files. */
    demoDataDir: string;
  }
}

/** The demo company's today in tests: a Sunday, 14:00 in Shanghai. */
export const demoNow = new Date("2026-11-22T06:00:00Z");

/** Loads the demo company once, before any test runs. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-demo-"));
  const parley = await openIn(dataDir);
  await parley.bringUpToDate();
  await parley.close();
  project.provide("demoDataDir", dataDir);
  return () => rm(dataDir, { recursive: true, force: true });
}

/** A Parley on a data folder, at the demo company's today. */
export function openIn(dataDir: string, environment: Environment = {}, units?: Units): Promise<Parley> {
  const all = { DATA_DIR: dataDir, ...environment };
  return openParley(readConfig(all), all, createLog("silent"), { clock: () => demoNow, ...(units ? { units } : {}) });
}

/** A Parley of its own on a copy of the demo company. */
export async function demoParley(
  environment: Environment = {},
  units?: Units,
  { keep = false }: { readonly keep?: boolean } = {},
): Promise<{ parley: Parley; dataDir: string; close(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-copy-"));
  await cp(inject("demoDataDir"), dataDir, { recursive: true });
  const parley = await openIn(dataDir, environment, units);
  return {
    parley,
    dataDir,
    async close() {
      await parley.close();
      if (!keep) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A question as an administrator asks it alone and without a picture. */
export function fromAdministrator(text: string, change: Partial<Asked> = {}): Asked {
  return {
    ...{ text, action: "ask", locale: "en", platform: "test", userId: "test", place: "test", shared: false },
    ...{ identify: async () => administrator, draw: false },
    ...change,
  };
}
