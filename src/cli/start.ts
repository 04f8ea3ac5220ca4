import { readConfig, readVariables } from "#config.ts";
import { keepConfigured } from "#delivery/configured.ts";
import { createScheduler } from "#delivery/scheduler.ts";
import { discover } from "#discover.ts";
import { UserError } from "#errors.ts";
import { createHost } from "#host.ts";
import { findRunning } from "#local/client.ts";
import { print } from "#local/print.ts";
import { type Doors, listenForTerminals } from "#local/server.ts";
import { settingsDigest } from "#local/settings.ts";
import { createLog } from "#log.ts";
import { openParley, type Parley } from "#parley.ts";
import type { Connection } from "#platform.ts";
import { discoverUnits } from "#units.ts";
import { defineVerb, type Verb } from "#verb.ts";

/** What has to be undone when the process ends, or fails to start; the newest first. */
type Closers = (() => Promise<unknown>)[];

/** Starts every platform that is switched on. */
async function connect(parley: Parley, closers: Closers): Promise<Map<string, Connection>> {
  const connections = new Map<string, Connection>();
  for (const [name, platform] of parley.units.platforms) {
    if (!platform.enabled(parley.environment)) continue;
    const connection = await platform.start(
      readVariables(platform.config, parley.environment),
      createHost(name, parley),
    );
    closers.push(() => connection.stop());
    connections.set(name, connection);
    parley.connections.set(name, connection);
  }
  return connections;
}

/** What terminals may ask of this process: the doors of the other verbs. */
async function doorsOf(parley: Parley): Promise<Doors> {
  const verbs = await discover<Verb>(new URL("./", import.meta.url));
  const doors = [...verbs].flatMap(([name, { door }]) =>
    door === undefined ? [] : [[name, (body: unknown) => door(parley, body as never)] as const],
  );
  return { ...Object.fromEntries(doors), ping: async () => ({}) };
}

function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
  });
}

export default defineVerb({
  usage: "npm start",
  async run(_words, environment) {
    const config = readConfig(environment);
    const log = createLog(config.logLevel);
    const began = performance.now();
    const units = await discoverUnits();
    const connector = units.connectors.get(config.crm);
    const digest = settingsDigest(config, environment, Object.keys(connector?.config.shape ?? {}));
    const running = await findRunning(config.dataDir, digest);
    if (running) throw new UserError("running", `Parley already runs on ${config.dataDir} (process ${running.pid})`);
    const closers: Closers = [];
    try {
      const parley = await openParley(config, environment, log, { units });
      closers.push(() => parley.close());
      const { parts } = parley;
      // The drawing thread starts while the rest does.
      const warm = parts.renderer.warmUp();
      warm.catch(() => {});
      // Old data answers at once, new data follows; an empty store has to be filled first.
      const fill = { progress: (note: string) => void print(note) };
      if (parts.store.freshness() === null) await parley.bringUpToDate(fill);
      else void parts.refresh();
      const connections = await connect(parley, closers);
      await keepConfigured(parley.routes, parley.room);
      const scheduler = createScheduler(parley.room, parley.tell, parley.retell);
      scheduler.start();
      closers.push(scheduler.stop);
      const terminals = await listenForTerminals(config.dataDir, digest, await doorsOf(parley), log);
      closers.push(() => terminals.close());
      await warm;
      const signal = untilSignal();
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      await print(`Parley is ready (${seconds} s), answering from ${parts.sourceTitle}.`);
      for (const [name, { address }] of connections) {
        await print(`  ${units.platforms.get(name)?.title}: ${address ?? "connected"}`);
      }
      void parley.learnAhead();
      log.info({ signal: await signal }, "finishing what began");
      return 0;
    } finally {
      for (const close of closers.reverse()) {
        await close().catch((error: unknown) => log.error({ err: error }, "a part did not stop cleanly"));
      }
    }
  },
});
