import { type FunnelStage, funnelSteps, leak, overallConversion, type Step } from "./funnel.ts";

/** A rung of the whole journey: how many came this far at least. */
export interface JourneyRung {
  readonly rung: string;
  readonly reached: number;
  /** Of those, how many have an event of this very rung. */
  readonly own: number;
  /** How many stand here now, neither further nor given up. */
  readonly here: number;
  readonly amount: number | null;
  readonly days: number | null;
}

/** A stage of the journey; `own` counts those that did not skip it. */
export interface JourneyStage extends FunnelStage {
  readonly own: number;
}

/** The journey of a period's leads beside its comparison. */
export interface Journey {
  /** Visitors first, where they are counted; they are not the leads' own. */
  readonly stages: readonly JourneyStage[];
  readonly before: readonly JourneyStage[] | null;
  /** Of leads, or of visitors where they are counted. */
  readonly overall: number | null;
  readonly overallBefore: number | null;
  /** Of the steps after the first lead: most visitors leave no name, which is no leak. */
  readonly leak: Step | null;
}

/** What a side of the comparison counted. */
export interface JourneySide {
  readonly visitors: number | null;
  readonly rungs: readonly JourneyRung[];
}

/**
 * From traffic to repurchase (全链路漏斗): conversion from rung to rung, with the leak among the leads' own steps, tested
 * against the comparison. `names` by rung, in the order to be shown; rungs without a name are left out, as the source
 * does not know them. O(rungs).
 */
export function journey(names: ReadonlyMap<string, string>, now: JourneySide, earlier: JourneySide | null): Journey {
  const stages = stagesOf(names, now);
  const before = earlier && stagesOf(names, earlier);
  const leads = (side: readonly FunnelStage[], { visitors }: JourneySide) => (visitors === null ? side : side.slice(1));
  const group = { key: null, now: leads(stages, now), before: before && earlier && leads(before, earlier) };
  return {
    stages,
    before,
    overall: overallConversion(stages),
    overallBefore: before && overallConversion(before),
    leak: leak(funnelSteps([group])),
  };
}

function stagesOf(names: ReadonlyMap<string, string>, { visitors, rungs }: JourneySide): JourneyStage[] {
  const known = [
    ...(visitors === null
      ? []
      : [{ rung: "traffic", reached: visitors, own: visitors, here: 0, amount: null, days: null }]),
    ...rungs,
  ].flatMap((row) => {
    const stage = names.get(row.rung);
    return stage === undefined ? [] : [{ ...row, stage }];
  });
  return known.map(({ stage, reached, own, here, amount, days }, index) => {
    const before = known[index - 1]?.reached ?? 0;
    return {
      stage,
      reached,
      own,
      conversion: index > 0 && before > 0 && reached <= before ? reached / before : null,
      amount,
      median_days: days,
      still_here: here,
    };
  });
}
