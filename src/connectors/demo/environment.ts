import type { SourceRow } from "#model/tables.ts";
import { cities } from "./data/places.ts";
import { date, dayNumber, monthOf, stamp, yearOf } from "./days.ts";
import { sellers, teams } from "./people.ts";
import { at, cents, luck, uniform } from "./random.ts";
import { springFestival } from "./season.ts";
import type { World } from "./world.ts";

/** How far ahead holidays, promotions and forecasts are known. */
const known = 200;

/** Holidays of mainland China and the shop's own seasons on a day. */
function occasions(day: number): readonly (readonly ["holiday" | "promotion", string])[] {
  const year = yearOf(day);
  const found: (readonly ["holiday" | "promotion", string])[] = [];
  const within = (month: number, first: number, length: number) => {
    const from = day - dayNumber(year, month, first);
    return from >= 0 && from < length;
  };
  const festival = springFestival(year);
  if (festival !== null && day - festival >= -1 && day - festival <= 6) found.push(["holiday", "春节"]);
  if (within(1, 1, 1)) found.push(["holiday", "元旦"]);
  if (within(4, 4, 3)) found.push(["holiday", "清明"]);
  if (within(5, 1, 5)) found.push(["holiday", "劳动节"]);
  if (within(10, 1, 7)) found.push(["holiday", "国庆"]);
  if (within(6, 1, 18)) found.push(["promotion", "618"]);
  if (within(11, 1, 11)) found.push(["promotion", "双11"]);
  if (festival !== null && day - festival >= -16 && day - festival < -6) found.push(["promotion", "年货节"]);
  return found;
}

export function* factorRows(world: World): Generator<SourceRow<"factors">> {
  for (let day = world.first; day < world.today + known; day++) {
    const ahead = day > world.today;
    for (const [kind, value] of occasions(day)) {
      yield { id: `FC${stamp(day)}-${value}`, on_date: date(day), region: null, kind, value, is_forecast: ahead };
    }
    if (day % 7 === 0) {
      const index = 100 + 12 * Math.sin(day / 190) + 8 * Math.sin(day / 61) + 3 * uniform(luck.weather, day);
      yield {
        id: `FC${stamp(day)}-咖啡期货`,
        on_date: date(day),
        region: null,
        kind: "market",
        value: index.toFixed(1),
        is_forecast: ahead,
      };
    }
    if (day > world.today + 14) continue;
    for (const [k, region] of Object.keys(cities).entries()) {
      const warm = monthOf(day) >= 6 && monthOf(day) <= 9;
      const chance = uniform(luck.weather, day, k);
      if (chance > (warm ? 0.05 : 0.02)) continue;
      const value = warm ? (chance < 0.02 ? "暴雨" : "高温") : chance < 0.008 ? "大雪" : "寒潮";
      yield { id: `FC${stamp(day)}-${region}`, on_date: date(day), region, kind: "weather", value, is_forecast: ahead };
    }
  }
}

/** Daily rates into CNY: slow waves with a little noise, near what the currencies were worth. */
export function* rateRows(world: World): Generator<SourceRow<"fx_rates">> {
  const pairs = [
    ["USD", 7.12, 0.12],
    ["EUR", 7.82, 0.18],
  ] as const;
  for (let day = world.first - 400; day <= world.today; day++) {
    for (const [k, [currency, mean, width]] of pairs.entries()) {
      const wave =
        Math.sin(day / 97 + k) + 0.5 * Math.sin(day / 23 + 2 * k) + 0.15 * (uniform(luck.rate, day, k) - 0.5);
      const rate = Math.round((mean + width * wave) * 10_000) / 10_000;
      yield {
        id: `FX${stamp(day)}-${currency}`,
        rate_on: date(day),
        from_currency: currency,
        to_currency: "CNY",
        rate,
      };
    }
  }
}

/** What a seller of a team was expected to sell in a month of 2023, in thousands. */
const monthly = [76, 86, 104, 108, 128, 76] as const;
const yearly = 1.08;
const season = [0.95, 0.78, 1.02, 1, 1.02, 1.12, 0.94, 0.94, 1.04, 0.98, 1.16, 1.05] as const;

/** Revenue targets by seller and month, to the end of the running year. */
export function* targetRows(world: World): Generator<SourceRow<"targets">> {
  for (let year = yearOf(world.first); year <= yearOf(world.today); year++) {
    for (let month = 1; month <= 12; month++) {
      const last = dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - 1;
      const start = dayNumber(year, month, 1);
      for (const [k, seller] of sellers.entries()) {
        if (seller.role !== "rep" || seller.left) continue;
        const team = teams.findIndex(({ team: name }) => name === seller.team);
        const ambition = 0.9 + 0.25 * uniform(luck.owner, k, 5);
        const amount =
          Math.round(at(monthly, team) * yearly ** (year - 2023) * at(season, month - 1) * ambition) * 1000;
        yield {
          id: `TG-${seller.id}-${date(start).slice(0, 7)}`,
          owner_id: seller.id,
          team: seller.team,
          period_start: date(start),
          period_end: date(last),
          metric: "revenue",
          amount: cents(amount),
          currency: "CNY",
        };
      }
    }
  }
}
