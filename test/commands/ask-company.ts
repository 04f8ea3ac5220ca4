import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import type { Period } from "#calendar.ts";
import type { Command, Definition } from "#command.ts";
import { addDays, startOfDay } from "#grammar/days.ts";
import { createWords } from "#locales/words.ts";
import type { Locale } from "#messages.ts";
import { dimensions } from "#model/dimensions.ts";
import type { Question } from "#question.ts";
import type { Reply } from "#reply.ts";
import { openStore } from "#store/open.ts";
import type { Landing, Lens, Store } from "#store.ts";
import { compute, indicators, recallFrom } from "./in-place.ts";

export const calendar = { zone: "Asia/Shanghai", weekStart: 1, fiscalYearStart: 1, seasons: {} };

/** A real store in a folder of its own, filled by SQL. */
export async function companyOf(
  fill: (landing: Landing) => Promise<void>,
): Promise<{ store: Store; close: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-commands-"));
  const store = await openStore({
    dataDir,
    source: "test",
    calendar,
    currency: "CNY",
    memoryLimit: "512MB",
    threads: 2,
  });
  await store.load({ source: "test", fingerprint: null }, fill);
  return {
    store,
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Inserts rows; `id` gives the external id (`orders-7`) unless that is given, money columns their reporting amount. */
export async function insert(
  landing: Landing,
  table: string,
  rows: readonly Readonly<Record<string, string | number | boolean | null>>[],
) {
  const literal = (value: string | number | boolean | null | undefined) =>
    value === null || value === undefined
      ? "NULL"
      : typeof value === "string"
        ? `'${value.replaceAll("'", "''")}'`
        : String(value);
  const full = rows.map(
    (row): Record<string, string | number | boolean | null> => ({
      source_system: "test",
      external_id: `${table}-${row.id}`,
      synced_at: "2026-01-01 00:00:00",
      ...row,
      ...(typeof row.net === "number" ? { net_reporting: row.net } : {}),
      ...(typeof row.amount === "number" ? { amount_reporting: row.amount } : {}),
    }),
  );
  const names = Object.keys(full[0] ?? {});
  const values = full.map((row) => `(${names.map((name) => literal(row[name])).join(", ")})`);
  await landing.run(`INSERT INTO data.${table} (${names.join(", ")}) VALUES ${values.join(", ")}`);
}

export interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly locale?: Locale;
  readonly options?: Readonly<Record<string, string>>;
  readonly lens?: Partial<Lens>;
  readonly full?: boolean;
  readonly commands?: ReadonlyMap<string, Command>;
  readonly subject?: string;
  readonly step?: Period["step"];
  readonly comparison?: Question["comparison"];
  readonly definitions?: readonly Definition[];
}

/** Runs a command as the dispatcher would, for whole business days `from` to the day before `to`. */
export function ask<Options extends z.ZodObject>(
  command: Command<Options>,
  store: Store,
  asked: Asked,
): Promise<Reply> {
  const { from = "2025-01-01", to = "2026-01-01", locale = "en" } = asked;
  const asOf = asked.asOf ?? addDays(to, -1);
  const lens: Lens = { owners: null, filters: [], by: [], ...asked.lens };
  const question: Question = {
    command: "test",
    subject: asked.subject ?? null,
    period: {
      from,
      to,
      start: startOfDay(from, calendar.zone),
      end: startOfDay(to, calendar.zone),
      step: asked.step ?? { count: 1, unit: "year" },
      name: `${from}..${addDays(to, -1)}`,
    },
    comparison: asked.comparison ?? null,
    by: lens.by,
    filters: lens.filters,
    top: null,
    asOf,
    asOfEnd: startOfDay(addDays(asOf, 1), calendar.zone),
    options: {},
    export: null,
    fresh: false,
    full: asked.full ?? false,
    text: "/test last365d",
  };
  const now = startOfDay(addDays(asOf, 1), calendar.zone);
  const options = (command.options?.parse(asked.options ?? {}) ?? {}) as z.output<Options>;
  return command.run({
    question: { ...question, options },
    view: store.view(lens),
    words: createWords(locale, "CNY", command.messages),
    calendar,
    now,
    compute,
    recall: recallFrom(store, { calendar, now }),
    asker: { name: null, role: "administrator" },
    commands: asked.commands ?? new Map(),
    decisions: null,
    indicators,
    definitions: asked.definitions ?? [],
    dimensions,
  });
}

/** What a reply says in words, without picture, buttons and data. */
export function texts({ headline, kpis, table, insights, actions, footnotes, method }: Reply) {
  if (table === undefined) return { headline, kpis, table, insights, actions, footnotes, method };
  // What a file would hold besides is a question of its own.
  const { all: _, ...shown } = table;
  return { headline, kpis, table: shown, insights, actions, footnotes, method };
}
