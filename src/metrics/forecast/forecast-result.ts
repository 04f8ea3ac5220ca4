import { addDays } from "../days.ts";
import { cents } from "../money.ts";
import type { FactorForecast } from "./factor-forecast.ts";
import { comingOf, type ForecastFinding, type ForecastPoint, peakOf, sumOf } from "./finding.ts";
import type { History } from "./history.ts";

/** What was asked. */
export interface ForecastAsked {
  readonly kpi: string;
  readonly grain: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly money: boolean;
  /** Days before a peak by which to order; null where nothing is to be ordered. */
  readonly lead: number | null;
}

/** The JSON fields of a forecast; money to the cent. `finding` is null where there is too little to forecast. */
export function forecastResult(
  asked: ForecastAsked,
  history: History,
  finding: ForecastFinding | null,
  excluded: readonly { readonly reason: string; readonly rows: number }[],
) {
  const { kpi, grain, period, money, lead } = asked;
  const amount = (value: number) => (money ? cents(value) : value);
  const past = ({ starts, values }: History) => {
    return starts.map((start, t) => ({ start, value: amount(values[t] as number) }));
  };
  const ahead = ({ start, mean, lo80, hi80, lo95, hi95 }: ForecastPoint) => {
    return {
      start,
      mean: amount(mean),
      lo80: amount(lo80),
      hi80: amount(hi80),
      lo95: amount(lo95),
      hi95: amount(hi95),
    };
  };
  const { target = null, pipeline = null, yearBefore = null, running = null } = finding ?? {};
  return {
    n: history.values.length,
    period: { from: period.from, to: period.to },
    kpi,
    grain,
    history: past(history),
    forecast: finding?.points.map(ahead) ?? [],
    running: running && { start: running.start, value: amount(running.soFar) },
    total: finding?.total === undefined || finding.total === null ? null : amount(finding.total),
    method: finding ? methodName(finding.forecast) : null,
    season: finding?.forecast.method.season ?? null,
    season_missing: finding?.forecast.method.seasonMissing ?? null,
    backtest: finding ? backtestFields(finding.forecast) : null,
    factors: finding ? factorFields(finding) : null,
    target: target && {
      from: target.from,
      to: target.to,
      amount: cents(target.amount),
      actual: amount(target.actual),
      forecast: amount(target.forecast),
      expected: amount(target.expected),
      attainment: target.attainment,
      series: target.series.map((aim) => ({ start: aim.start, amount: cents(aim.amount) })),
    },
    pipeline_view: (pipeline ?? []).map(({ start, deals, amount: worth, weighted }) => {
      return { start, deals, amount: cents(worth), weighted: cents(weighted) };
    }),
    ...(finding && finding.groups.length > 0
      ? {
          coherent: finding.coherent,
          groups: finding.groups.map(({ key, other, history: own, points }) => {
            const peak = peakOf(comingOf(points, running));
            return {
              key,
              other,
              total: amount(sumOf(points)),
              peak: peak.start,
              peak_mean: amount(peak.mean),
              ...(lead === null ? {} : { order_by: addDays(peak.start, -lead) }),
              history: past(own),
              forecast: points.map(ahead),
            };
          }),
        }
      : {}),
    previous: yearBefore && {
      period: { from: yearBefore.from, to: yearBefore.to },
      total: amount(yearBefore.total),
    },
    excluded,
  };
}

/** Whose average it is, as the field writes them, each name once. */
function methodName({ method, counted, effects }: FactorForecast): string {
  const names = [...new Set(method.members.map(({ model, logarithms }) => (logarithms ? `log ${model}` : model)))];
  const used = counted ? effects.filter((effect) => effect.used).map(({ name }) => name) : [];
  if (names.length === 1) return names[0] ?? "";
  return `trimmed mean of ${names.join(", ")}${used.length > 0 ? ` with ${used.join(", ")}` : ""}`;
}

function backtestFields({ backtest }: FactorForecast) {
  if (backtest === null) return null;
  const { smape, mase, coverage95, naiveSmape, origins, values } = backtest;
  return { smape, mase, coverage95, naive_smape: naiveSmape, origins, values };
}

/** Every factor with its measured effect, or why it is left. */
function factorFields({ forecast: { effects, counted, compared }, factors, left }: ForecastFinding) {
  const kindOf = (name: string) => factors.find((factor) => factor.name === name)?.kind ?? null;
  return {
    counted,
    smape_with: compared?.with.smape ?? null,
    smape_without: compared?.without.smape ?? null,
    effects: effects.map(({ name, effect, low, high, kind, used }) => {
      return { name, kind: kindOf(name), effect, lo95: low, hi95: high, unit: kind, used };
    }),
    left: left.map(({ name, kind, reason }) => ({ name, kind, reason })),
  };
}
