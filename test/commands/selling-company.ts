import type { Calendar, Period } from "#calendar.ts";
import type { Command } from "#command.ts";
import { createWords } from "#locales/words.ts";
import type { Locale } from "#messages.ts";
import { dimensions } from "#model/dimensions.ts";
import type { Question } from "#question.ts";
import type { Reply } from "#reply.ts";
import type { Landing, Store } from "#store.ts";
import { compute, indicators, recallFrom } from "./in-place.ts";

export const calendar: Calendar = { zone: "Asia/Shanghai", weekStart: 1, fiscalYearStart: 1, seasons: {} };
export const asOf = "2024-11-22";

type Cell = string | number | boolean | null;

/** Inserts rows in one statement; every row has the columns of the first. */
export async function insert(
  landing: Landing,
  table: string,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const literal = (value: Cell | undefined) =>
    value === null || value === undefined
      ? "NULL"
      : typeof value === "string"
        ? `'${value.replaceAll("'", "''")}'`
        : `${value}`;
  const values = rows.map((row) => {
    return `('test', '${table}-${row.id}', TIMESTAMP '2024-11-22', ${names.map((name) => literal(row[name])).join(", ")})`;
  });
  await landing.run(
    `INSERT INTO data.${table} (source_system, external_id, synced_at, ${names.join(", ")}) VALUES ${values.join(", ")}`,
  );
}

const zoned = (day: string) => new Date(`${day}T00:00:00+08:00`);
export function span(from: string, to: string, name = `${from}..${to}`): Period {
  return { from, to, start: zoned(from), end: zoned(to), step: { count: 1, unit: "quarter" }, name };
}

export interface Asked extends Partial<Question> {
  readonly locale?: Locale;
}

/** Runs a command on a store as an administrator would, with the rest of the question as the grammar gives it. */
export async function ask(command: Command, store: Store, period: Period, asked: Asked = {}): Promise<Reply> {
  const { locale = "en", ...given } = asked;
  const question: Question = {
    command: "test",
    subject: null,
    period,
    comparison: null,
    by: [],
    filters: [],
    top: null,
    asOf,
    asOfEnd: zoned("2024-11-23"),
    export: null,
    fresh: false,
    full: false,
    text: "/test",
    ...given,
    options: command.options?.parse(given.options ?? {}) ?? {},
  };
  return command.run({
    question: question as never,
    view: store.view({ owners: null, filters: question.filters, by: question.by }),
    words: createWords(locale, "CNY", command.messages),
    calendar,
    now: zoned("2024-11-22"),
    compute,
    recall: recallFrom(store, { calendar, now: zoned("2024-11-22") }),
    asker: { name: null, role: "administrator" },
    commands: new Map(),
    decisions: null,
    indicators,
    definitions: [],
    dimensions,
  });
}
