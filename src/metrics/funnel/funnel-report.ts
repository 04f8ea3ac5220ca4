import {
  broke,
  type DealCell,
  type FunnelStage,
  funnel,
  funnelSteps,
  leak,
  overallConversion,
  type Step,
} from "./funnel.ts";

/** Leads of a cohort by group. */
export interface LeadCell {
  readonly part: string | null;
  readonly leads: number;
  readonly waiting: number;
}

/** What is known of a cohort: its deals, and its leads where they are part of the funnel. */
export interface FunnelCohort {
  readonly cells: readonly (DealCell & { readonly recorded: boolean })[];
  readonly leads: readonly LeadCell[];
}

/** One group's funnel beside its comparison; `size` counts its deals, `key` is null for the deals without a value. */
export interface FunnelGroup {
  readonly key: string | null;
  readonly size: number;
  readonly sizeBefore: number | null;
  readonly now: readonly FunnelStage[];
  readonly before: readonly FunnelStage[] | null;
  readonly overall: number | null;
  readonly overallBefore: number | null;
  readonly leak: Step | null;
}

export interface FunnelReport {
  readonly whole: FunnelGroup;
  /** Steps of the whole funnel, tested. */
  readonly steps: readonly Step[];
  /** The group that broke, then the others by size, largest first, then by key. Their steps are tested as one family. */
  readonly groups: readonly FunnelGroup[];
  /** The step of a group that broke most clearly; null where none did. */
  readonly brokenGroup: Step | null;
  readonly openDeals: number;
  readonly openShare: number;
  /** Share of the deals of which any stage entry is recorded. */
  readonly recorded: number;
}

/**
 * Funnel of a whole cohort and of each of its groups, with leaks. `names` are the deals' stages in order;
 * `leadsName` names the leads' stage, null when leads are no part of it. O(groups · stages + cells · groups).
 */
export function funnelReport(given: {
  readonly names: readonly string[];
  readonly leadsName: string | null;
  readonly now: FunnelCohort;
  readonly before: FunnelCohort | null;
  readonly medianDays: ReadonlyMap<number, number>;
  readonly grouped: boolean;
}): FunnelReport {
  const { names, leadsName, now, before, grouped } = given;
  const start = leadsName === null ? 0 : 1;
  const stages = (side: FunnelCohort, part?: string | null) => {
    const mine = <Row extends { readonly part: string | null }>(rows: readonly Row[]) =>
      part === undefined ? rows : rows.filter((row) => row.part === part);
    const leads = mine(side.leads);
    const sum = (pick: (row: LeadCell) => number) => leads.reduce((total, row) => total + pick(row), 0);
    return funnel(names, mine(side.cells), {
      leads:
        leadsName === null
          ? undefined
          : { stage: leadsName, leads: sum((row) => row.leads), waiting: sum((row) => row.waiting) },
      medianDays: part === undefined && side === now ? given.medianDays : undefined,
    });
  };
  const compare = (key: string | null, part?: string | null) => {
    const mine = stages(now, part);
    const earlier = before && stages(before, part);
    return {
      key,
      size: mine[start]?.reached ?? 0,
      sizeBefore: earlier ? (earlier[start]?.reached ?? 0) : null,
      now: mine,
      before: earlier,
      overall: overallConversion(mine),
      overallBefore: earlier && overallConversion(earlier),
    };
  };
  const whole = compare(null);
  const steps = funnelSteps([whole]);
  const parts = grouped ? [...new Set(now.cells.map((cell) => cell.part))] : [];
  const compared = parts.map((part) => compare(part, part));
  const groupSteps = funnelSteps(compared);
  const brokenGroup = leak(groupSteps.filter(broke));
  const first = (group: { readonly key: string | null }) =>
    Number(brokenGroup !== null && group.key === brokenGroup.key);
  const groups = compared
    .map((group) => ({ ...group, leak: leak(groupSteps.filter((step) => step.key === group.key)) }))
    .sort((a, b) => first(b) - first(a) || b.size - a.size || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
  const count = (keep: (cell: FunnelCohort["cells"][number]) => boolean) =>
    now.cells.reduce((sum, cell) => sum + (keep(cell) ? cell.deals : 0), 0);
  const openDeals = count((cell) => cell.here !== null);
  const share = (deals: number) => (whole.size > 0 ? deals / whole.size : 0);
  return {
    whole: { ...whole, leak: leak(steps) },
    steps,
    groups,
    brokenGroup,
    openDeals,
    openShare: share(openDeals),
    recorded: share(count((cell) => cell.recorded)),
  };
}
