import { readConfig } from "#config.ts";
import { readArguments } from "#local/arguments.ts";
import { findRunning } from "#local/client.ts";
import { print, printError } from "#local/print.ts";
import { reportText } from "#local/report-text.ts";
import { settingsDigest } from "#local/settings.ts";
import { createLog } from "#log.ts";
import { discoverUnits, openParley } from "#parley.ts";
import type { SyncReport } from "#sync/report.ts";
import { defineVerb } from "#verb.ts";

const usage = "npm run sync [-- --dry-run] [--json]";

export default defineVerb({
  usage,
  async run(words, environment) {
    const options = {
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    } as const;
    const { values } = readArguments({ args: [...words], options }, usage);
    const config = readConfig(environment);
    const units = await discoverUnits();
    const variables = Object.keys(units.connectors.get(config.crm)?.config.shape ?? {});
    const running = await findRunning(config.dataDir, settingsDigest(config, environment, variables));
    const dryRun = values["dry-run"];
    let report: SyncReport | null;
    if (running) {
      report = await running.call<SyncReport | null>("sync", { dryRun });
    } else {
      const parley = await openParley(config, environment, createLog(config.logLevel), { units });
      const progress = (note: string): void => void printError(note);
      report = await (dryRun ? parley.dryRun() : parley.bringUpToDate({ force: true, progress })).finally(parley.close);
    }
    if (report === null) return 0;
    await print(values.json ? JSON.stringify(report) : reportText(report));
    return 0;
  },
});
