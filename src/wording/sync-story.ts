import type { Calendar } from "#calendar.ts";
import type { Words } from "#messages.ts";
import type { SyncState } from "#office.ts";
import type { Reply } from "#reply.ts";
import { moment } from "./moment.ts";

/** How far a table is, how fast, and how long it takes yet. */
export function readingTold(words: Words, reading: NonNullable<SyncState["reading"]>): string {
  const { table, rows, perSecond, secondsLeft } = reading;
  const told = words.say("sync_reading", { table, rows: words.integer(rows), perSecond: words.integer(perSecond) });
  return secondsLeft === null
    ? told
    : words.say("sync_left", { reading: told, minutes: Math.max(1, Math.round(secondsLeft / 60)) });
}

/** How the sync stands, in one language and zone: by table, with what waits to be confirmed. */
export function tellSync(
  { words, calendar }: { readonly words: Words; readonly calendar: Calendar },
  state: SyncState,
): Pick<Reply, "headline" | "table" | "insights" | "actions"> {
  const { source, running, reading, confirmedAt, next, failure, tables } = state;
  const at = (instant: Date): string => moment(instant, calendar.zone, words.locale);
  const mood = running ? "running" : failure !== null ? "failed" : confirmedAt === null ? "never" : "idle";
  const headline =
    confirmedAt === null
      ? words.say(mood === "running" || mood === "failed" ? `${mood}_first` : "never", { source })
      : words.say(mood, { source, at: at(confirmedAt) });
  const behind = tables.filter(({ since }) => since !== null);
  const earliest = new Date(Math.max(...behind.map(({ since }) => since?.getTime() ?? 0)));
  const insights = [
    ...(reading === null ? [] : [readingTold(words, reading)]),
    ...(failure === null || running ? [] : [words.say("why", { at: at(failure.at), reason: failure.message })]),
    ...(behind.length === 0
      ? []
      : [words.say("behind", { day: at(earliest), tables: words.list(behind.map(({ table }) => table)) })]),
    ...(next === null ? [] : [words.say("next", { at: at(next) })]),
  ];
  const held = tables.filter((one) => (one.held ?? 0) > 0);
  const rows = tables.map(({ table, rows, until, held }) => ({
    ...{ table, rows, vanished: held },
    until: until === null ? words.say("whole") : at(until),
  }));
  return {
    headline,
    insights: insights.slice(0, 3),
    actions: held.slice(0, 3).map(({ table, held }) => words.say("held", { source, table, n: held ?? 0 })),
    ...(rows.length === 0
      ? {}
      : {
          table: {
            columns: [
              { key: "table", label: words.say("table"), format: "text" },
              { key: "rows", label: words.say("rows"), format: "integer" },
              { key: "until", label: words.say("until"), format: "text" },
              { key: "vanished", label: words.say("vanished"), format: "integer" },
            ],
            rows,
          },
        }),
  };
}
