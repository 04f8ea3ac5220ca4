import { z } from "zod";
import { meanAbsoluteError, seasonalNaiveError, smape } from "#metrics/forecast/accuracy.ts";
import { forecast } from "#metrics/forecast/forecast.ts";
import { readTable } from "./table.ts";
import { defineAccuracyTask } from "./task.ts";

/**
 * `id,type,start,n,h,train,test`: forecasts `h` values after each `train`. `test` is read after everything is forecast,
 * and only to measure; where it is absent, so are the measures.
 */
export default defineAccuracyTask({
  options: z.object({ data: z.string(), season: z.coerce.number().int().min(1).default(12) }),
  run({ data, season }) {
    const { rows } = readTable(data);
    const began = performance.now();
    const forecasts = rows.map((row) => {
      const train = numbersOf(row.train);
      return { id: row.id ?? "", train, ...forecast(train, { season, horizon: Number(row.h) }) };
    });
    const perSeries = (performance.now() - began) / Math.max(1, rows.length);

    const measured = forecasts.flatMap(({ train, mean, lo95, hi95 }, index) => {
      const actual = numbersOf(rows[index]?.test);
      if (actual.length !== mean.length) return [];
      const scale = seasonalNaiveError(train, season);
      const inside = actual.filter((value, step) => value >= lo95[step]! && value <= hi95[step]!).length;
      const width = lo95.reduce((sum, low, step) => sum + hi95[step]! - low, 0) / lo95.length;
      const predicted = Float64Array.from(mean);
      return {
        smape: smape(actual, predicted),
        mase: meanAbsoluteError(actual, predicted) / scale,
        coverage95: inside / actual.length,
        width: width / scale,
      };
    });
    const average = (of: (part: (typeof measured)[number]) => number) => {
      const known = measured.map(of).filter(Number.isFinite);
      return known.length > 0 ? round(known.reduce((sum, value) => sum + value, 0) / known.length) : null;
    };
    return {
      columns: ["id", "step", "mean", "lo80", "hi80", "lo95", "hi95"],
      rows: forecasts.flatMap(({ id, mean, lo80, hi80, lo95, hi95 }) =>
        mean.map((value, step) => [id, step + 1, value, lo80[step]!, hi80[step]!, lo95[step]!, hi95[step]!]),
      ),
      summary: {
        series: rows.length,
        smape: average((part) => part.smape),
        mase: average((part) => part.mase),
        coverage95: average((part) => part.coverage95),
        width95: average((part) => part.width),
        ms_per_series: round(perSeries),
      },
    };
  },
});

function numbersOf(text: string | undefined): Float64Array {
  const words = text?.trim().split(/\s+/) ?? [];
  return Float64Array.from(
    words.filter((word) => word !== ""),
    Number,
  );
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
