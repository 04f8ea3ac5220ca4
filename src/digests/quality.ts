import { z } from "zod";
import { hear, type Section, type Source } from "./section.ts";

const shape = z.object({ score: z.number(), checks: z.array(z.object({ bad: z.number() })) });

const most = 3;

/** `/quality`: what is worth putting right, in the order of the command. Null where the data are in order. */
export async function quality(source: Source): Promise<Section | null> {
  const heard = await hear(source, "/quality", shape, "brief");
  const rows = heard?.reply.table?.rows.slice(0, most) ?? [];
  if (heard === null || rows.length === 0) return null;
  const { words } = source;
  const entries = rows.map(({ field, problem, bad }) => ({
    label: String(field ?? ""),
    text: words.integer(Number(bad ?? 0)),
    note: String(problem ?? ""),
  }));
  const title = words.say("quality", { score: words.percent(heard.result.score, 1) });
  return { panels: [{ title, note: words.say("quality_note"), shows: { kind: "list", entries } }] };
}
