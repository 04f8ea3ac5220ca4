import { writeFile } from "node:fs/promises";
import { administrator } from "#access/asker.ts";
import { readConfig } from "#config.ts";
import { edition } from "#delivery/edition.ts";
import { instants } from "#delivery/instants.ts";
import { UserError } from "#errors.ts";
import { readArguments, readLocale } from "#local/arguments.ts";
import { atParley } from "#local/at-parley.ts";
import { asText, print } from "#local/print.ts";
import type { Locale } from "#messages.ts";
import { type Door, defineVerb } from "#verb.ts";

const usage = "npm run job -- weekly-digest --dry-run [--lang zh] [--png out.png]";

interface Trial {
  readonly text: string;
  /** Base64, a picture an edition. */
  readonly pictures: readonly string[];
}

/** When, to whom and what, without sending it. */
const door: Door<{ name: string; locale: Locale }, Trial> = async (parley, { name, locale }) => {
  const { parts, units, routes } = parley;
  const job = units.jobs.get(name);
  if (job === undefined) {
    const jobs = [...units.jobs.keys()].join(", ");
    throw new UserError("usage", `There is no job ${name}. Jobs: ${jobs}.`, { hint: usage });
  }
  await parley.bringUpToDate();
  const { zone } = parts.calendar;
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "full", timeStyle: "short" });
  const targets = routes.filter((route) => route.job === name).map(({ target }) => target ?? `each ${job.audience}`);
  const reader = { asker: administrator, user: null, locale };
  const answers = (await edition(job, {}, parts.clock(), reader, parts)).map(({ answer }) => answer);
  const lines = [
    `${job.title[locale]}: next in ${zone}`,
    ...instants(job.schedule, zone, parts.clock(), 5).map((instant) => `  ${shown.format(instant)}`),
    `To: ${targets.join(", ") || "nobody (see DELIVER)"}`,
    "",
    ...(answers.length === 0 ? ["There is nothing worth saying now."] : answers.map(asText)),
  ];
  const pictures = answers.flatMap(({ image }) => (image ? [Buffer.from(image.png).toString("base64")] : []));
  return { text: lines.join("\n"), pictures };
};

export default defineVerb({
  usage,
  door,
  async run(words, environment) {
    const options = {
      "dry-run": { type: "boolean", default: false },
      png: { type: "string" },
      lang: { type: "string" },
    } as const;
    const { values, positionals } = readArguments({ args: [...words], options, allowPositionals: true }, usage);
    const [name] = positionals;
    if (name === undefined || !values["dry-run"]) {
      throw new UserError("usage", "Say which job to try, and --dry-run.", { hint: usage });
    }
    const locale = readLocale(values.lang, readConfig(environment).locale, usage);
    const { text, pictures } = await atParley(environment, "job", door, { name, locale });
    await print(text);
    const [picture] = pictures;
    if (values.png !== undefined && picture !== undefined) await writeFile(values.png, Buffer.from(picture, "base64"));
    return 0;
  },
});
