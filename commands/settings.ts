import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { exchange } from "#metrics/exchange.ts";
import type { Choices } from "#office.ts";
import { newestRates } from "#queries/newest-rates.ts";
import type { FollowUp, Reply } from "#reply.ts";
import { messages } from "#wording/settings.ts";
import { settingMeant, type Wish, wishSpoken } from "#wording/settings-words.ts";

const text = z.string().optional();
const options = z.object({ language: text, picture: text, zone: text, currency: text, pings: text, quiet: text });
type Input = CommandInput<z.output<typeof options>>;

export default defineCommand({
  title: { en: "Settings", zh: "设置" },
  summary: { en: "How and when does Parley speak to me?", zh: "用什么语言、货币，什么时间、带不带图片跟我说话？" },
  aliases: ["设置", "偏好"],
  group: "mine",
  audience: "anyone",
  personal: true,
  examples: [
    { en: "/settings", zh: "/设置" },
    { en: "/settings language=auto", zh: "/设置 语言 自动" },
    { en: "/settings picture=on", zh: "/设置 图片 开" },
    { en: "/settings zone=auto", zh: "/设置 时区 自动" },
    { en: "/settings currency=auto", zh: "/设置 货币 自动" },
    { en: "/settings quiet=auto", zh: "/设置 免打扰 自动" },
  ],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "optional",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { words, office } = input;
    if (!office) return { headline: words.say("here_only"), result: {} };
    const wished = await meant(wishes(input), input);
    const { preferences } = office;
    const [first] = Object.keys(wished) as (keyof Choices)[];
    const chosen = first === undefined ? preferences.chosen() : await preferences.choose(wished);
    const state = standing(input, chosen);
    return {
      headline: first === undefined ? state : changed(input, first, chosen),
      insights: first === undefined ? [] : [state],
      actions: [words.say("how")],
      followUps: buttons(input, chosen),
      result: {
        ...{ language: chosen.language ?? "auto", picture: chosen.picture ?? "on", zone: chosen.zone ?? "auto" },
        ...{ currency: chosen.currency ?? "auto", pings: chosen.pings ?? "auto" },
        quiet: chosen.quiet === null ? "auto" : quietText(input, chosen.quiet),
      },
    };
  },
});

/** What is wished, by options or in words; nothing to look at what is set. */
function wishes({ question, words }: Input): Wish {
  const given = Object.entries(question.options).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const said = (question.subject ?? "").trim();
  if (said === "") return Object.fromEntries(given);
  const spoken = wishSpoken(said);
  if (spoken === null) {
    throw new UserError("bad_option", words.say("bad", { text: said.slice(0, 80) }), { hint: words.say("bad_hint") });
  }
  return { ...Object.fromEntries(given), ...spoken };
}

/** The wishes as they are kept. Throws a UserError for what means nothing, and for a currency without a rate. */
async function meant(wish: Wish, input: Input): Promise<Partial<Choices>> {
  const { words } = input;
  const read = Object.entries(wish).map(([key, value]) => {
    const name = key as keyof Choices;
    const found = settingMeant(name, value ?? "");
    if (found === undefined) {
      const problem = words.say(`bad_${name}`, { text: (value ?? "").slice(0, 80) });
      throw new UserError("bad_option", problem, { hint: words.say(`hint_${name}`) });
    }
    return [name, found === "on" && name === "picture" ? null : found] as const;
  });
  const choices = Object.fromEntries(read) as Partial<Choices>;
  return choices.currency ? { ...choices, currency: await convertible(choices.currency, input) } : choices;
}

/** A currency into which amounts can be converted; null for the reporting currency, which needs no choice. */
async function convertible(code: string, { view, words, question }: Input): Promise<string | null> {
  if (code === words.currency.code) return null;
  const rates = await newestRates(view, { day: question.asOf });
  if (exchange(rates, words.currency.code, code) !== null) return code;
  const known = [...new Set(rates.flatMap(({ from, to }) => [from, to]))].sort();
  const hint =
    known.length === 0 ? words.say("no_rates") : words.say("rates", { codes: words.list(known.slice(0, 12)) });
  throw new UserError("bad_option", words.say("no_rate", { code, from: words.currency.code }), { hint });
}

function quietText({ words }: Pick<Input, "words">, { from, to }: NonNullable<Choices["quiet"]>): string {
  return from === to ? words.say("no_quiet") : `${from}–${to}`;
}

function standing(input: Input, { language, picture, zone, currency, pings, quiet }: Choices): string {
  const { words, calendar } = input;
  const said = (key: string, value: string | null) => words.say(key, { value: value ?? words.say("company") });
  const parts = [
    words.say("standing", { language: language ?? "auto", picture: words.say(picture ?? "on") }),
    words.say("zone", { value: zone ?? calendar.zone }),
    words.say("currency", { value: currency ?? words.currency.code }),
    said("pings", pings === null ? null : String(pings)),
    said("quiet", quiet === null ? null : quietText(input, quiet)),
  ];
  return parts.join(words.locale === "zh" ? "；" : "; ");
}

function changed(input: Input, name: keyof Choices, chosen: Choices): string {
  const { words } = input;
  if (name === "language" || name === "picture") {
    return words.say(`changed_${name}_${chosen[name] ?? (name === "language" ? "auto" : "on")}`);
  }
  const value = name === "quiet" ? chosen.quiet && quietText(input, chosen.quiet) : chosen[name];
  return value === null ? words.say(`changed_${name}_auto`) : words.say(`changed_${name}`, { value: String(value) });
}

/** What is not set, as buttons. */
function buttons({ words }: Input, { language, picture }: Choices): FollowUp[] {
  const languages = (["zh", "en", "auto"] as const).filter((one) => one !== (language ?? "auto"));
  const other = picture === "off" ? "on" : "off";
  return [
    ...languages.map((one) => ({ label: words.say(`language_${one}`), ask: `/settings language=${one}` })),
    { label: words.say(`picture_${other}`), ask: `/settings picture=${other}` },
  ];
}
