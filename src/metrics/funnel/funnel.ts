import { holm, twoProportions } from "../proportions.ts";

/** Deals of a cohort that share a group, the furthest stage they reached and where they stand; stages count from 1. */
export interface DealCell {
  readonly part: string | null;
  readonly furthest: number;
  /** Stage in which these deals are open; null when they are closed. */
  readonly here: number | null;
  readonly won: boolean;
  readonly deals: number;
  readonly amount: number | null;
}

/** One stage of a funnel. `reached` counts records; `amount` is in the reporting currency. */
export interface FunnelStage {
  readonly stage: string;
  readonly reached: number;
  /** Share of the stage before that came this far; null for the first, after an empty one, and where it exceeds 1. */
  readonly conversion: number | null;
  readonly amount: number | null;
  readonly median_days: number | null;
  readonly still_here: number;
}

/** Leads of the cohort, which come before the first stage of the deals. */
export interface LeadsStage {
  readonly stage: string;
  readonly leads: number;
  readonly waiting: number;
}

/**
 * Funnel 漏斗 of a cohort: how many deals reached each stage, at least. A deal that reached a stage has reached all
 * before it, so `reached` never rises from one stage of the deals to the next. Leads, if any, come first as one stage.
 * `names` are the stages in order; `medianDays` by stage (1..) the days since the stage before.
 * O(cells + stages).
 */
export function funnel(
  names: readonly string[],
  cells: readonly DealCell[],
  options: { leads?: LeadsStage | undefined; medianDays?: ReadonlyMap<number, number> | undefined } = {},
): FunnelStage[] {
  const reached = new Array<number>(names.length + 1).fill(0);
  const amount = new Array<number>(names.length + 1).fill(0);
  const here = new Array<number>(names.length + 1).fill(0);
  for (const cell of cells) {
    for (let rung = 1; rung <= Math.min(cell.furthest, names.length); rung++) {
      reached[rung] = (reached[rung] ?? 0) + cell.deals;
      amount[rung] = (amount[rung] ?? 0) + (cell.amount ?? 0);
    }
    if (cell.here !== null) here[cell.here] = (here[cell.here] ?? 0) + cell.deals;
  }
  const { leads } = options;
  const first: FunnelStage[] = leads
    ? [
        {
          stage: leads.stage,
          reached: leads.leads,
          conversion: null,
          amount: null,
          median_days: null,
          still_here: leads.waiting,
        },
      ]
    : [];
  return first.concat(
    names.map((stage, index) => {
      const before = index === 0 ? leads?.leads : reached[index];
      return {
        stage,
        reached: reached[index + 1] ?? 0,
        conversion: ratio(reached[index + 1] ?? 0, before),
        amount: amount[index + 1] ?? 0,
        median_days: options.medianDays?.get(index + 1) ?? null,
        still_here: here[index + 1] ?? 0,
      };
    }),
  );
}

/** A share, or null where it is none: nothing to share, or more than the whole. */
function ratio(part: number, whole: number | undefined): number | null {
  return whole !== undefined && whole > 0 && part <= whole ? part / whole : null;
}

/** Share of the funnel's first stage that reached its last; of the deals' first stage where leads are fewer than deals. */
export function overallConversion(stages: readonly FunnelStage[]): number | null {
  const last = stages.at(-1);
  if (!last) return null;
  const start = stages.find((_, index) => stages[index + 1]?.conversion !== null) ?? stages[0];
  return ratio(last.reached, start?.reached);
}

/** How a step of one group's funnel did, against the comparison cohort where there is one. */
export interface Step {
  readonly key: string | null;
  /** Position in the group's funnel. */
  readonly index: number;
  readonly stage: string;
  /** How many stood at the stage before, now. */
  readonly from: number;
  readonly conversion: number;
  readonly previous: number | null;
  /** Holm-adjusted over every step of every group. */
  readonly p_value: number | null;
}

/**
 * Every step of every group's funnel, tested against the same step of the comparison cohort (two-proportion z, two-sided)
 * and Holm-adjusted over all steps of all groups. `previous` and `p_value` are null where there is nothing to compare
 * with. O(steps · log steps). Sources as in `proportions.ts`.
 */
export function funnelSteps(
  groups: readonly {
    readonly key: string | null;
    readonly now: readonly FunnelStage[];
    readonly before: readonly FunnelStage[] | null;
  }[],
): Step[] {
  const found: (Omit<Step, "p_value"> & { readonly raw: number | null })[] = [];
  for (const { key, now, before } of groups) {
    for (const [index, { stage, conversion, reached }] of now.entries()) {
      const from = now[index - 1]?.reached ?? 0;
      if (index === 0 || conversion === null) continue;
      const then = before?.[index];
      const trials = before?.[index - 1]?.reached ?? 0;
      const previous = then?.conversion ?? null;
      const raw =
        then && previous !== null
          ? twoProportions({ successes: reached, trials: from }, { successes: then.reached, trials }).pValue
          : null;
      found.push({ key, index, stage, from, conversion, previous, raw });
    }
  }
  const adjusted = holm(found.flatMap(({ raw }) => raw ?? []));
  let next = 0;
  return found.map(({ raw, ...step }) => ({ ...step, p_value: raw === null ? null : (adjusted[next++] ?? null) }));
}

/** Chance of a false alarm that is accepted. */
export const significance = 0.05;

/** Did this step get worse by more than chance explains? */
export function broke(step: Step): boolean {
  return (
    step.previous !== null && step.p_value !== null && step.conversion < step.previous && step.p_value < significance
  );
}

/**
 * The leak 漏点: the step whose conversion fell with the smallest p-value (the greater loss of records, then the
 * earlier step, among equals); where none fell significantly, the step with the lowest conversion. Null without steps.
 */
export function leak(steps: readonly Step[]): Step | null {
  const broken = steps.filter(broke);
  const lost = (step: Step) => ((step.previous ?? 0) - step.conversion) * step.from;
  if (broken.length > 0)
    return broken.reduce((worst, step) => {
      const difference = (step.p_value ?? 1) - (worst.p_value ?? 1);
      return difference < 0 || (difference === 0 && lost(step) > lost(worst)) ? step : worst;
    });
  return steps.reduce<Step | null>((low, step) => (low && low.conversion <= step.conversion ? low : step), null);
}

/**
 * What mending a step is worth: records that would have reached it at the previous rate and did not, how many of
 * those would have been won at this funnel's own later rates, and their money at the mean amount of won deals.
 * Null where the rate did not fall.
 */
export function mended(
  step: Step,
  stages: readonly FunnelStage[],
): { readonly records: number; readonly won: number; readonly money: number } | null {
  const last = stages.at(-1);
  const at = stages[step.index];
  if (step.previous === null || step.previous <= step.conversion || !last || !at) return null;
  const records = (step.previous - step.conversion) * step.from;
  const won = at.reached > 0 ? records * (last.reached / at.reached) : 0;
  return { records, won, money: last.reached > 0 ? (won * (last.amount ?? 0)) / last.reached : 0 };
}

/** Open deals and their money by the stage they stand in. O(stages · cells). */
export function openStages(names: readonly string[], cells: readonly DealCell[]) {
  return names.map((stage, index) => {
    const standing = cells.filter(({ here }) => here === index + 1);
    const deals = standing.reduce((sum, cell) => sum + cell.deals, 0);
    const amount = standing.reduce((sum, cell) => sum + (cell.amount ?? 0), 0);
    return { stage, deals, amount };
  });
}

/** The pipeline of that name, or whose name begins so, in any case; without a name that of most deals. */
export function pipelineNamed<Row extends { readonly pipeline: string }>(
  rows: readonly Row[],
  name: string | undefined,
): Row | undefined {
  if (name === undefined) return rows[0];
  const asked = name.toLowerCase();
  return (
    rows.find(({ pipeline }) => pipeline.toLowerCase() === asked) ??
    rows.find(({ pipeline }) => pipeline.toLowerCase().startsWith(asked))
  );
}
