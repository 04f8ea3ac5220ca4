import { readArguments } from "#local/arguments.ts";
import { atParley } from "#local/at-parley.ts";
import { print, printError } from "#local/print.ts";
import { reportText } from "#local/report-text.ts";
import type { SyncReport } from "#sync/report.ts";
import { type Door, defineVerb } from "#verb.ts";

const usage = "npm run sync [-- --dry-run] [--json]";

const door: Door<{ dryRun: boolean }, SyncReport | null> = (parley, { dryRun }) =>
  dryRun ? parley.dryRun() : parley.bringUpToDate({ force: true, progress: (note) => void printError(note) });

export default defineVerb({
  usage,
  door,
  async run(words, environment) {
    const options = {
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    } as const;
    const { values } = readArguments({ args: [...words], options }, usage);
    const report = await atParley(environment, "sync", door, { dryRun: values["dry-run"] });
    if (report !== null) await print(values.json ? JSON.stringify(report) : reportText(report));
    return 0;
  },
});
