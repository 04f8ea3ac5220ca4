/** Least-squares line through a series over t = 0, 1, …; a single value's has slope 0. O(n). */
export function lineThrough(series: Float64Array): { intercept: number; slope: number } {
  const middle = (series.length - 1) / 2;
  let [sum, product, square] = [0, 0, 0];
  for (let t = 0; t < series.length; t++) {
    sum += series[t] as number;
    product += (t - middle) * (series[t] as number);
    square += (t - middle) ** 2;
  }
  const slope = square > 0 ? product / square : 0;
  return { intercept: sum / series.length - slope * middle, slope };
}
