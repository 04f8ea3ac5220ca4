/** A smooth function's value at `point`; writes its gradient there. */
export type Slope = (point: Float64Array, gradient: Float64Array) => number;

/** Part of the decrease a straight line promises that a step must win (Armijo's condition). */
const leastWin = 1e-4;

/**
 * Minimises a smooth function of up to some twenty variables, scaled to about 1, by the BFGS quasi-Newton method with a
 * backtracking line search, and returns the best point found; values that are not finite count as too high. Stops where
 * a step wins less than `tolerance`, or after `mostSteps`. Goes downhill from `start`: a local minimum.
 * O(steps · (function + n²)). Source: Nocedal & Wright, Numerical Optimization (2006), algorithms 3.1 and 6.1.
 */
export function quasiNewton(
  slope: Slope,
  start: Float64Array,
  { tolerance = 1e-7, mostSteps = 100 }: { readonly tolerance?: number; readonly mostSteps?: number } = {},
): { point: Float64Array; value: number } {
  const size = start.length;
  let point = start.slice();
  let gradient = new Float64Array(size);
  let value = slope(point, gradient);
  let next = new Float64Array(size);
  let nextGradient = new Float64Array(size);
  const inverse = new Float64Array(size * size);
  const step = new Float64Array(size);
  const bend = new Float64Array(size);
  const product = new Float64Array(size);
  let fresh = true;
  for (let round = 0; round < mostSteps && Number.isFinite(value); round++) {
    if (fresh) restart(inverse, gradient);
    let descent = times(inverse, gradient, step);
    if (!(descent > 0)) {
      restart(inverse, gradient);
      descent = times(inverse, gradient, step);
    }
    let length = 1;
    let reached = Number.POSITIVE_INFINITY;
    for (let halving = 0; halving < 12; halving++) {
      for (let i = 0; i < size; i++) next[i] = (point[i] as number) - length * (step[i] as number);
      reached = slope(next, nextGradient);
      if (reached <= value - leastWin * length * descent) break;
      length *= 0.4;
    }
    if (!(reached < value)) {
      if (fresh) break;
      fresh = true;
      continue;
    }
    const won = value - reached;
    let curvature = 0;
    for (let i = 0; i < size; i++) {
      step[i] = (next[i] as number) - (point[i] as number);
      bend[i] = (nextGradient[i] as number) - (gradient[i] as number);
      curvature += (step[i] as number) * (bend[i] as number);
    }
    [point, next] = [next, point];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = reached;
    if (won < tolerance) break;
    if (curvature > 1e-12) {
      if (fresh) rescale(inverse, curvature, bend);
      update(inverse, step, bend, curvature, product);
      fresh = false;
    }
  }
  return { point, value };
}

/** Back to steepest descent, with a first step of length 0.1 at most. */
function restart(inverse: Float64Array, gradient: Float64Array): void {
  const size = gradient.length;
  const norm = Math.sqrt(gradient.reduce((sum, part) => sum + part * part, 0));
  inverse.fill(0);
  for (let i = 0; i < size; i++) inverse[i * size + i] = Math.min(1, 0.1 / norm);
}

function rescale(inverse: Float64Array, curvature: number, bend: Float64Array): void {
  const size = bend.length;
  const scale = curvature / bend.reduce((sum, part) => sum + part * part, 0);
  for (let i = 0; i < size; i++) inverse[i * size + i] = scale;
}

/** H·g into `into`; returns gᵀ·H·g. */
function times(matrix: Float64Array, vector: Float64Array, into: Float64Array): number {
  const size = vector.length;
  let square = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += (matrix[i * size + j] as number) * (vector[j] as number);
    into[i] = sum;
    square += sum * (vector[i] as number);
  }
  return square;
}

/** The BFGS update of an inverse Hessian. */
function update(
  inverse: Float64Array,
  step: Float64Array,
  bend: Float64Array,
  curvature: number,
  product: Float64Array,
): void {
  const size = step.length;
  const square = times(inverse, bend, product);
  const factor = (1 + square / curvature) / curvature;
  for (let i = 0; i < size; i++) {
    const byProduct = (step[i] as number) / curvature;
    const byStep = factor * (step[i] as number) - (product[i] as number) / curvature;
    for (let j = 0, cell = i * size; j < size; j++, cell++)
      inverse[cell] = (inverse[cell] as number) + byStep * (step[j] as number) - byProduct * (product[j] as number);
  }
}

/** A function of few variables, scaled to about 1, with its gradient by central differences: 2n + 1 times its cost. */
export function numericSlope(value: (point: Float64Array) => number): Slope {
  const reach = 1e-5;
  return (point, gradient) => {
    const near = point.slice();
    for (let i = 0; i < point.length; i++) {
      near[i] = (point[i] as number) + reach;
      const above = value(near);
      near[i] = (point[i] as number) - reach;
      gradient[i] = (above - value(near)) / (2 * reach);
      near[i] = point[i] as number;
    }
    return value(point);
  };
}
