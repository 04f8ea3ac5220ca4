import { readArguments } from "#local/arguments.ts";
import { atParley } from "#local/at-parley.ts";
import { print, printError } from "#local/print.ts";
import { reportText } from "#local/report-text.ts";
import { type TableName, tables } from "#model/tables.ts";
import type { SyncReport } from "#sync/report.ts";
import { type Door, defineVerb } from "#verb.ts";

const usage = "npm run sync [-- --dry-run] [--json] [--confirm table]";

interface Wish {
  readonly dryRun: boolean;
  /** Tables of which most may be gone. */
  readonly confirm: readonly TableName[];
}

const door: Door<Wish, SyncReport | null> = (parley, { dryRun, confirm }) =>
  dryRun ? parley.dryRun() : parley.bringUpToDate({ force: true, confirm, progress: (note) => void printError(note) });

export default defineVerb({
  usage,
  door,
  async run(words, environment) {
    const options = {
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      confirm: { type: "string", multiple: true },
    } as const;
    const { values } = readArguments({ args: [...words], options }, usage);
    const confirm = (values.confirm ?? []).filter((name): name is TableName => Object.hasOwn(tables, name));
    const report = await atParley(environment, "sync", door, { dryRun: values["dry-run"], confirm });
    if (report !== null) await print(values.json ? JSON.stringify(report) : reportText(report));
    return 0;
  },
});
