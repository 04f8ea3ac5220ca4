import { type Curve, type Minimum, minimise } from "./minimise.ts";

/** Slack from which a pilot is so flat in a direction that it may point anywhere, and a search from there stand still. */
const flat = 1e4;
/** What a step may still win: a pilot only has to lead near, and a ridge of many rows need not be walked to its end. */
const tolerances = { near: 1e-9, exact: 1e-10 } as const;

type CurveAt = (point: Float64Array) => Curve;
type Point = readonly number[] | Float64Array;

/**
 * The lowest of the minima found from several starting points, or null where no search converged. `pilot` is a cheaper
 * approximation, such as the same likelihood of a sample: the starts then search that, and only the best place found is
 * searched exactly (from its start, where the pilot leaves a direction open). O(starts · steps · function).
 */
export function minimiseFromStarts(
  curveAt: CurveAt,
  starts: readonly Point[],
  pilot: CurveAt | null = null,
): Minimum | null {
  const near = pilot && lowest(pilot, starts, tolerances.near);
  const open = near?.minimum.slack.some((slack) => slack > flat);
  const exact = near && lowest(curveAt, [open ? near.start : near.minimum.point], tolerances.exact);
  return (exact ?? lowest(curveAt, starts))?.minimum ?? null;
}

function lowest(
  curveAt: CurveAt,
  starts: readonly Point[],
  tolerance?: number,
): { start: Point; minimum: Minimum } | null {
  const options = tolerance === undefined ? {} : { tolerance };
  return starts
    .map((start) => ({ start, minimum: minimise(curveAt, start, options) }))
    .filter(({ minimum }) => minimum.converged)
    .reduce<{ start: Point; minimum: Minimum } | null>(
      (best, found) => (best && best.minimum.value <= found.minimum.value ? best : found),
      null,
    );
}
