import { type Environment, readConfig, readVariables } from "#config.ts";
import { deliver } from "#delivery/deliver.ts";
import { readRoutes } from "#delivery/routes.ts";
import { schedule } from "#delivery/schedule.ts";
import { UserError } from "#errors.ts";
import { createHost } from "#host.ts";
import { findRunning } from "#local/client.ts";
import { print } from "#local/print.ts";
import type { TerminalQuestion } from "#local/protocol.ts";
import { listenForTerminals } from "#local/server.ts";
import { settingsDigest } from "#local/settings.ts";
import { answerTerminal } from "#local/terminal.ts";
import { createLog } from "#log.ts";
import { openParley, type Parley } from "#parley.ts";
import type { Connection } from "#platform.ts";
import { defineVerb } from "#verb.ts";

/** Starts every platform that is switched on. One that cannot start stops the others, so that nothing half-works. */
async function connect(parley: Parley, environment: Environment): Promise<Map<string, Connection>> {
  const connections = new Map<string, Connection>();
  try {
    for (const [name, platform] of parley.units.platforms) {
      if (!platform.enabled(environment)) continue;
      const host = createHost(name, parley.parts, parley.rules, parley.units.platforms, readConfig(environment).locale);
      connections.set(name, await platform.start(readVariables(platform.config, environment), host));
    }
  } catch (error) {
    await Promise.allSettled([...connections.values()].map((connection) => connection.stop()));
    throw error;
  }
  return connections;
}

/** Ticks for every delivery route and for the regular sync. */
function startClocks(parley: Parley, environment: Environment, connections: ReadonlyMap<string, Connection>) {
  const config = readConfig(environment);
  const { parts, units } = parley;
  const routes = readRoutes(config.deliver, new Set(units.jobs.keys()));
  const clocks = routes.flatMap((route) => {
    const job = units.jobs.get(route.job);
    const connection = connections.get(route.platform);
    if (job === undefined || connection === undefined) {
      parts.log.warn({ route }, "delivery goes to a platform that is not switched on");
      return [];
    }
    const name = `${route.job}@${route.platform}:${route.target}`;
    return [
      schedule(job.schedule, parts.calendar.zone, name, async (plannedAt) => {
        await deliver(job, route, plannedAt, config.locale, parts, connection);
      }),
    ];
  });
  clocks.push(
    schedule(config.syncSchedule, parts.calendar.zone, "sync", async () => {
      await parts.refresh();
    }),
  );
  return clocks;
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
    const parley = await openParley(config, environment, log);
    try {
      const { parts, units } = parley;
      const connector = units.connectors.get(config.crm);
      const digest = settingsDigest(config, environment, Object.keys(connector?.config.shape ?? {}));
      const running = await findRunning(config.dataDir, digest);
      if (running) throw new UserError("running", `Parley already runs on ${config.dataDir} (process ${running.pid})`);
      // Old data answers at once, new data follows; an empty store has to be filled first.
      if (parts.store.freshness() === null) await parley.bringUpToDate({ progress: (note) => void print(note) });
      else void parts.refresh();
      const connections = await connect(parley, environment);
      const clocks = startClocks(parley, environment, connections);
      const doors = {
        ping: async () => ({}),
        ask: (body: unknown) => answerTerminal(parley, body as TerminalQuestion),
        sync: (body: unknown) =>
          (body as { dryRun: boolean }).dryRun ? parley.dryRun() : parley.bringUpToDate({ force: true }),
      };
      const local = await listenForTerminals(config.dataDir, digest, doors, log);
      await parts.renderer.warmUp();
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      await print(`Parley is ready (${seconds} s), answering from ${connector?.title ?? config.crm}.`);
      for (const [name, { address }] of connections)
        await print(`  ${units.platforms.get(name)?.title}: ${address ?? "connected"}`);
      const signal = await untilSignal();
      log.info({ signal }, "finishing what began");
      await Promise.all(clocks.map((clock) => clock.stop()));
      await Promise.all([...connections.values()].map((connection) => connection.stop()));
      await local.close();
      return 0;
    } finally {
      await parley.close();
    }
  },
});
