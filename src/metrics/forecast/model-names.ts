import type { ArimaForecast } from "./automatic-arima.ts";
import type { EtsModel } from "./ets.ts";

const letters = { none: "N", additive: "A", damped: "Ad", multiplicative: "M" } as const;

/** As the field writes it: ETS(error,trend,season), such as "ETS(M,Ad,M)". */
export function etsName({ relative, trend, season }: EtsModel): string {
  return `ETS(${relative ? "M" : "A"},${letters[trend]},${letters[season]})`;
}

/** As the field writes it, such as "ARIMA(0,1,1)(0,1,1)[12]"; "with constant" where one was fitted. */
export function arimaName({ orders, differences }: Pick<ArimaForecast, "orders" | "differences">, m: number): string {
  const { p, q, seasonalP, seasonalQ, constant } = orders;
  const season = seasonalP + differences.seasonal + seasonalQ > 0;
  const seasonal = season ? `(${seasonalP},${differences.seasonal},${seasonalQ})[${m}]` : "";
  return `ARIMA(${p},${differences.ordinary},${q})${seasonal}${constant ? " with constant" : ""}`;
}
