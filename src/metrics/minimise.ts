/** A function at a point, with its first and second derivatives; the symmetric matrix of n × n in rows. */
export interface Curve {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  /** Whether a further step would win less than the tolerance; if not, the point means nothing. */
  readonly converged: boolean;
  /** Diagonal of the inverse of the matrix of second derivatives: how far each coordinate may move at little cost. */
  readonly slack: Float64Array;
}

/** The longest step in one coordinate: beyond it a parabola says little about functions of logarithms. */
const longest = 2;
/** Below this a diagonal addition no longer changes a step. */
const leastDamping = 1e-9;
/** Relative error of a sum over many customers, which can hide that a step near the minimum lowers the function. */
const rounding = 1e-12;

/**
 * Minimises a smooth function of few variables by Newton's method, damped where it is not convex or a step does not
 * lower it (Levenberg–Marquardt). Variables and value should be scaled to about 1, such as logarithms of parameters and
 * a mean log-likelihood. Finds the minimum downhill of `start`: try several. O(steps · (function + n³)).
 * Source: Nocedal & Wright, Numerical Optimization (2006), sections 3.4 and 4.1.
 */
export function minimise(
  curveAt: (point: Float64Array) => Curve,
  start: readonly number[] | Float64Array,
  { tolerance = 1e-13, mostSteps = 300 }: { readonly tolerance?: number; readonly mostSteps?: number } = {},
): Minimum {
  let point = Float64Array.from(start);
  let curve = curveAt(point);
  let damping = leastDamping;
  for (let step = 0; step < mostSteps && Number.isFinite(curve.value); step++) {
    const factor = cholesky(curve.hessian, damping);
    if (factor === null) {
      damping *= 8;
      continue;
    }
    const move = solve(factor, curve.gradient).map((value) => -value);
    const gain = -0.5 * dot(move, curve.gradient);
    if (gain < tolerance && damping <= leastDamping) {
      return { point, value: curve.value, converged: true, slack: slackOf(curve) };
    }
    const reach = Math.max(...move.map(Math.abs));
    const next = point.map((value, index) => value + (move[index] as number) * Math.min(1, longest / reach));
    const nextCurve = curveAt(next);
    if (!(nextCurve.value <= curve.value + rounding * (1 + Math.abs(curve.value)))) {
      if (damping > 1e12) break;
      damping = Math.max(leastDamping, damping * 8);
      continue;
    }
    point = next;
    curve = nextCurve;
    damping = Math.max(leastDamping, damping / 10);
  }
  return { point, value: curve.value, converged: false, slack: slackOf(curve) };
}

function slackOf({ hessian, gradient }: Curve): Float64Array {
  const size = gradient.length;
  const factor = cholesky(hessian, 1e-12);
  if (factor === null) return new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  return Float64Array.from(gradient, (_, index) => {
    const unit = new Float64Array(size);
    unit[index] = 1;
    return solve(factor, unit)[index] as number;
  });
}

/** Lower triangle L with L·Lᵀ = matrix + damping·I, or null where that is not positive definite. */
function cholesky(matrix: Float64Array, damping: number): Float64Array | null {
  const size = Math.sqrt(matrix.length);
  const lower = new Float64Array(matrix.length);
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let rest = (matrix[row * size + column] as number) + (row === column ? damping : 0);
      for (let k = 0; k < column; k++) rest -= (lower[row * size + k] as number) * (lower[column * size + k] as number);
      if (row === column && !(rest > 0)) return null;
      lower[row * size + column] = row === column ? Math.sqrt(rest) : rest / (lower[column * size + column] as number);
    }
  return lower;
}

/** Solves L·Lᵀ·x = right. */
function solve(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const x = right.slice();
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row] = (x[row] as number) - (lower[row * size + k] as number) * (x[k] as number);
    x[row] = (x[row] as number) / (lower[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++)
      x[row] = (x[row] as number) - (lower[k * size + row] as number) * (x[k] as number);
    x[row] = (x[row] as number) / (lower[row * size + row] as number);
  }
  return x;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
}
