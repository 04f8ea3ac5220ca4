import { liftPanels } from "#charts/lift-panels.ts";
import { rankedBars } from "#charts/ranked-bars.ts";
import type { Words } from "#messages.ts";
import type { Baseline } from "#metrics/campaign/baseline.ts";
import type { ArmLift, ToldRow } from "#metrics/campaign/campaign-result.ts";

/** One campaign's experiment: responses and money of its arms. */
export function liftChart(words: Words, lifts: readonly ArmLift[]) {
  const [lift] = lifts;
  if (lift === undefined) throw new Error("liftChart requires at least 1 arm");
  const name = (arm: ArmLift) => (lifts.length > 1 ? arm.arm : words.say("treated"));
  const side = (label: string, value: number, text: string, highlight: boolean) => ({ label, value, text, highlight });
  const money = lift.revenueCi95;
  return {
    subtitle: words.say("subtitle_lift"),
    spec: liftPanels({
      panels: [
        {
          title: words.say("response"),
          bars: [
            ...lifts.map((arm) => side(name(arm), arm.treatedRate, words.percent(arm.treatedRate, 1), true)),
            side(words.say("control"), lift.controlRate, words.percent(lift.controlRate, 1), false),
          ],
          difference: {
            label: words.say("difference"),
            value: lift.diff,
            text: words.say("points", {
              points: points(lift.diff),
              low: points(lift.ci95[0]),
              high: points(lift.ci95[1]),
            }),
            interval: lift.ci95,
            zero: words.say("zero"),
          },
        },
        {
          title: words.say("per_member"),
          bars: [
            ...lifts.map((arm) => side(name(arm), arm.revenuePerTreated, words.money(arm.revenuePerTreated), true)),
            side(words.say("control"), lift.revenuePerControl, words.money(lift.revenuePerControl), false),
          ],
          difference: {
            label: words.say("difference"),
            value: lift.revenueDiff,
            text: money
              ? words.say("between", {
                  value: words.money(lift.revenueDiff),
                  low: words.money(money[0]),
                  high: words.money(money[1]),
                })
              : words.money(lift.revenueDiff),
            interval: money,
            zero: words.say("zero"),
          },
        },
      ],
    }),
  };
}

/** One campaign against what was to be expected without it. */
export function baselineChart(words: Words, { expected, actual, uplift, ci95 }: Baseline) {
  const value = words.money(uplift);
  return {
    subtitle: words.say("subtitle_baseline"),
    spec: liftPanels({
      panels: [
        {
          title: words.say("revenue"),
          bars: [
            { label: words.say("actual"), value: actual, text: words.money(actual), highlight: true },
            { label: words.say("expected"), value: expected, text: words.money(expected) },
          ],
          difference: {
            label: words.say("difference"),
            value: uplift,
            text: words.say("between", { value, low: words.money(ci95[0]), high: words.money(ci95[1]) }),
            interval: ci95,
            zero: words.say("zero"),
          },
        },
      ],
    }),
  };
}

/** `+12.9`: percentage points with their sign. */
function points(difference: number): string {
  const text = Math.abs(difference * 100).toFixed(1);
  return `${difference < 0 ? "−" : "+"}${text}`;
}

/** What one campaign cost and brought. */
export function moneyChart(words: Words, { cost, margin, revenue }: ToldRow) {
  const bar = (label: string, value: number | null, highlight: boolean) =>
    value === null ? [] : [{ label: words.say(label), value, text: words.money(value), highlight }];
  return {
    subtitle: words.say("subtitle_money"),
    spec: rankedBars({
      rows: [...bar("cost", cost, false), ...bar("margin", margin, true), ...bar("revenue", revenue, margin === null)],
    }),
  };
}
