/**
 * Round axis values that cover [minimum, maximum] in steps of 1, 2, 2.5 or 5 times a power of ten, about `count` of
 * them. The first is at most `minimum` and the last at least `maximum`. Infinite or missing bounds count as 0; equal
 * bounds are widened to include zero.
 *
 * @example niceTicks(0, 1223, 4) // [0, 500, 1000, 1500]
 */
export function niceTicks(minimum: number, maximum: number, count = 4): number[] {
  let low = Number.isFinite(minimum) ? Math.min(minimum, maximum) : 0;
  let high = Number.isFinite(maximum) ? Math.max(minimum, maximum) : 0;
  if (!Number.isFinite(low)) low = Math.min(0, high);
  if (!Number.isFinite(high)) high = Math.max(0, low);
  // Bounds closer than a double can count between are as good as equal.
  if (high - low <= Math.max(1e-290, -low * 1e-12, high * 1e-12))
    [low, high] = Math.abs(low) < 1e-290 ? [0, 1] : [Math.min(0, low), Math.max(0, high)];
  const rough = (high - low) / Math.max(1, Math.floor(count));
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  // Rounded below a double's last digits, so that 0.1 + 0.2 does not reach a label.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(15)));
}
