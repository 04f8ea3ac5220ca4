import type { Calendar } from "#calendar.ts";
import type { Doubt } from "#doubt.ts";
import type { Words } from "#messages.ts";
import type { Claim, Entry, Health, Link, Opinion } from "#office.ts";
import type { Reply, Table } from "#reply.ts";
import type { Send } from "#subscription.ts";
import { moment } from "./moment.ts";
import { readingTold } from "./sync-story.ts";

/** What `/admin` tells, in one language and zone. */
export interface AdminStory {
  readonly words: Words;
  readonly calendar: Calendar;
}

type Told = Pick<Reply, "headline" | "table" | "insights" | "actions" | "empty">;
type Column = Table["columns"][number];

const textColumn = (words: Words, key: string, label = key): Column => ({
  key,
  label: words.say(label),
  format: "text",
});

/** How Parley is: data, platforms, questions, models, memory. */
export function tellHealth({ words, calendar }: AdminStory, health: Health): Told {
  const at = (instant: Date | null): string =>
    instant === null ? words.say("none") : moment(instant, calendar.zone, words.locale);
  const { questions, sends } = health;
  const counts = Object.entries(health.rows).map(([table, n]) =>
    words.say("row_count", { table, n: words.integer(n) }),
  );
  const learned = health.lessons.map(({ name, learnedAt }) => words.say("learned_at", { name, at: at(learnedAt) }));
  const platforms = health.platforms.map(({ title, address }) => (address === null ? title : `${title} (${address})`));
  const list = (items: readonly string[]): string => (items.length === 0 ? words.say("none") : words.list(items));
  const memory = {
    n: words.integer(Math.round(health.memory / 2 ** 20)),
    hours: words.integer(Math.floor(health.uptime / 3600)),
  };
  const lines: [string, string][] = [
    ["synced", at(health.syncedAt)],
    ["syncing", syncTold(words, health.sync)],
    ["until", at(health.dataUntil)],
    ["rows", list(counts)],
    ["platforms", list(platforms)],
    ["questions", words.say("question_count", questions)],
    [
      "median",
      health.medianMs === null ? words.say("none") : words.say("milliseconds", { ms: words.integer(health.medianMs) }),
    ],
    ["sends", words.say("send_count", sends)],
    ["learned", list(learned)],
    ["memory", words.say("megabytes", memory)],
    ["version", `Parley ${health.version}, Node ${health.node}`],
  ];
  const told = { source: health.source, synced: at(health.syncedAt), ...questions };
  return {
    headline: words.say(health.syncedAt === null ? "health_empty" : "health", told),
    table: {
      columns: [textColumn(words, "what"), textColumn(words, "value")],
      rows: lines.map(([what, value]) => ({ what: words.say(what), value })),
    },
    actions: health.claims === 0 ? [] : [words.say("claims_waiting", { n: health.claims })],
  };
}

function syncTold(words: Words, { running, reading }: Health["sync"]): string {
  if (reading !== null) return readingTold(words, reading);
  return words.say(running ? "sync_running" : "sync_idle");
}

/** How a claim's or link's chat user is called. */
export function userOf({
  user,
  userName = null,
}: {
  readonly user: string;
  readonly userName?: string | null;
}): string {
  return userName === null ? user : `${userName} (${user})`;
}

/** Who is linked to whom, and who wants to be. */
export function tellLinks({ words, calendar }: AdminStory, claims: readonly Claim[], links: readonly Link[]): Told {
  const at = (instant: Date): string => moment(instant, calendar.zone, words.locale);
  const waiting = claims.map((claim) => ({
    who: userOf(claim),
    owner: claim.owner === null ? words.say("nobody", { address: claim.address }) : `${claim.owner} (${claim.address})`,
    state: words.say("open_state", { id: claim.id }),
    at: at(claim.at),
  }));
  const inForce = links.map((link) => ({
    who: link.user,
    owner: link.owner ?? words.say("gone"),
    state: link.how === "code" ? words.say("by_code") : words.say("by_person", { by: link.by ?? "" }),
    at: at(link.at),
  }));
  const rows = [...waiting, ...inForce];
  const columns = [
    textColumn(words, "who"),
    textColumn(words, "owner", "claims_to_be"),
    textColumn(words, "state"),
    textColumn(words, "at"),
  ];
  return {
    headline: words.say("links", { n: claims.length, links: links.length }),
    ...(rows.length === 0 ? {} : { table: { columns, rows } }),
  };
}

/** The latest questions and sends, newest first. */
export function tellAudit({ words, calendar }: AdminStory, entries: readonly Entry[], person: string | null): Told {
  const of = person === null ? "" : words.say("audit_person", { person });
  if (entries.length === 0) return { headline: words.say("audit_empty", { person: of }), empty: true };
  const columns: Column[] = [
    ...[textColumn(words, "at"), textColumn(words, "who"), textColumn(words, "asked"), textColumn(words, "outcome")],
    { key: "ms", label: words.say("ms"), format: "integer" },
  ];
  const rows = entries.map(({ at, user, owner, action, text, outcome, ms }) => ({
    at: moment(at, calendar.zone, words.locale),
    who: owner ?? user,
    asked: `${words.say(`action_${action}`)}${text.slice(0, 80)}`,
    outcome: words.say(`outcome_${outcome}`),
    ms,
  }));
  return {
    headline: words.say("audit", { n: entries.length, person: of }),
    table: { columns, rows },
    insights: person === null ? [words.say("audit_how")] : [],
  };
}

/** What people think of answers. */
export function tellRatings({ words, calendar }: AdminStory, opinions: readonly Opinion[]): Told {
  if (opinions.length === 0) return { headline: words.say("ratings_empty"), empty: true };
  const columns = [textColumn(words, "at"), textColumn(words, "asked"), textColumn(words, "opinion")];
  const rows = opinions.map(({ at, good, comment, command }) => ({
    at: moment(at, calendar.zone, words.locale),
    asked: command ?? "",
    opinion: [words.say(good ? "good" : "bad"), comment ?? ""].filter(Boolean).join(": "),
  }));
  const good = opinions.filter((one) => one.good).length;
  return { headline: words.say("ratings", { n: opinions.length, good }), table: { columns, rows } };
}

/** What was sent, is to be sent, or could not be. */
export function tellSends({ words, calendar }: AdminStory, sends: readonly Send[]): Told {
  if (sends.length === 0) return { headline: words.say("sends_empty"), empty: true };
  const keys = ["send_id", "at", "what", "to", "outcome"] as const;
  const rows = sends.map(({ id, at, headline, job, target, state, error }) => ({
    send_id: id,
    at: moment(at, calendar.zone, words.locale),
    what: (headline ?? job).slice(0, 80),
    to: target,
    outcome: [words.say(`send_${state}`), error ?? ""].filter(Boolean).join(": "),
  }));
  const of = (...states: readonly Send["state"][]): number =>
    sends.filter(({ state }) => states.includes(state)).length;
  return {
    headline: words.say("sends_told", { sent: of("sent"), failed: of("failed"), unknown: of("unknown") }),
    table: { columns: keys.map((key) => textColumn(words, key)), rows },
    insights: [words.say("sends_how")],
  };
}

/** Which numbers somebody doubts, with the commands that give them again. */
export function tellDoubts({ words, calendar }: AdminStory, doubts: readonly Doubt[]): Told {
  if (doubts.length === 0) return { headline: words.say("doubts_empty"), empty: true };
  const columns = ["at", "who", "asked", "again", "why"].map((key) => textColumn(words, key));
  const rows = doubts.map(({ at, who, question, command, why, answer }) => ({
    ...{ at: moment(at, calendar.zone, words.locale), who, asked: question, again: command },
    why: [why ?? "", `(${answer})`].filter(Boolean).join(" "),
  }));
  return { headline: words.say("doubts", { n: doubts.length }), table: { columns, rows } };
}
