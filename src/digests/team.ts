import { z } from "zod";
import type { Mark } from "#reply.ts";
import { hear, type Section, type Source } from "./section.ts";
import type { DigestSpan } from "./span.ts";

const person = z.object({
  owner: z.string().nullable(),
  revenue: z.number().nullable(),
  attainment: z.number().nullable(),
});
const shape = z.object({ owners: z.array(person), previous: z.object({ owners: z.array(person) }).nullish() });

const most = 5;

/** `/team` of the span: who sold most. Null for a team of one. */
export async function team(source: Source, span: DigestSpan): Promise<Section | null> {
  const heard = await hear(source, `/team ${span.spoken}`, shape, "brief");
  if (heard === null) return null;
  const { words } = source;
  const { owners, previous } = heard.result;
  const people = owners.flatMap(({ owner, revenue, attainment }) =>
    owner === null || revenue === null ? [] : [{ owner, revenue, attainment }],
  );
  if (people.length < 2 || people.every(({ revenue }) => revenue <= 0)) return null;
  const ranked = people.toSorted((a, b) => b.revenue - a.revenue || (a.owner < b.owner ? -1 : 1));
  const before = new Map(previous?.owners.map(({ owner, revenue }) => [owner, revenue]));
  const marks = ranked.slice(0, most).map(({ owner, revenue }, at): Mark => {
    const then = before.get(owner) ?? null;
    const change = then !== null && then > 0 ? ` (${words.change(revenue / then - 1)})` : "";
    const tone = at === 0 ? { tone: "highlight" as const } : {};
    return { label: owner, value: revenue, text: `${words.money(revenue)}${change}`, ...tone };
  });
  const aimed = people.filter(({ attainment }) => attainment !== null);
  const first = { name: ranked[0]?.owner ?? "", money: marks[0] ? words.money(marks[0].value) : "" };
  const reached = aimed.filter(({ attainment }) => (attainment ?? 0) >= 1).length;
  const title =
    aimed.length === 0
      ? words.say("team", first)
      : words.say("team_target", { ...first, reached, aimed: aimed.length });
  const note = words.say("team_note", { shown: marks.length, all: people.length, unit: span.unit });
  return { panels: [{ wide: true, title, note, shows: { kind: "bars", marks } }] };
}
