import { describe, expect, it } from "vitest";
import { addDays } from "#metrics/days.ts";
import { type FactorDay, factorsOf } from "#metrics/forecast/factors.ts";
import { festivalNames, pausesForFestival, springFestivalDays } from "#metrics/forecast/spring-festival.ts";

/** Months from January 2023: 36 past, 6 ahead. */
const month = (t: number) => new Date(Date.UTC(2023, t, 1)).toISOString().slice(0, 10);
const months = { starts: Array.from({ length: 42 }, (_, t) => month(t)), end: month(42), past: 36, season: 12 };

const days = (kind: string, value: string | null, spans: readonly (readonly [string, number])[], region?: string) =>
  spans.flatMap(([first, count]) =>
    Array.from({ length: count }, (_, k): FactorDay => {
      return { day: addDays(first, k), kind, value, region: region ?? null };
    }),
  );
/** New Year's Eve to the seventh day; Hong Kong Observatory. */
const festivals = ["2023-01-21", "2024-02-09", "2025-01-28", "2026-02-16"].map((first) => [first, 8] as const);
const spans = festivals.map(([first]) => ({ first, last: addDays(first, 7) }));

describe("factorsOf", () => {
  it("gives the share of a moving holiday's days by month", () => {
    const { factors, left } = factorsOf(days("holiday", "春节", festivals), months);
    expect(left).toEqual([]);
    const [{ name, kind, unit, values } = expect.fail()] = factors;
    expect([name, kind, unit]).toEqual(["春节", "holiday", "strongest"]);
    expect(values[0]).toBe(1);
    expect(values[13]).toBe(1);
    // 28 to 31 January 2025, 1 to 4 February.
    expect([values[24], values[25]]).toEqual([0.5, 0.5]);
    expect([values[36], values[37]]).toEqual([0, 1]);
  });

  it("leaves what every season has in the same months, and what came once", () => {
    const national = days(
      "holiday",
      "国庆",
      [2023, 2024, 2025].map((year) => [`${year}-10-01`, 7] as const),
    );
    const opening = days("promotion", "开业", [["2024-05-01", 3]]);
    expect(factorsOf([...national, ...opening], months)).toEqual({
      factors: [],
      left: [
        { name: "国庆", kind: "holiday", reason: "in_season" },
        { name: "开业", kind: "promotion", reason: "seen_once" },
      ],
    });
    const once = [...opening, ...days("promotion", "店庆", [["2025-08-01", 3]])];
    expect(factorsOf(once, months).factors.map(({ name }) => name)).toEqual(["promotion"]);
  });

  it("refuses what is to be expected and not known", () => {
    const recorded = days("holiday", "春节", festivals.slice(0, 3));
    expect(factorsOf(recorded, months).left).toEqual([{ name: "春节", kind: "holiday", reason: "no_future_values" }]);
    const storms = days("weather", "暴雨", [
      ["2023-07-10", 3],
      ["2024-08-02", 2],
      ["2025-07-20", 4],
    ]);
    expect(factorsOf(storms, months).factors.map(({ values }) => values[40])).toEqual([0]);
    const market = months.starts
      .slice(0, 36)
      .flatMap((start, t) => days("market", String(100 + (t % 5)), [[start, 1]]));
    expect(factorsOf(market, months).left).toEqual([{ name: "market", kind: "market", reason: "no_future_values" }]);
  });

  it("gives measures in standard deviations, and 618 as a name", () => {
    const market = months.starts.flatMap((start, t) => days("market", String(t % 2 === 0 ? 90 : 110), [[start, 1]]));
    const sale = days("promotion", "618", [
      ["2023-06-01", 18],
      ["2024-05-28", 18],
      ["2025-06-01", 18],
      ["2026-06-01", 18],
    ]);
    const { factors } = factorsOf([...market, ...sale], months);
    expect(factors.map(({ name, unit }) => [name, unit])).toEqual([
      ["618", "strongest"],
      ["market", "deviation"],
    ]);
    expect(factors[1]?.values.slice(0, 3)).toEqual(Float64Array.of(-1, 1, -1));
  });

  it("counts a region's days as its share", () => {
    const east = days(
      "weather",
      "高温",
      [
        ["2023-07-01", 10],
        ["2024-07-01", 20],
      ],
      "华东",
    );
    const west = days("weather", "高温", [["2023-07-01", 10]], "西南");
    expect(factorsOf([...east, ...west], { ...months, season: 1 }).factors[0]?.values[6]).toBe(1);
    expect(factorsOf([...east, ...west], { ...months, season: 1 }).factors[0]?.values[18]).toBe(1);
  });
});

describe("springFestivalDays", () => {
  it("takes the calendar's where nobody recorded any, with the days before it", () => {
    const names = springFestivalDays([], spans, false).map(({ value }) => value);
    expect(new Set(names)).toEqual(new Set([festivalNames.itself, festivalNames.before]));
    expect(names.filter((name) => name === festivalNames.itself)).toHaveLength(32);
  });

  it("continues what was recorded by what the calendar knows", () => {
    const recorded = days("holiday", "春节", festivals.slice(0, 3));
    const added = springFestivalDays([...recorded, ...days("promotion", "年货节", [["2024-01-25", 9]])], spans, false);
    expect(added.map(({ day }) => day)).toEqual(days("holiday", "春节", festivals.slice(3)).map(({ day }) => day));
    expect(added.every(({ value, certain }) => value === "春节" && certain)).toBe(true);
    expect(factorsOf([...recorded, ...added], months).left).toEqual([]);
  });

  it("adds the days around it where buckets are short", () => {
    const around = springFestivalDays(days("holiday", "春节", festivals), spans, true).filter(({ value }) => {
      return value === festivalNames.around;
    });
    expect(around.slice(0, 12).map(({ day }) => day)).toEqual([
      ...["2023-01-16", "2023-01-17", "2023-01-18", "2023-01-19", "2023-01-20"],
      ...["2023-01-29", "2023-01-30", "2023-01-31", "2023-02-01", "2023-02-02", "2023-02-03", "2023-02-04"],
    ]);
  });

  it("is for places that pause", () => {
    expect(["Asia/Shanghai", "Asia/Taipei"].every(pausesForFestival)).toBe(true);
    expect(["Europe/London", "UTC", "Asia/Tokyo"].some(pausesForFestival)).toBe(false);
  });
});
