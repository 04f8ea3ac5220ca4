import { z } from "zod";
import { type Command, type CommandInput, defineCommand, type Group } from "#command.ts";
import { UserError } from "#errors.ts";
import { nearest } from "#grammar/nearest.ts";
import type { Words } from "#messages.ts";
import { appliesTo, dimensions } from "#model/dimensions.ts";
import type { Reply } from "#reply.ts";
import { messages } from "#wording/help.ts";
import { shownRows } from "#wording/shown-rows.ts";

type Input = CommandInput<Record<string, unknown>>;

const groups: readonly Group[] = ["customers", "sales", "marketing", "service", "data", "mine"];

/** What each role asks first. */
const tour = {
  salesperson: ["actions", "pipeline", "customer"],
  manager: ["kpi", "sales", "funnel", "team", "rfm", "churn"],
  marketing: ["campaign", "leads", "retention", "satisfaction"],
} as const;
const tourWords = new Set(["tour", "导览", "教程", "上手", "新手"]);

export default defineCommand({
  title: { en: "Help", zh: "帮助" },
  summary: { en: "What can I ask, and how?", zh: "能问什么，怎么问？" },
  aliases: ["帮助", "怎么用", "使用说明"],
  group: "mine",
  examples: [
    { en: "/help", zh: "/帮助" },
    { en: "/help rfm", zh: "/帮助 客户分层" },
    { en: "/help tour", zh: "/帮助 导览" },
  ],
  period: null,
  narrows: null,
  audience: "anyone",
  groupings: 0,
  subject: "optional",
  messages,
  async run(input): Promise<Reply> {
    const subject = input.question.subject?.trim().replace(/^\//, "").toLowerCase() ?? "";
    if (subject === "") return everything(input);
    if (tourWords.has(subject)) return guide(input);
    const found = [...input.commands].find(([name, command]) => namesOf(name, command).includes(subject));
    if (found === undefined) throw unknown(input, subject);
    return details(input, ...found);
  },
});

function everything({ commands, words }: Input): Reply {
  const rows = groups.flatMap((group) => {
    const own = [...commands].filter(([, command]) => command.group === group);
    if (own.length === 0) return [];
    const names = own.map(([name, command]) => `/${name} ${command.title[words.locale]}`);
    return [{ group: words.say(`group.${group}`), commands: names.join(words.locale === "zh" ? "；" : "; ") }];
  });
  const example = (commands.get("rfm") ?? [...commands.values()][0])?.examples.at(1)?.[words.locale] ?? "/help";
  return {
    headline: words.say("all", { n: commands.size, example }),
    table: {
      columns: [
        { key: "group", label: words.say("group"), format: "text" },
        { key: "commands", label: words.say("commands"), format: "text" },
      ],
      rows,
      total: rows.length,
    },
    insights: [words.say("how", { example }), words.say("follow"), words.say("more")],
    followUps: [{ label: words.say("take_tour"), ask: "/help tour" }],
    result: { commands: [...commands].map(([name, command]) => described(name, command, words.locale)) },
  };
}

function details({ words }: Input, name: string, command: Command): Reply {
  const { locale } = words;
  const table = command.narrows;
  const usable = table === null ? [] : dimensions.filter((dimension) => appliesTo(dimension, table));
  const given = optionsOf(command);
  const insights = [
    command.period === null
      ? words.say("no_period")
      : words.say("period", { period: periodWords(command.period, words) }),
    ...(usable.length > 0
      ? [words.say("narrow", { dimensions: words.list(usable.map((dimension) => dimension.label[locale])) })]
      : []),
    ...(given.length > 0
      ? [words.say("options", { options: given.map(({ name: option, values }) => `${option}=${values}`).join(", ") })]
      : []),
  ];
  const examples = command.examples.map((example) => example[locale]);
  return {
    headline: words.say("one", { title: command.title[locale], summary: command.summary[locale] }),
    table: {
      columns: [{ key: "example", label: words.say("example"), format: "text" }],
      ...shownRows(examples, 8, (example) => ({ example })),
    },
    insights,
    footnotes: [words.say("aliases", { aliases: words.list([`/${name}`, ...command.aliases]) })],
    followUps: [
      ...examples.slice(0, 3).map((example) => ({ label: example, ask: example })),
      { label: words.say("all_commands"), ask: "/help" },
    ],
    result: { commands: [described(name, command, locale)] },
  };
}

function guide({ commands, words }: Input): Reply {
  const roles = Object.entries(tour)
    .map(([role, names]) => ({ role, found: names.flatMap((name) => (commands.has(name) ? [name] : [])) }))
    .filter(({ found }) => found.length > 0);
  const first = (name: string) => commands.get(name)?.examples[0][words.locale] ?? `/${name}`;
  const names = [...new Set(roles.flatMap(({ found }) => found))];
  return {
    headline: words.say("tour"),
    table: {
      columns: [
        { key: "role", label: words.say("role"), format: "text" },
        { key: "ask", label: words.say("questions"), format: "text" },
      ],
      rows: roles.map(({ role, found }) => ({ role: words.say(role), ask: found.map(first).join("  ") })),
      total: roles.length,
    },
    insights: roles.map(({ role }) => words.say(`tour_${role}`)),
    actions: roles.map(({ found }) => words.say("try_it", { example: first(found[0] ?? "help") })),
    followUps: [
      ...names.slice(0, 3).map((name) => ({ label: first(name), ask: first(name) })),
      { label: words.say("all_commands"), ask: "/help" },
    ],
    result: {
      commands: names.flatMap((name) => {
        const command = commands.get(name);
        return command === undefined ? [] : [described(name, command, words.locale)];
      }),
    },
  };
}

function described(name: string, command: Command, locale: "en" | "zh") {
  return {
    name,
    group: command.group,
    title: command.title[locale],
    summary: command.summary[locale],
    aliases: command.aliases,
    examples: command.examples.map((example) => example[locale]),
    period: command.period,
    options: optionsOf(command),
  };
}

/** A command's `name=value` options and what they take. */
function optionsOf(command: Command): { name: string; values: string }[] {
  if (command.options === undefined) return [];
  const schema = z.toJSONSchema(command.options, { io: "input", unrepresentable: "any" });
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { enum: choices, type } = property as { enum?: readonly unknown[]; type?: string };
    return { name, values: choices?.join("|") ?? (type === "string" ? "…" : (type ?? "…")) };
  });
}

function namesOf(name: string, command: Command): string[] {
  return [name, ...command.aliases, command.title.zh, command.title.en].map((text) => text.toLowerCase());
}

function unknown({ commands, words }: Input, subject: string): UserError {
  const owners = new Map(
    [...commands].flatMap(([name, command]) => namesOf(name, command).map((text) => [text, name])),
  );
  const close = new Set(nearest(subject, [...owners.keys()], 6).map((text) => `/help ${owners.get(text)}`));
  return new UserError("unknown_command", words.say("unknown", { name: subject.slice(0, 40) }), {
    hint: words.say("unknown_hint", { nearest: words.list([...close].slice(0, 3)) }),
  });
}

/** A command's default period as one would say it; the grammar's own words where there are none. */
function periodWords(period: string, words: Words): string {
  const rolling = /^last(\d+)([dwmqy])$/.exec(period);
  if (rolling !== null) return words.say("rolling", { n: Number(rolling[1]), unit: rolling[2] ?? "d" });
  const calendar = /^(this|last) (day|week|month|quarter|year)$/.exec(period);
  return calendar === null ? period : words.say(calendar[1] ?? "", { unit: calendar[2] ?? "" });
}
