import type { Step } from "./funnel.ts";
import type { FunnelGroup, FunnelReport } from "./funnel-report.ts";
import type { Journey } from "./journey.ts";
import type { OpenFunnel } from "./open-funnel.ts";

/** Days `[from, to)`. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** What a funnel's fields say besides its numbers. */
export interface FunnelFrame {
  readonly basis: string;
  readonly pipeline: string | null;
  readonly period: Days;
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
  /** Rung of the stage-history ladder; null where no history is used. */
  readonly history: string | null;
}

/** Groups in the data unless they are asked for in full. */
const mostGroups = 50;

/** The JSON fields of a cohort's funnel; `grouped` adds a funnel for each group. */
export function funnelResult(
  report: FunnelReport,
  frame: FunnelFrame,
  parts: {
    readonly comparison: Days | null;
    readonly reasons: readonly {
      readonly reason: string | null;
      readonly deals: number;
      readonly amount: number | null;
    }[];
    readonly grouped: boolean;
    readonly full: boolean;
  },
) {
  const { whole, brokenGroup } = report;
  const { comparison, reasons, grouped, full } = parts;
  const lost = reasons.reduce((sum, row) => sum + row.deals, 0);
  return {
    basis: frame.basis,
    pipeline: frame.pipeline,
    n: whole.size,
    period: { from: frame.period.from, to: frame.period.to },
    previous: whole.before &&
      comparison && {
        period: { from: comparison.from, to: comparison.to },
        n: whole.sizeBefore,
        stages: whole.before,
        overall: whole.overallBefore,
      },
    excluded: frame.excluded,
    stages: whole.now,
    overall: whole.overall,
    leak: leakFields(whole.leak),
    lost_reasons: reasons.map((row) => ({ ...row, share: row.deals / lost })),
    open_share: report.openShare,
    history: frame.history,
    ...(grouped
      ? {
          groups: report.groups.slice(0, full ? undefined : mostGroups).map(groupFields),
          worst: brokenGroup && { key: brokenGroup.key, ...leakFields(brokenGroup) },
        }
      : {}),
  };
}

/** The JSON fields of what is open now. */
export function openFunnelResult(open: OpenFunnel, frame: FunnelFrame, grouped: boolean) {
  return {
    basis: frame.basis,
    pipeline: frame.pipeline,
    n: open.deals,
    period: frame.period,
    previous: null,
    excluded: frame.excluded,
    stages: open.stages,
    amount: open.amount,
    history: frame.history,
    ...(grouped ? { groups: open.groups } : {}),
  };
}

/** The JSON fields of the whole journey. */
export function journeyResult(
  found: Journey,
  parts: {
    readonly period: Days;
    readonly leads: number;
    readonly comparison: Days | null;
    readonly leadsBefore: number;
  },
) {
  const { period, comparison } = parts;
  return {
    ...emptyFunnelResult({ basis: "created", period }),
    full: true,
    n: parts.leads,
    previous: found.before &&
      comparison && {
        period: { from: comparison.from, to: comparison.to },
        n: parts.leadsBefore,
        stages: found.before,
        overall: found.overallBefore,
      },
    stages: found.stages,
    overall: found.overall,
    leak: leakFields(found.leak),
  };
}

/** The JSON fields of a funnel without any deal. */
export function emptyFunnelResult({ basis, period }: Pick<FunnelFrame, "basis" | "period">) {
  return {
    basis,
    n: 0,
    period: { from: period.from, to: period.to },
    previous: null,
    excluded: [],
    stages: [],
    overall: null,
    leak: null,
    lost_reasons: [],
    open_share: null,
    history: null,
  };
}

function groupFields(group: FunnelGroup) {
  const { key, size, overall, leak, now } = group;
  return { key, reached: size, overall, leak: leakFields(leak), stages: now };
}

function leakFields(step: Step | null) {
  return step && { stage: step.stage, conversion: step.conversion, previous: step.previous, p_value: step.p_value };
}
