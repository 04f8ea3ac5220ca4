import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { readCadence } from "#grammar/cadence.ts";
import type { FollowUp, Reply } from "#reply.ts";
import type { NewSchedule, OfferedJob, Schedule, Subscriptions } from "#subscription.ts";
import { cadenceText } from "#wording/cadence.ts";
import { moment } from "#wording/moment.ts";
import { messages } from "#wording/subscribe.ts";

type Input = CommandInput<unknown>;

const verbs: readonly (readonly [RegExp, "stop" | "start" | "remove" | "try"])[] = [
  [/^(?:stop|pause|off|停用|停止|暂停)\s*(?=\S)/i, "stop"],
  [/^(?:start|resume|go on|恢复|启用|继续)\s*(?=\S)/i, "start"],
  [/^(?:remove|delete|cancel|unsubscribe|删除|取消|退订)\s*(?=\S)/i, "remove"],
  [/^(?:try|test|dry-run|试试|试|预览)\s*(?=\S)/i, "try"],
];
const toChannel = /(?:^|\s)(?:to|in)\s+(?:this\s+|the\s+)?channel$|\s*(?:发到|推送到|到)(?:本|这个)?(?:群|频道)里?$/i;
/** A channel by its name: who asks from elsewhere may not be in it, so that it is asked for there. */
const toNamed =
  /(?:^|\s)(?:(?:to|in|into)\s+)(?:the\s+)?(?:channel\s+)?#([^\s#]+)(?:\s+channel)?$|\s*(?:发到|推送到|发给|推到|到)\s*#([^\s#]+?)(?:群|频道)?里?$/i;
const mostNames = 8;

export default defineCommand({
  title: { en: "Subscribe", zh: "订阅" },
  summary: { en: "Send me an answer regularly", zh: "定期把某个回答发给我" },
  aliases: ["订阅", "定期推送"],
  group: "mine",
  personal: true,
  examples: [
    { en: "/subscribe", zh: "/订阅" },
    {
      en: "/subscribe try weekly Mon 9:00 /sales last week by region",
      zh: "/订阅 试试 每周一 9:00 /销售额 上周 按地区",
    },
  ],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "optional",
  messages,
  async run(input): Promise<Reply> {
    const { question, words, office } = input;
    if (!office) return { headline: words.say("here_only"), result: {} };
    const { subscriptions } = office;
    const text = (question.subject ?? "").trim();
    if (text === "") return list(input, subscriptions);
    const [pattern, verb] = verbs.find(([one]) => one.test(text)) ?? [];
    const about = pattern === undefined ? text : text.replace(pattern, "").trim();
    if (verb === "stop" || verb === "start") return enable(input, subscriptions, about, verb === "start");
    if (verb === "remove") return remove(input, subscriptions, about);
    if (verb === "try") {
      const kept = await chosen(subscriptions, about);
      return tryOut(input, subscriptions, kept ?? wished(input, subscriptions, about));
    }
    return create(input, subscriptions, wished(input, subscriptions, about));
  },
});

/** The schedule that a text asks for. Throws a UserError that says what is missing. */
function wished({ words, commands }: Input, { offered }: Subscriptions, text: string): NewSchedule {
  const elsewhere = toNamed.exec(text);
  if (elsewhere !== null) {
    const name = elsewhere[1] ?? elsewhere[2] ?? "";
    const rest = text.slice(0, elsewhere.index).trim().slice(0, 200);
    throw new UserError("other_channel", words.say("other_channel", { name }), {
      hint: words.say("other_channel_hint", { name, command: `/subscribe ${rest} to channel` }),
    });
  }
  const to = toChannel.test(text) ? "channel" : "me";
  const said = text.replace(toChannel, "").trim();
  const jobs = words.list(offered.map(({ title }) => title[words.locale]));
  const whole = jobNamed(offered, said);
  if (whole !== undefined) return { job: whole.name, cron: whole.cron, to };
  const cadence = readCadence(said);
  const shown = { text: said.slice(0, 80) };
  if (cadence === null)
    throw new UserError("no_time", words.say("no_time", shown), { hint: words.say("no_time_hint") });
  const job = jobNamed(offered, cadence.rest);
  if (job !== undefined) return { job: job.name, cron: cadence.cron, to };
  const [, name = ""] = /^\/(\S+)/.exec(cadence.rest) ?? [];
  const known = [...commands].some(
    ([file, { aliases, title }]) =>
      name.endsWith(file) || aliases.includes(name) || Object.values(title).includes(name),
  );
  if (cadence.rest === "" || (name !== "" && !known)) {
    throw new UserError("no_question", words.say("no_question", { text: cadence.rest.slice(0, 80) }), {
      hint: words.say("no_question_hint", { jobs }),
    });
  }
  return { job: "question", ask: cadence.rest, cron: cadence.cron, to };
}

function jobNamed(offered: readonly OfferedJob[], text: string): OfferedJob | undefined {
  const meant = text.toLowerCase().replace(/^\//, "");
  return offered.find(({ name, title }) => [name, ...Object.values(title)].some((one) => one.toLowerCase() === meant));
}

/** One of the asker's schedules, by the number that the list shows or its id. */
async function chosen(subscriptions: Subscriptions, text: string): Promise<Schedule | null> {
  const mine = await subscriptions.list();
  return mine[Number(text.replace(/^#/, "")) - 1] ?? mine.find(({ id }) => id === text) ?? null;
}

const whatOf = ({ ask, job }: Pick<Schedule, "job" | "ask">, { offered }: Subscriptions, { words }: Input): string =>
  ask ?? offered.find(({ name }) => name === job)?.title[words.locale] ?? job;

const whenOf = ({ next, zone }: Schedule, { words, calendar }: Input): string =>
  next === null ? words.say("stopped") : moment(next, zone ?? calendar.zone, words.locale);

async function list(input: Input, subscriptions: Subscriptions): Promise<Reply> {
  const { words } = input;
  const mine = await subscriptions.list();
  const offered = words.list(subscriptions.offered.map(({ title }) => title[words.locale]));
  const actions = [words.say("how"), words.say("offered", { jobs: offered })];
  if (mine.length === 0) return { headline: words.say("none"), actions, result: { subscriptions: [] }, empty: true };
  const [soonest] = mine
    .filter(({ next }) => next !== null)
    .sort((a, b) => Number(a.next?.getTime()) - Number(b.next?.getTime()));
  const rows = mine.map((schedule, index) => ({
    n: index + 1,
    what: whatOf(schedule, subscriptions, input),
    when: cadenceText(schedule.cron, words),
    to: schedule.targets.every((target) => target === schedule.owner)
      ? words.say("to_me")
      : schedule.targets.map((target) => target.slice(target.indexOf(":") + 1)).join(", "),
    next: whenOf(schedule, input),
  }));
  const column = (key: keyof (typeof rows)[number]) => ({
    ...{ key, label: words.say(`column_${key}`), format: key === "n" ? ("integer" as const) : ("text" as const) },
  });
  return {
    headline:
      soonest === undefined
        ? words.say("some_stopped", { n: mine.length })
        : words.say("some", { n: mine.length, next: whenOf(soonest, input) }),
    table: { columns: (["n", "what", "when", "to", "next"] as const).map(column), rows },
    actions,
    followUps: mine.slice(0, 3).map(({ enabled }, index) => ({
      label: `${index + 1} · ${words.say(enabled ? "button_stop" : "button_start")}`,
      ask: `/subscribe ${enabled ? "stop" : "start"} ${index + 1}`,
    })),
    result: { subscriptions: mine },
  };
}

async function create(input: Input, subscriptions: Subscriptions, schedule: NewSchedule): Promise<Reply> {
  const { words } = input;
  const made = await subscriptions.create({ ...schedule, locale: words.locale });
  const to = schedule.to === "me" ? words.say("to_me") : (made.targets[0] ?? "");
  const what = whatOf(made, subscriptions, input);
  return {
    headline: words.say("created", { what, when: cadenceText(made.cron, words), to }),
    insights: [words.say("first", { next: whenOf(made, input) })],
    followUps: buttons(input, made),
    result: { subscription: made },
  };
}

function buttons({ words }: Input, { id, enabled }: Schedule): FollowUp[] {
  return [
    { label: words.say("button_try"), ask: `/subscribe try ${id}` },
    {
      label: words.say(enabled ? "button_stop" : "button_start"),
      ask: `/subscribe ${enabled ? "stop" : "start"} ${id}`,
    },
    { label: words.say("button_list"), ask: "/subscribe" },
  ];
}

function unknown({ words }: Input, text: string): UserError {
  const said = words.say("unknown", { id: text.slice(0, 40) });
  return new UserError("no_schedule", said, { hint: words.say("unknown_hint") });
}

async function enable(input: Input, subscriptions: Subscriptions, text: string, enabled: boolean): Promise<Reply> {
  const found = await chosen(subscriptions, text);
  const after = await subscriptions.enable(found?.id ?? text, enabled);
  if (after === null) throw unknown(input, text);
  const said = { what: whatOf(after, subscriptions, input), next: whenOf(after, input) };
  return {
    headline: input.words.say(enabled ? "resumed" : "paused", said),
    followUps: buttons(input, after),
    result: { subscription: after },
  };
}

async function remove(input: Input, subscriptions: Subscriptions, text: string): Promise<Reply> {
  const found = await chosen(subscriptions, text);
  const gone = await subscriptions.remove(found?.id ?? text);
  if (gone === null) throw unknown(input, text);
  const { words } = input;
  return {
    headline: words.say("removed", { what: whatOf(gone, subscriptions, input) }),
    followUps: [{ label: words.say("button_list"), ask: "/subscribe" }],
    result: { subscription: gone },
  };
}

/** When, to whom and what, without sending it. */
async function tryOut(input: Input, subscriptions: Subscriptions, schedule: Schedule | NewSchedule): Promise<Reply> {
  const { words } = input;
  const { next, recipients, said } = await subscriptions.dryRun(
    "id" in schedule ? schedule.id : { ...schedule, locale: words.locale },
  );
  const shown = { job: schedule.job, ask: schedule.ask ?? null };
  const moments = words.list(next.map(({ at, zone }) => `${moment(at, zone, words.locale)} (${zone})`));
  const names = recipients.slice(0, mostNames).map(({ target, name }) => name ?? target.slice(target.indexOf(":") + 1));
  const more = recipients.length > mostNames ? ["…"] : [];
  return {
    headline: words.say("trial", {
      what: whatOf(shown, subscriptions, input),
      when: cadenceText(schedule.cron, words),
    }),
    insights: [
      words.say("trial_next", { moments }),
      words.say("trial_to", { n: recipients.length, names: words.list([...names, ...more]) }),
      said[0] === undefined ? words.say("trial_silent") : words.say("trial_says", { headline: said[0].headline }),
    ],
    followUps: [{ label: words.say("button_list"), ask: "/subscribe" }],
    result: { next, recipients, said: said.map(({ headline, result }) => ({ headline, result })) },
  };
}
