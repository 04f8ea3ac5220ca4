import type { Curve } from "./minimise.ts";

/**
 * A function of positive parameters φ, with its first and second derivatives (n × n in rows), as a function of their
 * logarithms, which are free of bounds: g → φ·g, H → φφᵀ·H + diag(φ·g). O(n²).
 */
export function inLogarithms(
  value: number,
  parameters: readonly number[],
  first: readonly number[],
  second: readonly number[],
): Curve {
  const size = parameters.length;
  const gradient = Float64Array.from(first, (slope, index) => slope * (parameters[index] as number));
  const hessian = Float64Array.from(second, (bend, index) => {
    const [row, column] = [Math.floor(index / size), index % size];
    const onDiagonal = row === column ? (gradient[row] as number) : 0;
    return bend * (parameters[row] as number) * (parameters[column] as number) + onDiagonal;
  });
  return { value, gradient, hessian };
}
