import { z } from "zod";
import { hear, type Section, type Source } from "./section.ts";

const shape = z.object({
  forecast: z.array(z.object({ start: z.string(), mean: z.number(), lo80: z.number(), hi80: z.number() })),
  running: z.object({ start: z.string(), value: z.number() }).nullish(),
  target: z.object({ series: z.array(z.object({ start: z.string(), amount: z.number().nullable() })) }).nullish(),
});

/** Share of the target from which on a forecast gives no reason to act. */
const onTarget = 1;

export interface Forecast extends Section {
  /** Expected for the running month, and its target. */
  readonly expected: number;
  readonly target: number | null;
}

/** `/forecast this month` against its target; null where there is too little history. */
export async function forecast(source: Source): Promise<Forecast | null> {
  const heard = await hear(source, "/forecast this month", shape);
  const [month] = heard?.result.forecast ?? [];
  if (heard === null || month === undefined) return null;
  const { words } = source;
  const { running, target: aims } = heard.result;
  const target = aims?.series.find(({ start }) => start === month.start)?.amount ?? null;
  const money = (label: string, value: number) => ({ label: words.say(label), value, text: words.money(value) });
  const short = target !== null && month.mean < target * onTarget;
  const name = words.bucket(month.start, "month");
  const title =
    target === null || target <= 0
      ? words.say("forecast", { month: name, mean: words.money(month.mean) })
      : words.say("forecast_target", {
          ...{ month: name, mean: words.money(month.mean), share: words.percent(month.mean / target) },
        });
  const reached = money("reached", running?.start === month.start ? running.value : 0);
  const likely = words.say("likely", { low: words.money(month.lo80), high: words.money(month.hi80) });
  return {
    actions: heard.reply.actions ?? [],
    expected: month.mean,
    target,
    panels: [
      {
        title,
        note: likely,
        shows: {
          kind: "goal",
          goal: {
            reached,
            expected: {
              ...money("expected", month.mean),
              ...{ low: month.lo80, high: month.hi80 },
              ...(short ? { tone: "attention" as const } : {}),
            },
            target: target === null ? null : money("target", target),
          },
        },
      },
    ],
  };
}
