/** How far the open deals cover what a target still lacks (商机覆盖率). */
export interface PipelineCoverage {
  /** Days `[from, to)` of the target. */
  readonly period: { readonly from: string; readonly to: string };
  readonly target: number;
  /** Revenue so far. */
  readonly achieved: number;
  readonly remaining: number;
  /** Open deals whose close date comes before the target's end, those past theirs among them. */
  readonly deals: number;
  readonly pipeline: number;
  readonly weighted: number | null;
  /** Pipeline over what remains; null where the target is reached. */
  readonly ratio: number | null;
}

/** Pipeline coverage: open deals that should close before the target's end over the part of the target still to come. O(1). */
export function pipelineCoverage(
  period: PipelineCoverage["period"],
  given: Pick<PipelineCoverage, "target" | "achieved" | "deals" | "pipeline" | "weighted">,
): PipelineCoverage {
  const remaining = Math.max(0, Math.round((given.target - given.achieved) * 100) / 100);
  return { period, ...given, remaining, ratio: remaining > 0 ? given.pipeline / remaining : null };
}
