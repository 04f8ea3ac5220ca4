import { niceTicks } from "#charts/nice-ticks.ts";
import { trend } from "#charts/trend.ts";
import type { Words } from "#messages.ts";
import type { AlertReading } from "#metrics/alerts/alert-rule.ts";
import type { Chart, FollowUp, Reply } from "#reply.ts";
import { type AlertInput, type AskedAlert, ruleText } from "./alert-rule.ts";
import { indicatorText } from "./indicator-amounts.ts";

/** What an alert was found to do: for each group, in the buckets that were looked at. */
export interface Looked {
  readonly groups: readonly {
    readonly part: string | null;
    readonly newest: AlertReading | null;
    /** NaN where not known. */
    readonly values: readonly number[];
    /** Buckets by their place in all that were read: `first` more than in those looked at. */
    readonly fired: readonly { readonly at: number; readonly reading: AlertReading }[];
  }[];
  /** First days of the buckets looked at, and the days on which each is over. */
  readonly starts: readonly string[];
  readonly ends: readonly string[];
  readonly first: number;
  /** Can the data give the number at all? */
  readonly known: boolean;
}

interface Firing {
  readonly day: string;
  readonly from: string;
  readonly part: string | null;
  readonly reading: AlertReading;
}

const mostRows = 15;

function firingsOf({ groups, starts, ends, first }: Looked): Firing[] {
  return groups
    .flatMap(({ part, fired }) =>
      fired.map(({ at, reading }): Firing => {
        return { part, reading, day: ends[at - first] ?? "", from: starts[at - first] ?? "" };
      }),
    )
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : String(a.part) < String(b.part) ? -1 : 1));
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

function fields({ day, from, part, reading }: Firing) {
  return { day, from, to: day, group: part, value: known(reading.value), against: known(reading.against) };
}

/** `Would have fired 14 times last quarter`, with the days. */
export function tellFirings(input: AlertInput, alert: AskedAlert, looked: Looked): Reply {
  const { words } = input;
  const found = firingsOf(looked);
  const days = [...new Set(found.map(({ day }) => day))];
  const [firstStart = "", lastEnd = ""] = [looked.starts[0], looked.ends.at(-1)];
  const rule = ruleText(input, alert);
  const result = {
    ...{ rule: alert.spoken, metric: alert.id, grain: alert.grain, fired: found.length, dates: days },
    ...{ looked: looked.ends, firings: found.map(fields) },
  };
  const followUps = followUpsOf(input, alert, found.at(-1) ?? null);
  if (!looked.known || looked.groups.length === 0) {
    return { headline: words.say("unknown", { rule }), actions: [words.say("unknown_try")], result, empty: true };
  }
  const span = words.span(firstStart, lastEnd);
  const stays = looked.groups.some(({ newest }) => newest?.state === "beyond");
  const headline = words.say("would_have", { n: found.length, rule, span, looked: looked.ends.length });
  const chart = pictureOf(words, alert, looked, headline);
  return {
    headline,
    ...(chart === null ? {} : { chart }),
    ...(found.length === 0 ? {} : { table: tableOf(words, alert, found) }),
    insights:
      days.length === 0 ? [words.say(stays ? "stays" : "quiet")] : [words.say("days", { days: daysText(words, days) })],
    actions: found.length > looked.ends.length / 3 ? [words.say("too_often")] : [],
    footnotes: footnotesOf(words, alert),
    method: footnotesOf(words, alert),
    followUps,
    result,
  };
}

/** Does it fire now, at the newest day, week or month that is over? */
export function tellNow(input: AlertInput, alert: AskedAlert, looked: Looked): Reply {
  const { words } = input;
  const found = firingsOf(looked);
  const [from = "", to = ""] = [looked.starts[0], looked.ends[0]];
  const rule = ruleText(input, alert);
  const groups = looked.groups.map(({ part, newest }) => ({
    ...{ group: part, state: newest?.state ?? "unknown" },
    ...{ value: known(newest?.value ?? Number.NaN), against: known(newest?.against ?? Number.NaN) },
  }));
  const { limit } = alert.rule;
  const short = (value: number): number => (alert.indicator.unit === "money" ? Math.abs(value - limit) : 0);
  const result = {
    ...{ rule: alert.spoken, metric: alert.id, grain: alert.grain, period: { from, to }, groups },
    ...{ fired: found.map(fields), at_stake: Math.max(0, ...found.map(({ reading }) => short(reading.value))) },
  };
  const followUps = followUpsOf(input, alert, { from, day: to });
  if (!looked.known || looked.groups.every(({ newest }) => newest === null || newest.state === "unknown")) {
    return { headline: words.say("unknown", { rule }), actions: [words.say("unknown_try")], result, empty: true };
  }
  const [worst] = found;
  const [only] = looked.groups;
  const told = worst?.reading ?? only?.newest;
  const headline =
    worst === undefined
      ? words.say("calm", { ...valuesOf(words, alert, told, null), span: words.span(from, to), rule })
      : words.say(`fired_${alert.rule.kind}`, {
          ...valuesOf(words, alert, told, worst.part),
          span: words.span(from, to),
          more: found.length - 1,
        });
  const standing = worst === undefined && told?.state === "beyond" ? [words.say("told_before")] : [];
  return {
    headline,
    ...(found.length > 1 ? { table: tableOf(words, alert, found) } : {}),
    insights: standing,
    actions: worst === undefined ? [] : [words.say("look", { metric: alert.indicator.title[words.locale] })],
    footnotes: [words.say("because", { rule }), ...footnotesOf(words, alert)],
    followUps,
    result,
  };
}

/** `Mon 23 Nov, 09:00` in a zone. */
export function scheduled({ locale }: Words, at: Date, zone: string): string {
  const parts = { weekday: "short", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  const tag = locale === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(tag, { ...parts, hour12: false, timeZone: zone }).format(at);
}

function valuesOf(
  words: Words,
  { indicator, rule }: AskedAlert,
  reading: AlertReading | null | undefined,
  part: string | null,
) {
  const { value = Number.NaN, against = Number.NaN } = reading ?? {};
  const change = against > 0 ? value / against - 1 : 0;
  return {
    metric: indicator.title[words.locale],
    group: part ?? "",
    grouped: part === null ? "no" : "yes",
    value: indicatorText(words, indicator.unit, known(value)),
    limit: rule.kind === "changed" ? words.percent(rule.limit) : indicatorText(words, indicator.unit, rule.limit),
    against: indicatorText(words, indicator.unit, known(against)),
    change: words.percent(Math.abs(change)),
    way: value >= against ? "up" : "down",
  };
}

function tableOf(words: Words, alert: AskedAlert, found: readonly Firing[]): NonNullable<Reply["table"]> {
  const grouped = alert.question.by.length > 0;
  const kinds = alert.rule.kind === "above" || alert.rule.kind === "below" ? [] : (["against"] as const);
  const keys = ["day", ...(grouped ? (["group"] as const) : []), "value", ...kinds] as const;
  const columns = keys.map((key) => ({ key, label: words.say(`column_${key}`), format: "text" as const }));
  const rows = found.slice(-mostRows).map((firing) => {
    const { value, against } = valuesOf(words, alert, firing.reading, firing.part);
    return { day: words.date(firing.day), group: firing.part ?? words.say("no_group"), value, against };
  });
  return { columns, rows, total: found.length };
}

/** The days in a line, the latest where they are many. */
function daysText(words: Words, days: readonly string[]): string {
  const said = words.list(days.slice(-mostRows).map((day) => words.date(day)));
  return days.length > mostRows ? words.say("latest_days", { n: mostRows, days: said }) : said;
}

/** The values that were looked at; none of several groups, which would be a tangle. */
function pictureOf(words: Words, { indicator, grain }: AskedAlert, looked: Looked, alt: string): Chart | null {
  const [only, ...others] = looked.groups;
  if (only === undefined || others.length > 0 || only.part !== null) return null;
  const fired = new Set(only.fired.map(({ at }) => at - looked.first));
  const points = only.values.map((value, at) => ({
    ...{ start: looked.starts[at] ?? "", label: words.bucket(looked.starts[at] ?? "", grain), value: known(value) },
    text: indicatorText(words, indicator.unit, known(value)),
    highlight: fired.has(at),
  }));
  const seen = only.values.filter((value) => !Number.isNaN(value));
  const ticks = niceTicks(Math.min(0, ...seen), Math.max(0, ...seen));
  const axisText = ticks.map((value) => ({ value, text: indicatorText(words, indicator.unit, value) }));
  return {
    spec: trend({ points, axisText }),
    alt,
    subtitle: words.say(`subtitle_${grain}`, { metric: indicator.title[words.locale] }),
  };
}

function footnotesOf(words: Words, { rule, indicator, grain }: AskedAlert): string[] {
  return [
    words.say("how_read", { grain, hysteresis: words.percent(rule.hysteresis, 0), days: rule.coolDownDays }),
    ...(rule.kind === "anomalous" ? [words.say("how_anomalous")] : []),
    words.say("definition", { metric: indicator.title[words.locale], definition: indicator.definition[words.locale] }),
  ];
}

function followUpsOf({ words }: AlertInput, alert: AskedAlert, at: { from: string; day: string } | null): FollowUp[] {
  const { narrowing } = alert.spoken;
  const last = at === null ? null : new Date(Date.parse(at.day) - 86_400_000).toISOString().slice(0, 10);
  const why = last === null ? [] : [`/why ${alert.id} ${at?.from}..${last} ${narrowing}`.trim()];
  return [
    ...why.map((ask) => ({ label: words.say("follow_why"), ask })),
    { label: words.say("follow_list"), ask: "/alert" },
  ];
}
