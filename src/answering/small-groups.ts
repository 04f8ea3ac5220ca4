import type { Words } from "#messages.ts";
import type { Question } from "#question.ts";
import type { Reply, Table } from "#reply.ts";

/** Fewest customers, deals or answers that a group in a shared channel must have: of fewer, one could tell whose they are. */
export const fewestShared = 5;

/** What a row's size may be called, the people in it first. */
const sizes = ["customers", "accounts", "buyers", "members", "responses", "leads", "deals", "tickets", "orders", "n"];

type Row = Readonly<Record<string, unknown>>;

/** Is a group so small that it tells of single people? An empty one tells of nobody. */
function small(row: Row): boolean {
  const size = sizes.map((name) => row[name]).find((value) => typeof value === "number");
  return typeof size === "number" && size > 0 && size < fewestShared;
}

const labelOf = (row: Row): string | null => {
  const label = row.group ?? row.key ?? row.name ?? Object.values(row)[0];
  return typeof label === "string" && label !== "" ? label : null;
};

/** A table of the rows that stay. What is shared is no file: it needs no other rows. */
function sharedTable({ all: _, ...table }: Table, stays: (row: Row) => boolean): Table {
  return { ...table, rows: table.rows.filter(stays) };
}

/**
 * A grouped reply as others may see it: without groups of fewer than five, wherever they stand. A picture that shows one
 * is left out as a whole, sentences that name one too. Replies about single customers are lists, not groups: they stay.
 */
export function withoutSmallGroups(reply: Reply, question: Question, words: Words): Reply {
  if (question.by.length === 0) return reply;
  const { groups } = reply.result;
  const told: readonly Row[] = Array.isArray(groups) ? (groups as Row[]) : [];
  const rows: readonly Row[] = reply.table?.rows ?? [];
  const gone = [...told, ...rows].filter(small);
  if (gone.length === 0) return reply;
  const labels = new Set(gone.map(labelOf).filter((label) => label !== null));
  const names = (text: string): boolean => [...labels].some((label) => text.includes(label));
  const stays = (row: Row): boolean => !small(row) && !labels.has(labelOf(row) ?? "");
  const { chart: _, kpis = [], insights = [], actions = [], ...rest } = reply;
  const count = words.integer(labels.size);
  return {
    ...rest,
    headline: names(reply.headline) ? words.say("share.small_headline") : reply.headline,
    kpis: kpis.filter(({ label, value }) => !names(label) && !names(value)),
    insights: insights.filter((text) => !names(text)),
    actions: actions.filter((text) => !names(text)),
    footnotes: [...(reply.footnotes ?? []), words.say("share.small_groups", { count, fewest: fewestShared })],
    ...(reply.table === undefined ? {} : { table: sharedTable(reply.table, stays) }),
    result: { groups: told.filter(stays) },
  };
}
