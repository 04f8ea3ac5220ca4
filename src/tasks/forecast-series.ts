import { NotEnoughData } from "#errors.ts";
import { type FactorForecast, factorForecast } from "#metrics/forecast/factor-forecast.ts";
import type { Factor } from "#metrics/forecast/factors.ts";
import { type Forecast, forecast } from "#metrics/forecast/forecast.ts";
import { defineTask } from "#task.ts";

/** The same buckets of a whole and of its groups; a group may begin later, and all end together. */
interface Input {
  readonly whole: Float64Array;
  readonly groups: readonly Float64Array[];
  readonly factors: readonly Factor[];
  readonly season: number;
  readonly horizon: number;
  readonly nonNegative: boolean;
}

interface Output {
  /** Null where the series is too short. */
  readonly whole: FactorForecast | null;
  readonly groups: readonly (Forecast | null)[];
}

/** Forecasts a whole, with factors if these help, and then its groups with the same factors. */
export default defineTask(import.meta.url, ({ whole, groups, factors, ...options }: Input): Output => {
  const found = orNull(() => factorForecast(whole, factors, options));
  const used = new Set(found?.effects.flatMap(({ name, used }) => (found.counted && used ? [name] : [])));
  return {
    whole: found,
    groups: groups.map((group) => {
      const regressors = factors
        .filter(({ name }) => used.has(name))
        .map(({ name, values }) => ({ name, values: values.slice(whole.length - group.length) }));
      const untested = { ...options, tested: false };
      return orNull(() => forecast(group, { ...untested, regressors })) ?? orNull(() => forecast(group, untested));
    }),
  };
});

function orNull<Value>(attempt: () => Value): Value | null {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof NotEnoughData) return null;
    throw error;
  }
}
