import { type EtsFit, type EtsModel, fitEts } from "./ets.ts";

const models: readonly EtsModel[] = (["none", "additive", "multiplicative"] as const).flatMap((season) =>
  (["none", "damped"] as const).flatMap((trend) =>
    [false, true]
      .filter((relative) => relative || season !== "multiplicative")
      .map((relative) => ({ trend, season, relative })),
  ),
);

/**
 * The ETS model with the lowest AICc of a series with a season of `m` (1: none): no, additive or multiplicative season; no
 * or damped trend (an undamped one runs away over longer horizons); additive or multiplicative errors, only the latter with
 * a multiplicative season, where the former are unstable. On logarithms only `additive` models make sense. Null where none
 * can be fitted, as to a constant or fewer than 5 observations. O(models · steps · (n + parameters²)).
 * Source: Hyndman & Khandakar, Automatic time series forecasting, Journal of Statistical Software 27 (2008).
 */
export function automaticEts(series: Float64Array, m: number, kinds: "all" | "additive" = "all"): EtsFit | null {
  let best: EtsFit | null = null;
  for (const model of models) {
    if (kinds === "additive" && (model.relative || model.season === "multiplicative")) continue;
    const fit = fitEts(series, m, model);
    if (fit && (best === null || fit.aicc < best.aicc)) best = fit;
  }
  return best;
}
