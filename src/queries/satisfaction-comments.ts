import type { View } from "#store.ts";
import { answeredAt, npsVote } from "./satisfaction-surveys.ts";

export const sample: WrittenSpan = {
  start: new Date("2025-11-01T00:00:00Z"),
  end: new Date("2026-11-01T00:00:00Z"),
  source: "surveys",
};

/** Where customers write. */
export const textSources = ["surveys", "tickets", "mentions"] as const;
export type TextSource = (typeof textSources)[number];

export interface WrittenSpan {
  readonly start: Date;
  readonly end: Date;
  readonly source: TextSource;
}

const lowest = "coalesce(surveys.scale_min, 1)";
const highest = "coalesce(surveys.scale_max, CASE WHEN surveys.kind = 'ces' THEN 7 ELSE 5 END)";

/**
 * When, what, and on which side: 1 of who is content (promoters; the upper quarter of other scales), -1 of who is not
 * (detractors, the lower half, complaints), 0 between, null where no score says it.
 */
export const written: Readonly<
  Record<TextSource, { readonly at: string; readonly text: string; readonly side: string }>
> = {
  surveys: {
    at: answeredAt,
    text: "surveys.comment",
    side: `CASE WHEN surveys.kind = 'nps' THEN ${npsVote}
      WHEN surveys.score IS NULL OR surveys.score < ${lowest} OR surveys.score > ${highest} THEN NULL
      WHEN 4 * (surveys.score - ${lowest}) >= 3 * (${highest} - ${lowest}) THEN 1
      WHEN 2 * (surveys.score - ${lowest}) <= ${highest} - ${lowest} THEN -1 ELSE 0 END`,
  },
  tickets: {
    at: "tickets.opened_at",
    text: "trim(concat(coalesce(tickets.subject, ''), ' ', coalesce(tickets.body, '')))",
    side: "CASE WHEN tickets.kind = 'complaint' THEN -1 END",
  },
  mentions: { at: "mentions.posted_at", text: "mentions.text", side: "CASE WHEN mentions.id IS NULL THEN 0 END" },
};

/** Texts of a source that are read, the newest ones. */
export const mostTexts = 20_000;

function newest(source: TextSource): string {
  const { at, text, side } = written[source];
  return `SELECT ${source}.id AS id, ${at} AS said_at, ${side} AS side, ${text} AS said
FROM ${source}
WHERE ${at} >= $start AND ${at} < $end AND ${text} <> ''
ORDER BY ${at} DESC, ${source}.id DESC LIMIT ${mostTexts}`;
}

/** Keys of what customers wrote in a span, by source, the newest of each; a source that cannot be narrowed so has none. */
export async function writtenKeys(view: View, { start, end }: Pick<WrittenSpan, "start" | "end">) {
  const keys: Record<TextSource, Float64Array> = {
    surveys: new Float64Array(),
    tickets: new Float64Array(),
    mentions: new Float64Array(),
  };
  const known = textSources.filter((source) => view.has(source) && view.ungrouped.covers(source));
  if (known.length === 0) return keys;
  const each = known.map((source) => {
    const place = textSources.indexOf(source);
    return `SELECT ${place} AS place, id, said_at FROM (${newest(source)}) AS texts_${place}`;
  });
  const { columns } = await view.ungrouped.columns(
    `SELECT place, id FROM (${each.join(" UNION ALL ")}) AS texts ORDER BY place, said_at DESC, id DESC`,
    { start, end },
    { place: "integer", id: "integer" },
  );
  for (const [place, source] of textSources.entries())
    keys[source] = columns.id.filter((_, at) => columns.place[at] === place);
  return keys;
}

/** What customers wrote in a span, newest first: key, side (NaN where no score says it) and text. */
export async function writtenTexts(view: View, { start, end, source }: WrittenSpan) {
  const { columns } = await view.ungrouped.columns(
    `SELECT id, side, said FROM (${newest(source)}) AS texts`,
    { start, end },
    { id: "integer", side: "integer?", said: "text" },
  );
  return columns;
}
