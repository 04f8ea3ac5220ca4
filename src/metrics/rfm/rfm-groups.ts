import { fewestScored, type RfmCount, type RfmSegment, rfmSummary } from "./rfm.ts";
import { type RfmFindings, rfmFindings } from "./rfm-findings.ts";
import type { RfmScheme } from "./rfm-segments.ts";

/** One value of a dimension: its customers, scored among all of them and not only among themselves. */
export interface RfmGroup {
  readonly group: string | null;
  readonly customers: number;
  readonly revenue: number;
  readonly segments: readonly RfmSegment[];
  readonly found: RfmFindings;
}

/**
 * RFM by a dimension: the groups with at least five customers, those with the largest share of revenue from customers
 * who have gone quiet first; and how many smaller groups were left out. O(groups · cells²).
 */
export function rfmGroups(
  counts: readonly (RfmCount & { readonly group: string | null })[],
  scheme: RfmScheme,
): { readonly groups: readonly RfmGroup[]; readonly small: number } {
  const names = [...new Set(counts.map((count) => count.group))];
  const all = names
    .map((group) => {
      const summary = rfmSummary(
        counts.filter((count) => count.group === group),
        scheme,
      );
      const { customers, revenue, segments } = summary;
      return { group, customers, revenue, segments, found: rfmFindings(summary, scheme) };
    })
    .filter(({ customers }) => customers > 0);
  const groups = all
    .filter(({ customers }) => customers >= fewestScored)
    .sort(
      (a, b) =>
        (b.found.quiet.revenueShare ?? 0) - (a.found.quiet.revenueShare ?? 0) ||
        b.revenue - a.revenue ||
        (String(a.group) < String(b.group) ? -1 : 1),
    );
  return { groups, small: all.length - groups.length };
}
