import { z } from "zod";
import { addDays, businessDay } from "#grammar/days.ts";
import { defineJob, type Earlier, type JobInput, type Said, type Stated } from "#job.ts";
import { type MovedFigure, movedFigures } from "#metrics/moved-figures.ts";
import { lateEntries } from "#queries/late-entries.ts";
import { messages } from "#wording/digest-correction.ts";

const options = z.object({
  /** How long after it was sent a digest is corrected. */
  days: z.coerce.number().int().min(1).max(31).default(10),
});
type Input = JobInput<z.output<typeof options>>;

const dayMs = 86_400_000;

export default defineJob({
  title: { en: "Correction", zh: "数据更正" },
  summary: {
    en: "When late data move a number that a digest has told, its readers get the old and the new one, and why.",
    zh: "迟到的数据改变了简报里的数字时，告知收到简报的人原数、新数和原因。",
  },
  schedule: "30 9 * * *",
  audience: "reader",
  standing: true,
  options,
  messages,
  async run(input): Promise<Said[]> {
    const earlier = await input.earlier(new Date(input.now.getTime() - input.options.days * dayMs));
    const said: Said[] = [];
    for (const saying of earlier) {
      // What was planned for this very moment cannot be outdated.
      if (saying.plannedAt >= input.now) continue;
      const stated = await saying.again();
      const moved = movedFigures(saying.figures, stated.figures);
      if (moved.length > 0) said.push(await correct(input, saying, stated, moved));
    }
    return said;
  },
});

async function correct(input: Input, saying: Earlier, stated: Stated, moved: readonly MovedFigure[]): Promise<Said> {
  const { words, view, calendar } = input;
  const { from, to } = stated.period;
  const [first] = moved;
  const late = await lateEntries(view, { from, to, since: saying.sentAt });
  const counted = Object.entries(late).flatMap(([what, n]) => (n > 0 ? [words.say(`${what}_late`, { n })] : []));
  const orders = moved.find(({ key }) => key === "orders")?.by ?? 0;
  const inferred =
    orders === 0 ? [] : [words.say(orders > 0 ? "orders_more" : "orders_fewer", { n: Math.abs(orders) })];
  const causes = counted.length > 0 ? counted : inferred;
  return {
    about: saying.id,
    figures: stated.figures,
    reply: {
      headline: words.say("headline", {
        ...{ title: saying.title[words.locale], date: words.date(businessDay(saying.plannedAt, calendar.zone)) },
        ...{ label: first?.label ?? "", was: first?.was ?? "", now: first?.now ?? "", more: moved.length - 1 },
      }),
      insights: [
        ...moved.slice(0, 2).map(({ label, was, now }) => words.say("moved", { label, was, now })),
        causes.length > 0 ? words.say("cause", { causes: words.list(causes) }) : words.say("cause_unknown"),
      ],
      table: {
        columns: [
          { key: "label", label: words.say("figure"), format: "text" },
          { key: "was", label: words.say("was"), format: "text" },
          { key: "now", label: words.say("now"), format: "text" },
        ],
        rows: moved.map(({ label, was, now }) => ({ label, was, now })),
      },
      footnotes: [words.say("days", { span: words.span(from, to) })],
      followUps: [{ label: words.say("sales"), ask: `/sales ${from}..${addDays(to, -1)}` }],
      result: { corrects: saying.id, period: stated.period, moved, late },
    },
  };
}
