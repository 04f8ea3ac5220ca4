import { type DealCell, openStages } from "./funnel.ts";

/** Open deals and their money in one stage. */
export interface OpenStage {
  readonly stage: string;
  readonly deals: number;
  readonly amount: number;
}

/** What is open now, by stage and by group, with its most valuable stage. */
export interface OpenFunnel {
  readonly deals: number;
  readonly amount: number;
  readonly stages: readonly OpenStage[];
  /** The stage with most money; the earliest among equals. */
  readonly most: OpenStage;
  /** Most money first, then by key. */
  readonly groups: readonly {
    readonly key: string | null;
    readonly deals: number;
    readonly amount: number;
    readonly stages: readonly OpenStage[];
  }[];
}

/** Open deals by the stage they stand in, as a whole and by group. O(groups · stages · cells). */
export function openFunnel(names: readonly string[], cells: readonly DealCell[]): OpenFunnel {
  const whole = summed(openStages(names, cells));
  const parts = [...new Set(cells.flatMap(({ part, here }) => (here === null ? [] : [part])))];
  const groups = parts
    .map((key) => ({
      key,
      ...summed(
        openStages(
          names,
          cells.filter(({ part }) => part === key),
        ),
      ),
    }))
    .sort((a, b) => b.amount - a.amount || b.deals - a.deals || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
  const most = whole.stages.reduce<OpenStage>(
    (top, stage) => (stage.amount > top.amount ? stage : top),
    whole.stages[0] ?? { stage: "", deals: 0, amount: 0 },
  );
  return { ...whole, most, groups };
}

function summed(stages: readonly OpenStage[]) {
  return {
    deals: stages.reduce((sum, { deals }) => sum + deals, 0),
    amount: stages.reduce((sum, { amount }) => sum + amount, 0),
    stages,
  };
}
