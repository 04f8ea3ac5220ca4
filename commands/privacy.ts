import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { quote } from "#grammar/format.ts";
import type { Erasure, Holding, PrivacyRequests, Subject } from "#office.ts";
import type { Reply, Table } from "#reply.ts";
import { messages } from "#wording/privacy.ts";

const options = z.object({
  confirm: z.enum(["yes"]).optional(),
  field: z.string().optional(),
  value: z.string().max(500).optional(),
});
type Input = CommandInput<z.output<typeof options>>;
type Deed = (input: Input, requests: PrivacyRequests, subject: Subject) => Promise<Reply>;

/** Lines of a person's data that a chat shows. */
const mostLines = 30;

const deeds: readonly (readonly [readonly string[], Deed])[] = [
  [["export", "导出", "查看"], exported],
  [["erase", "delete", "删除", "清除"], erase],
  [["correct", "更正", "修正"], correct],
  [["no-profiling", "停止画像", "不画像"], (input, requests, subject) => profile(input, requests, subject, false)],
  [["profiling", "恢复画像"], (input, requests, subject) => profile(input, requests, subject, true)],
];

export default defineCommand({
  title: { en: "Privacy", zh: "隐私" },
  summary: { en: "Show, erase or correct a person's data", zh: "查看、删除、更正某个人的数据" },
  aliases: ["隐私", "个人信息"],
  group: "data",
  audience: "administrator",
  personal: true,
  examples: [
    { en: "/privacy export 华星科技", zh: "/隐私 导出 华星科技" },
    { en: "/privacy erase 华星科技", zh: "/隐私 删除 华星科技" },
  ],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "required",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, words, office } = input;
    if (!office?.privacy) return { headline: words.say("here_only"), result: {} };
    const [verb = "", ...rest] = (question.subject ?? "").trim().split(/\s+/);
    const deed = deeds.find(([names]) => names.includes(verb.toLowerCase()))?.[1];
    const person = rest.join(" ").replace(/^["“](.*)["”]$/, "$1");
    if (deed === undefined || person === "") {
      throw new UserError("bad_option", words.say("verbs"), { hint: words.say("verbs_hint") });
    }
    const [subject, ...others] = await office.privacy.find(person);
    if (subject === undefined) {
      throw new UserError("nobody", words.say("nobody", { person }), { hint: words.say("nobody_hint") });
    }
    const exact = [subject, ...others].filter(({ id }) => id === person);
    if (others.length > 0 && exact.length !== 1) {
      const ids = words.list([subject, ...others].slice(0, 8).map(({ id }) => id));
      throw new UserError("several", words.say("several", { person }), { hint: words.say("several_hint", { ids }) });
    }
    const meant = exact[0] ?? subject;
    const alias = office.privacy.alias(meant);
    return { ...(await deed(input, office.privacy, meant)), record: `privacy ${verb.toLowerCase()} ${alias}` };
  },
});

const nameOf = ({ name, id }: Subject): string => name ?? id;

async function exported({ question, words }: Input, requests: PrivacyRequests, subject: Subject): Promise<Reply> {
  const held = await requests.holdings(subject);
  const lines = held.flatMap(({ place, id, values }: Holding) =>
    Object.entries(values).map(([field, value]) => ({ place: `${place} ${id}`, field, value })),
  );
  // A file holds the rest: the chat need not.
  const shown = question.full && question.export === null ? lines : lines.slice(0, mostLines);
  const columns = (["place", "field", "value"] as const).map((key) => ({
    key,
    label: words.say(key),
    format: "text" as const,
  }));
  return {
    headline: words.say("export", {
      name: nameOf(subject),
      n: held.length,
      places: new Set(held.map(({ place }) => place)).size,
    }),
    table: { columns, rows: shown, total: lines.length, all: () => lines },
    footnotes:
      shown.length < lines.length
        ? [words.say("export_note", { n: shown.length, command: question.text.replaceAll('"', "'") })]
        : [],
    followUps: [
      { label: words.say("follow_erase"), ask: `/privacy erase ${quote(subject.id)}` },
      { label: words.say("follow_stop"), ask: `/privacy no-profiling ${quote(subject.id)}` },
    ],
    result: { table: subject.table, id: subject.id, name: subject.name, held },
  };
}

function erasureTable(words: Input["words"], erasures: readonly Erasure[]): Table {
  return {
    columns: [
      { key: "place", label: words.say("place"), format: "text" },
      { key: "entries", label: words.say("entries"), format: "integer" },
      { key: "how", label: words.say("how"), format: "text" },
    ],
    rows: erasures.map(({ place, entries, how }) => ({ place, entries, how: words.say(how) })),
  };
}

const sum = (erasures: readonly Erasure[]): number => erasures.reduce((total, { entries }) => total + entries, 0);

async function erase({ question, words }: Input, requests: PrivacyRequests, subject: Subject): Promise<Reply> {
  if (question.options.confirm !== "yes") {
    const erasable = await requests.erasable(subject);
    return {
      headline: words.say("would", { name: nameOf(subject), n: sum(erasable) }),
      table: erasureTable(words, erasable),
      footnotes: [words.say("would_note")],
      followUps: [{ label: words.say("do_it"), ask: `/privacy erase ${quote(subject.id)} confirm=yes` }],
      result: { table: subject.table, id: subject.id, erasable },
    };
  }
  const { erased, left } = await requests.erase(subject);
  const pseudonym = requests.alias(subject);
  return {
    headline: words.say("erased", { n: sum(erased), left }),
    table: erasureTable(words, erased),
    footnotes: [words.say("erased_note", { pseudonym }), words.say("would_note")],
    result: { table: subject.table, pseudonym, erased, left },
  };
}

async function correct({ question, words }: Input, requests: PrivacyRequests, subject: Subject): Promise<Reply> {
  const { field, value } = question.options;
  const name = nameOf(subject);
  if (field === undefined || value === undefined || !requests.correctable(subject).includes(field)) {
    throw new UserError("bad_option", words.say("correct_how", { name: quote(name) }), {
      hint: words.say("correct_fields", { fields: words.list(requests.correctable(subject)) }),
    });
  }
  await requests.correct(subject, field, value);
  return {
    headline: words.say("corrected", { name, field, value }),
    footnotes: [words.say("corrected_note")],
    followUps: [{ label: words.say("follow_export"), ask: `/privacy export ${quote(subject.id)}` }],
    result: { table: subject.table, id: subject.id, field, value },
  };
}

async function profile(
  { words }: Input,
  requests: PrivacyRequests,
  subject: Subject,
  allowed: boolean,
): Promise<Reply> {
  const name = nameOf(subject);
  if (subject.table !== "accounts") throw new UserError("bad_option", words.say("only_accounts", { name }));
  await requests.profiling(subject, allowed);
  const back = allowed ? "follow_stop" : "follow_allow";
  return {
    headline: words.say(allowed ? "scored" : "unscored", { name }),
    followUps: [
      { label: words.say(back), ask: `/privacy ${allowed ? "no-profiling" : "profiling"} ${quote(subject.id)}` },
    ],
    result: { table: subject.table, id: subject.id, profiling: allowed },
  };
}
