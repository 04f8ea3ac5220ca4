import { type Lifecycle, type LifecycleMove, lifecycle } from "./lifecycle.ts";
import { type LifecycleFindings, lifecycleFindings } from "./lifecycle-findings.ts";

/** One value of a dimension: the stages of its accounts. */
export interface LifecycleGroup {
  readonly group: string | null;
  readonly summary: Lifecycle;
  readonly found: LifecycleFindings;
}

/** Lifecycle by a dimension: groups with most money at risk first, then by customers and name. O(groups · moves). */
export function lifecycleGroups(
  moves: readonly (LifecycleMove & { readonly group: string | null })[],
): readonly LifecycleGroup[] {
  return [...new Set(moves.map(({ group }) => group))]
    .map((group) => {
      const summary = lifecycle(moves.filter((move) => move.group === group));
      return { group, summary, found: lifecycleFindings(summary) };
    })
    .sort(
      (a, b) =>
        b.found.atRisk.revenue - a.found.atRisk.revenue ||
        b.summary.accounts - a.summary.accounts ||
        (String(a.group) < String(b.group) ? -1 : 1),
    );
}
