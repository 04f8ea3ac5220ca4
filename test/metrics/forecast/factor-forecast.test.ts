import { describe, expect, it } from "vitest";
import { factorForecast } from "#metrics/forecast/factor-forecast.ts";
import type { Factor } from "#metrics/forecast/factors.ts";
import { seededRandom } from "#metrics/random.ts";

const [past, horizon] = [48, 6];
const options = { season: 12, horizon, nonNegative: true };
const festivals = [0, 1, 0, 1, 1];
const holiday: Factor = {
  name: "festival",
  kind: "holiday",
  unit: "strongest",
  values: Float64Array.from({ length: past + horizon }, (_, t) => (t % 12 === festivals[Math.floor(t / 12)] ? 1 : 0)),
};
const random = seededRandom(3);
const noisy = (effect: number) =>
  Float64Array.from({ length: past }, (_, t) => {
    return (1000 + 8 * t) * (1 + effect * (holiday.values[t] as number)) * (1 + 0.04 * (random() - 0.5));
  });

describe("factorForecast", () => {
  it("counts a factor that makes the backtest better", () => {
    const found = factorForecast(noisy(-0.4), [holiday], options);
    expect(found.counted).toBe(true);
    expect(found.compared!.with.smape).toBeLessThan(found.compared!.without.smape);
    expect(found.backtest).toEqual(found.compared!.with);
    expect(Math.abs(found.effects[0]!.effect + 0.4)).toBeLessThan(0.05);
    expect(found.mean[1]! / found.mean[2]!).toBeLessThan(0.75);
  });

  it("tells of one that does nothing, and does not count it", () => {
    const flat = noisy(0);
    const found = factorForecast(flat, [holiday], options);
    expect(found.counted).toBe(false);
    expect(found.effects.map(({ name, used }) => [name, used])).toEqual([["festival", false]]);
    expect(found.mean).toEqual(factorForecast(flat, [], options).mean);
  });

  it("measures nothing in a series that is too short", () => {
    const found = factorForecast(noisy(-0.4).slice(0, 7), [holiday], options);
    expect(found).toMatchObject({ counted: false, tooShort: true, effects: [] });
  });
});
