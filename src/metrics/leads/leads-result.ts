import { type LeadFindings, type LeadGroup, type LeadSum, leadFigures } from "./leads.ts";

/** Days `[from, to)`. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** Leads of a period: the whole, and by source. */
export interface LeadsOfPeriod extends Days {
  readonly total: LeadSum;
  readonly sources: readonly LeadGroup[];
}

/** Nobody, before anything is counted. */
export const noLeads: LeadSum = {
  part: null,
  leads: 0,
  responded: 0,
  responseHours: null,
  converted: 0,
  days: null,
  quick: 0,
  quickConverted: 0,
  slowConverted: 0,
  open: 0,
  waiting: 0,
};

/** The JSON fields of `/leads`; shares 0..1, times in hours and days. `groups` is null without a grouping. */
export function leadsResult(
  now: LeadsOfPeriod,
  parts: {
    readonly previous: (LeadsOfPeriod & { readonly seen: string }) | null;
    readonly groups: readonly LeadGroup[] | null;
    readonly trend: readonly { readonly start: string; readonly leads: number; readonly converted: number }[];
    readonly findings: LeadFindings;
    readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
  },
) {
  const { previous, findings } = parts;
  const outstanding = (group: LeadGroup | null) =>
    group && {
      key: group.part,
      conversion: group.standing.rate,
      rest: group.standing.rest,
      p_value: group.standing.pValue,
    };
  return {
    n: now.total.leads,
    period: { from: now.from, to: now.to },
    previous: previous && {
      period: { from: previous.from, to: previous.to },
      seen_until: previous.seen,
      n: previous.total.leads,
      ...figures(previous),
    },
    excluded: parts.excluded,
    ...figures(now),
    ...(parts.groups === null ? {} : { groups: parts.groups.map(({ part, figures: own }) => ({ key: part, ...own })) }),
    trend: parts.trend.map((point) => ({
      ...point,
      conversion: point.leads > 0 ? point.converted / point.leads : null,
    })),
    best: outstanding(findings.best),
    worst: outstanding(findings.worst),
    quickest: findings.quickest && {
      ...outstanding(findings.quickest.group),
      p_value: findings.quickest.pValue,
      median_response_h: findings.quickest.group.responseHours,
    },
    waiting: now.total.waiting,
    speed: findings.speed && {
      within_1h: speedFields(findings.speed.quick),
      later: speedFields(findings.speed.slow),
      p_value: findings.speed.pValue,
    },
  };
}

function figures({ total, sources }: LeadsOfPeriod) {
  return {
    total: leadFigures(total, total.leads),
    sources: sources.map(({ part, figures: own }) => ({ source: part, ...own })),
  };
}

function speedFields({ successes, trials }: { readonly successes: number; readonly trials: number }) {
  return { leads: trials, converted: successes, conversion: successes / trials };
}
