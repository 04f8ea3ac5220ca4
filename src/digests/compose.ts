import type { JobInput, Said, Stated } from "#job.ts";
import type { Board, Kpi, Panel } from "#reply.ts";
import { askAbout } from "#wording/account-choice.ts";
import { digestHeadline } from "./headline.ts";
import { type KeyFigures, keyFigures } from "./key-figures.ts";
import { pipeline } from "./pipeline.ts";
import { risksPanel } from "./risks.ts";
import { gather, type Section, type Source } from "./section.ts";
import { type DigestTold, sectionsOf } from "./sections.ts";
import type { DigestSpan } from "./span.ts";

type Input = Pick<JobInput<unknown>, keyof Source | "recipient">;

/**
 * A week or month as one picture that can be forwarded: key figures against the one before and a year ago, the trend,
 * what changed in the pipeline, wins and losses, forecast against target, team, risks, satisfaction, data to fix. Every
 * part is a command's answer within the recipient's scope. Nothing is said after a span without sales and deals.
 */
export async function digestOf(input: Input, span: DigestSpan): Promise<Said[]> {
  const { told, missing } = await gather(sectionsOf(input, span), input.log);
  if (missing.length === 0 && idle(told)) return [];
  const { words } = input;
  const headline = digestHeadline(words, span, told);
  const panels = panelsOf(input, told);
  const { key_figures: figures, trend: course, pipeline: deals, forecast: ahead, risks, movers: moved } = told;
  const board: Board = {
    panels,
    alt: [headline, ...panels.flatMap(({ title }) => title ?? [])].join(words.locale === "zh" ? "；" : "; "),
    subtitle: subtitle(input, span),
  };
  const acting: readonly (Section | null)[] = [risks, deals, ahead];
  const customer = risks?.first ?? null;
  return [
    {
      reply: {
        headline,
        ...(panels.length === 0 ? {} : { board }),
        kpis: kpisOf(figures),
        insights: moved?.insights ?? [],
        actions: acting.flatMap((section) => section?.actions?.slice(0, 1) ?? []),
        footnotes: footnotes(input, span, figures, missing),
        followUps: [
          ...(moved
            ? [{ label: words.say("follow", { dimension: words.dimension(moved.by) }), ask: moved.question }]
            : []),
          ...(deals ? [{ label: words.say("follow_pipeline"), ask: `/pipeline ${span.asked}` }] : []),
          ...(customer
            ? [{ label: words.say("follow_customer", { name: customer.name }), ask: askAbout("customer", customer.id) }]
            : []),
        ],
        result: {
          ...{ n: figures?.customers ?? 0, period: { from: span.from, to: span.to }, missing, excluded: [] },
          key_figures: figures ? [...figures.byName.values()] : [],
          ...{ series: course?.series ?? [], pipeline: deals?.changes ?? null, deals: deals?.changes_deals ?? null },
          forecast: ahead ? { expected: ahead.expected, target: ahead.target } : null,
        },
      },
      figures: [...(figures?.figures ?? []), ...(deals?.figures ?? [])],
    },
  ];
}

/** The figures of the same digest alone. @throws what keeps them from being read: half of them would look like a change. */
export async function digestStates(input: Input, span: DigestSpan): Promise<Stated> {
  const [figures, deals] = await Promise.all([keyFigures(input, span), pipeline(input, span)]);
  const period = { from: span.from, to: span.to };
  return { period, figures: [...(figures?.figures ?? []), ...(deals?.figures ?? [])] };
}

/** Was there neither a sale nor a deal that moved? */
function idle({ key_figures: figures, pipeline: deals }: DigestTold): boolean {
  const sold = ["revenue", "orders", "received"].some((kpi) => (figures?.byName.get(kpi)?.value ?? 0) !== 0);
  const moved = deals ? deals.changes_deals.new + deals.changes_deals.won + deals.changes_deals.lost : 0;
  return !sold && moved === 0;
}

/** In the order of reading: what happened, what it means for the target, who, what threatens, what customers say. */
function panelsOf(input: Input, told: DigestTold): Panel[] {
  const [change = [], ...ended] = (told.pipeline?.panels ?? []).map((panel) => [panel]);
  return [
    ...(told.key_figures?.panels ?? []),
    ...(told.trend?.panels ?? []),
    ...(told.forecast?.panels ?? []),
    ...change,
    ...ended.flat(),
    ...(told.team?.panels ?? []),
    ...risksPanel(input, told.risks, told.pipeline),
    ...(told.held_back?.panels ?? []),
    ...(told.satisfaction?.panels ?? []),
    ...(told.quality?.panels ?? []),
  ];
}

function subtitle({ words, recipient }: Input, span: DigestSpan): string {
  const period = words.say("of_span", { unit: span.unit, span: words.span(span.from, span.to) });
  const scope = words.say("scope", { role: recipient.role, name: recipient.owner?.name ?? "" });
  return [period, scope].filter(Boolean).join(words.locale === "zh" ? " · " : " | ");
}

/** The key figures as text, for whoever does not see the picture. */
function kpisOf(figures: KeyFigures | null): Kpi[] {
  const [panel] = figures?.panels ?? [];
  if (panel?.shows.kind !== "tiles") return [];
  return panel.shows.tiles.map(({ label, value, moved: [change] }) => ({
    ...{ label, value },
    ...(change === undefined ? {} : { change: change.text }),
    ...(change?.good === undefined ? {} : { good: change.good }),
  }));
}

function footnotes(input: Input, span: DigestSpan, figures: KeyFigures | null, missing: readonly string[]): string[] {
  const { words, view } = input;
  const orders = figures?.byName.get("orders")?.value ?? 0;
  const parts = words.list(missing.map((name) => words.say(`part_${name}`)));
  return [
    ...(missing.length > 0 ? [words.say("missing", { parts })] : []),
    words.say("net", { unit: span.unit, span: words.span(span.from, span.to) }),
    ...(view.has("orders") ? [] : [words.say("deals_as_orders")]),
    ...(orders > 0 && orders < 30 ? [words.say("small", { n: orders })] : []),
  ];
}
