import { z } from "zod";
import type { Kpi } from "#reply.ts";
import { hear, type Section, type Source } from "./section.ts";
import type { DigestSpan } from "./span.ts";

const shape = z.object({ n: z.number(), nps: z.number().nullish(), respondents: z.number().nullish() });

const most = 4;

/** `/satisfaction` of the span: its key figures as they are said there. */
export async function satisfaction(source: Source, span: DigestSpan): Promise<Section | null> {
  const heard = await hear(source, `/satisfaction ${span.spoken}`, shape, "brief");
  const [first, ...others] = heard?.reply.kpis ?? [];
  if (heard === null || first === undefined) return null;
  const { words } = source;
  const said = ({ value, change }: Kpi) => (change === undefined ? value : words.say("with_change", { value, change }));
  const entry = (kpi: Kpi) => ({
    // A half of the picture has no room for what stands in brackets: cut off, it would say less than nothing.
    ...{ label: kpi.label.replace(/\s*[（(][^（(]+[）)]$/, ""), text: said(kpi) },
    ...(kpi.good === false && kpi.change !== undefined ? { tone: "attention" as const } : {}),
  });
  const answers = heard.result.respondents ?? 0;
  const title = words.say("satisfaction", { label: first.label, value: said(first) });
  const note = answers > 0 ? { note: words.say("answers", { n: answers }) } : {};
  return {
    panels: [{ title, ...note, shows: { kind: "list", entries: others.slice(0, most).map(entry) } }],
  };
}
