import { type Environment, readConfig } from "#config.ts";
import { SourceError } from "#errors.ts";
import { createLog } from "#log.ts";
import { openParley, type Parley } from "#parley.ts";
import { discoverUnits } from "#units.ts";
import type { Door } from "#verb.ts";
import { findRunning } from "./client.ts";
import { settingsDigest } from "./settings.ts";

/** How long to wait for another terminal that holds the data for a moment. */
const patienceMs = 60_000;

/** Opens the data of this environment, once no other terminal holds it. */
async function openPatiently(environment: Environment): Promise<Parley> {
  const config = readConfig(environment);
  const log = createLog(environment.LOG_LEVEL === undefined ? "warn" : config.logLevel);
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await openParley(config, environment, log);
    } catch (error) {
      const held = error instanceof SourceError && error.source === "store" && error.retryable;
      if (!held || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/**
 * Does something with the data: in the process that serves this data folder, through its door of this name, or here.
 * @throws what the door throws; `UserError` `other_settings` when the running process would answer differently.
 */
export async function atParley<Body, Result>(
  environment: Environment,
  name: string,
  door: Door<Body, Result>,
  body: Body,
): Promise<Result> {
  const config = readConfig(environment);
  const { connectors } = await discoverUnits();
  const variables = Object.keys(connectors.get(config.crm)?.config.shape ?? {});
  const running = await findRunning(config.dataDir, settingsDigest(config, environment, variables));
  if (running) return running.call<Result>(name, body);
  const parley = await openPatiently(environment);
  try {
    return await door(parley, body);
  } finally {
    await parley.close();
  }
}
