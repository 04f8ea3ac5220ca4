import { writeFile } from "node:fs/promises";
import { readConfig } from "#config.ts";
import { edition } from "#delivery/edition.ts";
import { instants } from "#delivery/instants.ts";
import { UserError } from "#errors.ts";
import { readArguments, readLocale } from "#local/arguments.ts";
import { asSomebody } from "#local/as-somebody.ts";
import { atParley } from "#local/at-parley.ts";
import { asText, print } from "#local/print.ts";
import type { Locale } from "#messages.ts";
import { type Door, defineVerb } from "#verb.ts";

const usage =
  "npm run job -- weekly-digest --dry-run [--as user@example.com] [--at 2026-11-23T09:00+08:00] [--option name=value] [--lang zh] [--png out.png]";

interface Wanted {
  readonly name: string;
  readonly locale: Locale;
  /** E-mail of whose edition it is. */
  readonly as?: string;
  /** Instant as of which it is computed, ISO 8601. */
  readonly at?: string;
  /** The schedule's arguments. */
  readonly options?: Readonly<Record<string, string>>;
}

interface Trial {
  readonly text: string;
  /** Base64, a picture an edition. */
  readonly pictures: readonly string[];
}

/** `name=value` of a schedule's arguments. */
function readOption(said: string): [string, string] {
  const [name = "", ...value] = said.split("=");
  if (name === "" || value.length === 0) {
    throw new UserError("usage", `--option takes name=value, not ${said}`, { hint: usage });
  }
  return [name, value.join("=")];
}

/** When, to whom and what, without sending it. */
const door: Door<Wanted, Trial> = async (parley, { name, locale, as, at, options = {} }) => {
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
  const now = at === undefined ? parts.clock() : new Date(at);
  const user = as === undefined ? null : { platform: "terminal", userId: as };
  const reader = { asker: await asSomebody(parley, as), user, locale };
  const answers = (await edition(job, options, now, reader, parts)).map(({ answer }) => answer);
  const lines = [
    `${job.title[locale]}: next in ${zone}`,
    ...instants(job.schedule, zone, now, 5).map((instant) => `  ${shown.format(instant)}`),
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
      as: { type: "string" },
      at: { type: "string" },
      option: { type: "string", multiple: true },
    } as const;
    const { values, positionals } = readArguments({ args: [...words], options, allowPositionals: true }, usage);
    const [name] = positionals;
    if (name === undefined || !values["dry-run"]) {
      throw new UserError("usage", "Say which job to try, and --dry-run.", { hint: usage });
    }
    const { as, at, option = [] } = values;
    if (at !== undefined && Number.isNaN(Date.parse(at))) {
      throw new UserError("usage", `--at takes an instant such as 2026-11-23T09:00+08:00, not ${at}`, { hint: usage });
    }
    const wanted: Wanted = {
      ...{ name, locale: readLocale(values.lang, readConfig(environment).locale, usage) },
      options: Object.fromEntries(option.map(readOption)),
      ...(as === undefined ? {} : { as }),
      ...(at === undefined ? {} : { at }),
    };
    const { text, pictures } = await atParley(environment, "job", door, wanted);
    await print(text);
    const [picture] = pictures;
    if (values.png !== undefined && picture !== undefined) await writeFile(values.png, Buffer.from(picture, "base64"));
    return 0;
  },
});
