import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { alertText, readAlert } from "#grammar/alert-words.ts";
import { bucketStarts } from "#grammar/buckets.ts";
import { businessDay, startOfDay } from "#grammar/days.ts";
import { addUnits, unitStart } from "#grammar/fiscal.ts";
import { alertReach } from "#metrics/alerts/alert-rule.ts";
import { indicatorSeries } from "#queries/indicator-series.ts";
import type { FollowUp, Reply } from "#reply.ts";
import type { Schedule, Subscriptions } from "#subscription.ts";
import findFirings from "#tasks/find-firings.ts";
import { messages } from "#wording/alert.ts";
import { type AskedAlert, askedAlert, ruleText } from "#wording/alert-rule.ts";
import { type Looked, scheduled, tellFirings, tellNow } from "#wording/alert-story.ts";

type Input = CommandInput<unknown>;

const verbs: readonly (readonly [RegExp, "list" | "stop" | "test" | "check"])[] = [
  [/^(?:list|mine|我的|列表)?$/i, "list"],
  [/^(?:stop|remove|delete|off|停止|取消|删除)(?:\s+|(?=\d)|$)/i, "stop"],
  [/^(?:test|try|backtest|试算|回测|预演|测试)(?:\s+|$)/i, "test"],
  [/^(?:check|now|检查|核对)(?:\s+|$)/i, "check"],
];

export default defineCommand({
  title: { en: "Alerts", zh: "预警" },
  summary: {
    en: "Tell me when a number crosses a line, changes, or behaves unusually",
    zh: "指标越线、变化过大或出现异常时提醒我",
  },
  aliases: ["预警", "指标预警", "预警提醒"],
  group: "mine",
  personal: true,
  examples: [
    { en: "/alert test revenue below 1m weekly", zh: "/预警 试算 销售额 低于100万 每周" },
    { en: "/alert test win rate changed by 10% monthly", zh: "/预警 试算 赢单率 变化超过10% 每月" },
    { en: "/alert check leads anomalous", zh: "/预警 检查 线索数 异常" },
  ],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "optional",
  messages,
  async run(input): Promise<Reply> {
    const text = (input.question.subject ?? "").trim();
    const [pattern, verb] = verbs.find(([one]) => one.test(text)) ?? [/^/, "create" as const];
    const about = text.replace(pattern, "").trim();
    if (verb === "list" || verb === "stop") {
      const subscriptions = input.office?.subscriptions;
      if (!subscriptions) return { headline: input.words.say("here_only"), result: {} };
      return verb === "list" ? list(input, subscriptions) : stop(input, subscriptions, about);
    }
    const spoken = verb === "check" ? kept(about, input) : readAlert(about);
    const alert = await askedAlert(spoken, input);
    if (verb === "check") return tellNow(input, alert, await lookNow(input, alert));
    const back = await lookBack(input, alert);
    if (verb === "test") return tellFirings(input, alert, back);
    return create(input, alert, spoken.to, tellFirings(input, alert, back));
  },
});

/** A rule that was kept: its amounts of money are in the company's currency where it does not say. */
function kept(rule: string, { words }: Pick<Input, "words">) {
  const spoken = readAlert(rule);
  return { ...spoken, money: spoken.money ?? words.currency.code };
}

/** The newest day, week or month that is over. */
function lookNow(input: Input, alert: AskedAlert): Promise<Looked> {
  const end = unitStart(businessDay(input.now, input.calendar.zone), alert.grain, input.calendar);
  return look(input, alert, { from: end, to: end });
}

/** Every day, week or month that ended within the last quarter that is over. */
function lookBack(input: Input, alert: AskedAlert): Promise<Looked> {
  const { calendar, now } = input;
  const over = unitStart(businessDay(now, calendar.zone), "quarter", calendar);
  const begun = unitStart(addUnits(over, -1, "quarter"), alert.grain, calendar);
  return look(input, alert, { from: addUnits(begun, 1, alert.grain), to: unitStart(over, alert.grain, calendar) });
}

/** Looks at the days, weeks or months that end from one day to another, by what was known when each of them ended. */
async function look(input: Input, alert: AskedAlert, ends: { from: string; to: string }): Promise<Looked> {
  const { calendar, compute } = input;
  const { indicator, view, rule, grain } = alert;
  const from = addUnits(ends.from, -alertReach(grain, rule.coolDownDays), grain);
  const { to } = ends;
  const span = { from, to, start: startOfDay(from, calendar.zone), end: startOfDay(to, calendar.zone), grain };
  const starts = bucketStarts({ from, to }, grain, calendar);
  const series = await indicatorSeries(view, { indicator, span, starts });
  const over = [...starts.slice(1), to];
  const first = over.indexOf(ends.from);
  const relative = indicator.unit === "money" || indicator.unit === "count";
  const values = (series ?? []).map((one) => one.values);
  const found = await compute(findFirings, { series: values, ends: over, from: first, rule, grain, relative });
  const groups = (series ?? []).map(({ part, values }, index) => {
    const { fired = [], newest = null } = found[index] ?? {};
    return { part, newest, values: [...values.subarray(first)], fired };
  });
  return { groups, starts: starts.slice(first), ends: over.slice(first), first, known: series !== null };
}

async function create(input: Input, alert: AskedAlert, to: "me" | "channel", tested: Reply): Promise<Reply> {
  const { words, office, calendar } = input;
  if (!office) return { headline: words.say("here_only"), result: {} };
  const cron = { day: "0 9 * * *", week: `0 9 * * ${calendar.weekStart % 7}`, month: "0 9 1 * *" }[alert.grain];
  const options = { rule: alertText(alert.spoken) };
  const made = await office.subscriptions.create({ job: "threshold-alert", options, cron, to, locale: words.locale });
  const [next] = (await office.subscriptions.dryRun(made.id)).next;
  const at = next === undefined ? "" : scheduled(words, next.at, next.zone);
  return {
    headline: words.say("created", { rule: ruleText(input, alert), to, next: at, planned: at === "" ? "no" : "yes" }),
    insights: [tested.headline, ...(tested.insights ?? [])].slice(0, 3),
    footnotes: tested.footnotes ?? [],
    followUps: [
      { label: words.say("follow_list"), ask: "/alert" },
      { label: words.say("follow_test"), ask: `/alert test ${options.rule}` },
    ],
    result: { ...tested.result, schedule: made.id, cron },
  };
}

async function mine(subscriptions: Subscriptions): Promise<readonly Schedule[]> {
  return (await subscriptions.list()).filter(({ job, enabled }) => job === "threshold-alert" && enabled);
}

const ruleOf = ({ options }: Schedule): string => String(options.rule ?? "");

async function list(input: Input, subscriptions: Subscriptions): Promise<Reply> {
  const { words } = input;
  const own = await mine(subscriptions);
  const actions = [words.say("how", { example: words.say("example") })];
  if (own.length === 0) return { headline: words.say("none"), actions, result: { alerts: [] }, empty: true };
  const rows = await Promise.all(
    own.map(async (schedule, index) => ({
      number: index + 1,
      rule: await readable(input, ruleOf(schedule)),
      next: schedule.next === null ? "–" : scheduled(words, schedule.next, schedule.zone ?? input.calendar.zone),
      to: schedule.targets.some((target) => target.includes("#")) ? words.say("to_channel") : words.say("to_me"),
    })),
  );
  const columns = (["number", "rule", "next", "to"] as const).map((key) => ({
    ...{ key, label: words.say(`column_${key}`), format: key === "number" ? ("integer" as const) : ("text" as const) },
  }));
  const stops = own.slice(0, 2).map((_, index): FollowUp => {
    return { label: words.say("follow_stop", { n: index + 1 }), ask: `/alert stop ${index + 1}` };
  });
  return {
    headline: words.say("list", { n: own.length }),
    table: { columns, rows },
    actions: [words.say("how_stop")],
    followUps: stops,
    result: { alerts: own.map((schedule) => ({ id: schedule.id, rule: ruleOf(schedule), cron: schedule.cron })) },
  };
}

/** An alert in the asker's words; as it was written where its number is no more. */
async function readable(input: Input, rule: string): Promise<string> {
  const alert = await askedAlert(kept(rule, input), input).catch((error: unknown) => {
    if (error instanceof UserError) return null;
    throw error;
  });
  return alert === null ? rule : ruleText(input, alert);
}

async function stop(input: Input, subscriptions: Subscriptions, which: string): Promise<Reply> {
  const { words } = input;
  const own = await mine(subscriptions);
  const chosen = own[Number(which) - 1] ?? own.find(({ id }) => id === which);
  if (chosen === undefined) {
    const hint = words.say(own.length === 0 ? "none" : "no_such_hint");
    throw new UserError("no_alert", words.say("no_such", { which: which.slice(0, 40) || "?" }), { hint });
  }
  await subscriptions.remove(chosen.id);
  return {
    headline: words.say("stopped", { rule: await readable(input, ruleOf(chosen)) }),
    followUps: [
      { label: words.say("follow_again"), ask: `/alert ${ruleOf(chosen)}` },
      { label: words.say("follow_list"), ask: "/alert" },
    ],
    result: { stopped: chosen.id },
  };
}
