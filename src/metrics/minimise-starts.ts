import { type Curve, type Minimum, minimise } from "./minimise.ts";

/** Slack from which a pilot is so flat in a direction that it may point anywhere, and a search from there stand still. */
const flat = 1e4;

type CurveAt = (point: Float64Array) => Curve;

/**
 * The lowest of the minima found from several starting points, or null where no search converged. `pilot` is a cheaper
 * approximation, such as the same likelihood of a sample: the starts then search that, and only the best place found is
 * searched exactly, unless the pilot leaves it open. O(starts · steps · function).
 */
export function minimiseFromStarts(
  curveAt: CurveAt,
  starts: readonly (readonly number[])[],
  pilot: CurveAt | null = null,
): Minimum | null {
  const near = pilot && minimiseFromStarts(pilot, starts);
  const exact = near?.slack.every((slack) => slack < flat) ? minimise(curveAt, near.point) : null;
  if (exact?.converged) return exact;
  return starts
    .map((start) => minimise(curveAt, start))
    .filter((found) => found.converged)
    .reduce<Minimum | null>((best, found) => (best && best.value <= found.value ? best : found), null);
}
