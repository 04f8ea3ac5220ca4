import { describe, expect, it } from "vitest";
import { meanAbsoluteError } from "#metrics/forecast/accuracy.ts";
import { forecast } from "#metrics/forecast/forecast.ts";
import { fitRegressors } from "#metrics/forecast/regressors.ts";
import { seededRandom } from "#metrics/random.ts";

/** Months of Spring Festival, 2015 to 2023: it moves between January (0) and February (1). */
const festivals = [1, 1, 0, 1, 1, 0, 1, 1, 0];
const months = 12 * festivals.length;
const festival = Float64Array.from({ length: months }, (_, t) => (festivals[Math.floor(t / 12)] === t % 12 ? 1 : 0));
const promotion = Float64Array.from({ length: months }, (_, t) => (t % 7 === 3 ? 1 : 0));

/** Sales with a trend and a season, 30 % less in the month of the festival, 20 % more with a promotion. */
const random = seededRandom(11);
const sales = festival.map((off, t) => {
  const noise = 1 + 0.06 * (random() - 0.5);
  return (1000 + 5 * t) * (1 + 0.1 * Math.sin((t * Math.PI) / 6)) * 0.7 ** off * 1.2 ** promotion[t]! * noise;
});
const regressors = [
  { name: "festival", values: festival },
  { name: "promotion", values: promotion },
];

describe("fitRegressors", () => {
  it("measures a moving holiday and a promotion", () => {
    const { effects, kind, parts } = fitRegressors(sales, 12, 0, regressors);
    expect(kind).toBe("share");
    for (const [index, truth] of [-0.3, 0.2].entries()) {
      const { effect, low, high, used } = effects[index]!;
      expect(Math.abs(effect - truth)).toBeLessThan(0.03);
      expect(low).toBeLessThan(effect);
      expect(high).toBeGreaterThan(effect);
      expect(used).toBe(true);
    }
    expect(parts[3]).toBeCloseTo(1 + effects[1]!.effect, 12);
    expect(parts[4]).toBe(1);
  });

  it("measures in units where values are not all positive", () => {
    const balance = sales.map((_, t) => 30 * promotion[t]! - 15 + random());
    const { effects, kind } = fitRegressors(balance, 12, 0, [regressors[1]!]);
    expect(kind).toBe("units");
    expect(Math.abs(effects[0]!.effect - 30)).toBeLessThan(1);
  });

  it("does not count what may be chance", () => {
    let counted = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const coin = seededRandom(seed);
      const values = Float64Array.from({ length: months }, () => (coin() < 0.2 ? 1 : 0));
      if (fitRegressors(sales, 12, 0, [...regressors, { name: "coin", values }]).effects[2]!.used) counted += 1;
    }
    expect(counted).toBeLessThan(8);
  });

  it("tells two regressors that say the same from none", () => {
    const { effects, parts } = fitRegressors(sales, 12, 0, [...regressors, { name: "again", values: promotion }]);
    expect(effects.every(({ effect }) => Number.isFinite(effect))).toBe(true);
    expect(parts[3]).toBeGreaterThan(1.15);
  });
});

describe("forecast with regressors", () => {
  const past = sales.slice(0, months - 12);
  const ahead = sales.slice(months - 12);
  const options = { season: 12, horizon: 12 };

  it("knows where the holiday falls next", () => {
    const without = forecast(past, options);
    const found = forecast(past, { ...options, regressors });
    const [plain, informed] = [without, found].map(({ mean }) => meanAbsoluteError(ahead, Float64Array.from(mean)));
    expect(informed!).toBeLessThan(0.6 * plain!);
    expect(found.effects.map(({ name, used }) => [name, used])).toEqual([
      ["festival", true],
      ["promotion", true],
    ]);
    expect(found.backtest!.smape).toBeLessThan(without.backtest!.smape);
  });

  it("backtests from before a regressor first changed", () => {
    const recent = new Float64Array(months).fill(1, past.length - 2, past.length + 3);
    const lifted = past.map((value, t) => value * (recent[t] === 1 ? 1.5 : 1));
    const found = forecast(lifted, { ...options, regressors: [{ name: "campaign", values: recent }] });
    expect(Math.abs(found.effects[0]!.effect - 0.5)).toBeLessThan(0.2);
    expect(found.backtest).toMatchObject({ origins: 3 });
    expect(found.mean[2]! / found.mean[3]!).toBeGreaterThan(1.2);
  });

  it("refuses what it cannot know or measure", () => {
    const codeOf = (values: Float64Array, length = past.length) => {
      try {
        forecast(past.slice(0, length), { ...options, regressors: [{ name: "factor", values }] });
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return null;
    };
    expect(codeOf(festival.slice(0, past.length))).toBe("no_future_values");
    expect(codeOf(festival.with(past.length + 3, Number.NaN))).toBe("no_future_values");
    expect(codeOf(new Float64Array(months).fill(1, past.length))).toBe("regressor_unseen");
    expect(codeOf(promotion, 7)).toBe("too_short_for_regressors");
    expect(codeOf(promotion)).toBeNull();
  });
});
