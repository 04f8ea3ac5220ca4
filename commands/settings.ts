import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import type { Choices } from "#office.ts";
import type { FollowUp, Reply } from "#reply.ts";
import { messages } from "#wording/settings.ts";

const options = z.object({
  language: z.enum(["en", "zh", "auto"]).optional(),
  picture: z.enum(["on", "off"]).optional(),
});
type Options = z.output<typeof options>;
type Input = CommandInput<Options>;

/** What people write instead of an option. */
const spoken: readonly (readonly [RegExp, Options])[] = [
  [/^(语言|language)?\s*(中文|汉语|简体中文|chinese|zh|zh-cn)$/i, { language: "zh" }],
  [/^(语言|language)?\s*(英文|英语|english|en)$/i, { language: "en" }],
  [/^(语言|language)?\s*(自动|跟随|auto)$/i, { language: "auto" }],
  [/^(图片|pictures?|charts?)\s*(开|打开|on)$/i, { picture: "on" }],
  [/^(图片|pictures?|charts?)\s*(关|关闭|不要|off)$/i, { picture: "off" }],
];

export default defineCommand({
  title: { en: "Settings", zh: "设置" },
  summary: { en: "How does Parley answer me?", zh: "用什么语言、带不带图片来回答我？" },
  aliases: ["设置", "偏好"],
  group: "mine",
  audience: "anyone",
  personal: true,
  examples: [
    { en: "/settings", zh: "/设置" },
    { en: "/settings language=auto", zh: "/设置 语言 自动" },
    { en: "/settings picture=on", zh: "/设置 图片 开" },
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
    const wished = wishes(input);
    const { preferences } = office;
    const [[first] = []] = [Object.entries(wished)];
    const chosen = first === undefined ? preferences.chosen() : await preferences.choose(asChoices(wished));
    const { language, picture } = chosen;
    const state = words.say("standing", { language: language ?? "auto", picture: words.say(picture ?? "on") });
    return {
      headline: first === undefined ? state : words.say(`changed_${first[0]}_${first[1]}`),
      insights: first === undefined ? [] : [state],
      actions: [words.say("how")],
      followUps: buttons(input, chosen),
      result: { language: language ?? "auto", picture: picture ?? "on" },
    };
  },
});

/** What is wished, by options or in words; nothing to look at what is set. */
function wishes({ question, words }: Input): Options {
  const given = Object.fromEntries(
    Object.entries(question.options).filter(([, value]) => value !== undefined),
  ) as Options;
  const text = (question.subject ?? "").trim();
  if (text === "") return given;
  const meant = spoken.find(([pattern]) => pattern.test(text.replace(/=/g, " ")));
  if (meant === undefined) {
    throw new UserError("bad_option", words.say("bad", { text: text.slice(0, 80) }), { hint: words.say("bad_hint") });
  }
  return { ...given, ...meant[1] };
}

function asChoices({ language, picture }: Options): Partial<Choices> {
  return {
    ...(language === undefined ? {} : { language: language === "auto" ? null : language }),
    ...(picture === undefined ? {} : { picture: picture === "on" ? null : picture }),
  };
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
