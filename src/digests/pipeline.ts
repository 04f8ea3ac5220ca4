import { z } from "zod";
import { closedDeals } from "#queries/closed-deals.ts";
import type { Mark, Panel } from "#reply.ts";
import { hear, type Section, type Source } from "./section.ts";
import type { DigestSpan } from "./span.ts";

const steps = ["new", "won", "lost", "increased", "decreased"] as const;
const moved = z.object({
  ...{ opening: z.number(), new: z.number(), won: z.number(), lost: z.number() },
  ...{ increased: z.number(), decreased: z.number(), closing: z.number() },
});
const shape = z.object({
  amount: z.number(),
  changes: moved,
  changes_deals: moved,
  stalled: z.array(
    z.object({
      name: z.string().nullable(),
      owner: z.string().nullable(),
      stage: z.string().nullable(),
      amount: z.number(),
      days_in_stage: z.number(),
      p75_days: z.number(),
    }),
  ),
});

export type Pipeline = Section & z.output<typeof shape>;

/** `/pipeline` of the span: what came into it and left it, and the largest deals won and lost. */
export async function pipeline(source: Source, span: DigestSpan): Promise<Pipeline | null> {
  const heard = await hear(source, `/pipeline ${span.spoken}`, shape);
  if (heard === null) return null;
  const { words, view } = source;
  const { changes, changes_deals: deals, amount } = heard.result;
  const closed = await closedDeals(view, { from: span.from, to: span.to, most: 3 });
  const signed = { new: 1, won: -1, lost: -1, increased: 1, decreased: -1 } as const;
  const marks = steps.flatMap((step): Mark[] => {
    const value = signed[step] * changes[step];
    if (value === 0) return [];
    const money = `${value > 0 ? "+" : "−"}${words.money(Math.abs(value))}`;
    const tone =
      step === "lost" ? { tone: "attention" as const } : step === "new" ? { tone: "highlight" as const } : {};
    return [{ label: words.say(`step_${step}`, { n: deals[step] }), value, text: money, ...tone }];
  });
  const gap = changes.closing - changes.opening;
  const change: Panel = {
    title: words.say("pipeline", {
      ...{ amount: words.money(amount), n: deals.closing, gap: words.money(Math.abs(gap)) },
      side: gap > 0 ? "up" : gap < 0 ? "down" : "same",
    }),
    shows: { kind: "bars", marks },
  };
  const ended = (status: "won" | "lost"): Panel[] => {
    const entries = closed
      .filter((deal) => deal.status === status)
      .map(({ deal, customer, owner, reason, amount: worth }) => ({
        label: deal ?? customer ?? words.say("nameless"),
        text: words.money(worth),
        note: [owner, status === "lost" ? reason : null].filter(Boolean).join(" · "),
        tone: status === "won" ? ("good" as const) : ("attention" as const),
      }));
    if (deals[status] === 0) return [];
    return [
      {
        title: words.say(status, { n: deals[status], money: words.money(changes[status]) }),
        shows: { kind: "list", entries },
      },
    ];
  };
  const figure = (key: "won" | "lost" | "new") => {
    const text = words.money(changes[key]);
    return { key: `deals_${key}`, label: words.say(`figure_${key}`), value: changes[key], text };
  };
  return {
    ...heard.result,
    panels: [...(marks.length > 0 ? [change] : []), ...ended("won"), ...ended("lost")],
    actions: heard.reply.actions ?? [],
    figures: [figure("new"), figure("won"), figure("lost")],
  };
}
