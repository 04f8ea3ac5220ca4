import { writeFile } from "node:fs/promises";
import { readConfig } from "#config.ts";
import { compose } from "#delivery/deliver.ts";
import { readRoutes } from "#delivery/routes.ts";
import { nextInstants } from "#delivery/schedule.ts";
import { UserError } from "#errors.ts";
import { readArguments } from "#local/arguments.ts";
import { asText, print, printError } from "#local/print.ts";
import { createLog } from "#log.ts";
import { openParley } from "#parley.ts";
import { defineVerb } from "#verb.ts";

const usage = "npm run job -- weekly-digest --dry-run [--png out.png]";

export default defineVerb({
  usage,
  async run(words, environment) {
    const options = {
      "dry-run": { type: "boolean", default: false },
      png: { type: "string" },
      lang: { type: "string" },
    } as const;
    const { values, positionals } = readArguments({ args: [...words], options, allowPositionals: true }, usage);
    const config = readConfig(environment);
    const parley = await openParley(config, environment, createLog("warn"));
    try {
      const [name = ""] = positionals;
      const job = parley.units.jobs.get(name);
      if (job === undefined || !values["dry-run"]) {
        const jobs = [...parley.units.jobs.keys()].join(", ");
        throw new UserError("usage", `Say which job to try, with --dry-run. Jobs: ${jobs}.`, { hint: usage });
      }
      await parley.bringUpToDate({ progress: (note) => void printError(note) });
      const { zone } = parley.parts.calendar;
      const locale = values.lang === undefined ? config.locale : values.lang.startsWith("zh") ? "zh" : "en";
      const shown = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "full", timeStyle: "short" });
      await print(`${job.title[locale]}: next in ${zone}`);
      for (const instant of nextInstants(job.schedule, zone, 5)) await print(`  ${shown.format(instant)}`);
      const routes = readRoutes(config.deliver, new Set(parley.units.jobs.keys())).filter(
        (route) => route.job === name,
      );
      await print(
        `To: ${routes.map(({ platform, target }) => `${platform}:${target}`).join(", ") || "nobody (see DELIVER)"}\n`,
      );
      const answers = await compose(job, parley.parts.clock(), locale, parley.parts);
      if (answers.length === 0) await print("There is nothing worth saying now.");
      for (const answer of answers) {
        await print(asText(answer));
        if (values.png !== undefined && answer.image) await writeFile(values.png, answer.image.png);
      }
      return 0;
    } finally {
      await parley.close();
    }
  },
});
