import { type Curve, type Minimum, minimise } from "./minimise.ts";

/** Slack from which a pilot is so flat in a direction that it may point anywhere, and a search from there stand still. */
const flat = 1e4;

type CurveAt = (point: Float64Array) => Curve;
type Point = readonly number[] | Float64Array;

/** What a further step may still win: a pilot only has to lead near, and a ridge of many rows is not walked to its end. */
const nearTolerance = 1e-9;
const exactTolerance = 1e-10;

/**
 * The lowest of the minima found from several starting points, or null where no search converged. `pilot` is a cheaper
 * approximation, such as the same likelihood of a sample: the starts then search that, and only the best place found is
 * searched exactly. O(starts · steps · function).
 */
export function minimiseFromStarts(
  curveAt: CurveAt,
  starts: readonly (readonly number[])[],
  pilot: CurveAt | null = null,
): Minimum | null {
  const near = pilot && lowest(pilot, starts, { tolerance: nearTolerance });
  const exact = near && minimise(curveAt, near.point, { tolerance: exactTolerance });
  return exact?.converged ? exact : lowest(curveAt, starts);
}

function lowest(
  curveAt: CurveAt,
  starts: readonly (readonly number[])[],
  options: Parameters<typeof minimise>[2] = {},
): Minimum | null {
  return starts
    .map((start) => minimise(curveAt, start, options))
    .filter((found) => found.converged)
    .reduce<Minimum | null>((best, found) => (best && best.value <= found.value ? best : found), null);
}
