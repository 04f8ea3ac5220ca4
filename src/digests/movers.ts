import { z } from "zod";
import { hear, type Source } from "./section.ts";
import type { DigestSpan } from "./span.ts";

const shape = z.object({
  groups: z
    .array(z.object({ key: z.string().nullable(), revenue: z.number(), previous: z.number().nullable() }))
    .nullish(),
});

type Group = NonNullable<z.output<typeof shape>["groups"]>[number];

/** Which part of the company moved revenue most, in sentences. */
export interface Movers {
  readonly by: string;
  readonly question: string;
  readonly insights: readonly string[];
}

const gap = ({ revenue, previous }: Group): number => (previous === null ? 0 : revenue - previous);

/** `/sales` of the span by region where accounts have regions, else by owner: what fell and what grew most. */
export async function movers(source: Source, span: DigestSpan): Promise<Movers | null> {
  const { words } = source;
  for (const by of ["region", "owner"]) {
    const groups = (await hear(source, `/sales ${span.spoken} by ${by} vs prev`, shape))?.result.groups ?? [];
    if (groups.filter(({ key }) => key !== null).length < 2) continue;
    const sorted = groups.toSorted((a, b) => gap(b) - gap(a));
    const up = sorted.find((group) => gap(group) > 0);
    const down = sorted.findLast((group) => gap(group) < 0);
    const said = (key: string, group: Group | undefined): string[] => {
      if (group === undefined) return [];
      const money = { before: words.money(group.previous ?? 0), now: words.money(group.revenue) };
      const name = group.key ?? words.say("missing_group");
      return [words.say(key, { group: name, ...money, gap: words.money(Math.abs(gap(group))) })];
    };
    return {
      by,
      question: `/sales ${span.asked} by ${by} vs prev`,
      insights: [...said("mover_down", down), ...said("mover_up", up)],
    };
  }
  return null;
}
