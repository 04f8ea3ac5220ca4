import type { Period } from "#calendar.ts";
import { rankedBars } from "#charts/ranked-bars.ts";
import { weekHeat } from "#charts/week-heat.ts";
import type { Words } from "#messages.ts";
import type { PeakWindow } from "#metrics/peak/peak-windows.ts";
import type { WeekGrid } from "#metrics/peak/week-grid.ts";
import type { Reply } from "#reply.ts";
import { smallSample, smallSampleNotes } from "./caveats.ts";

export interface PeakStory {
  readonly words: Words;
  readonly grid: WeekGrid;
  /** Are hours known, or dates only? */
  readonly timed: boolean;
  readonly windows: readonly PeakWindow[];
  /** Above zero. */
  readonly orders: number;
  readonly period: Period;
  readonly zone: string;
}

interface Day {
  readonly weekday: number;
  readonly hours: readonly number[];
  readonly orders: number;
}

/** All that is said of when customers buy, but for the data and what to ask next. */
export function tellPeak(story: PeakStory): Omit<Reply, "result" | "followUps"> {
  const { words, windows, timed, grid, zone } = story;
  const days = daysOf(grid);
  const headline = headlineOf(story);
  const spec = timed ? heatOf(story, days) : barsOf(story, days);
  return {
    headline,
    chart: { spec, alt: headline, subtitle: words.say(timed ? "subtitle" : "subtitle_days", { zone }) },
    kpis: windows.map((window) => ({ label: whenText(words, window), value: words.percent(window.share) })),
    ...(windows.length === 0 ? {} : { table: tableOf(story) }),
    insights: insightsOf(story, days),
    actions: actionsOf(story, days),
    footnotes: footnotesOf(story),
    method: [
      words.say(timed ? "method_test" : "method_days"),
      words.say("method_control", { dispersion: words.number(Math.round(grid.dispersion * 100) / 100) }),
    ],
  };
}

function daysOf({ weekdays, orders }: WeekGrid): Day[] {
  return weekdays.map((weekday, place) => {
    const hours = [...orders.subarray(24 * place, 24 * place + 24)];
    return { weekday, hours, orders: hours.reduce((sum, count) => sum + count, 0) };
  });
}

function dayText(words: Words, weekday: number): string {
  return words.say(`day_${weekday}`);
}

/** `Tue–Thu 10:00–13:00`. */
function whenText(words: Words, { weekday_from, weekday_to, hour_from, hour_to }: PeakWindow): string {
  const [from, to] = [dayText(words, weekday_from), dayText(words, weekday_to)];
  const whole = (weekday_to - weekday_from + 7) % 7 === 6;
  const days = whole ? words.say("every_day") : from === to ? from : words.say("span_days", { from, to });
  if (hour_from === null || hour_to === null) return days;
  return words.say("when", { days, hours: words.say("span_hours", { from: hour_from, to: hour_to }) });
}

function headlineOf({ words, windows, orders, timed }: PeakStory): string {
  const [first] = windows;
  if (first === undefined) {
    return orders < smallSample ? words.say("headline_few", { n: orders }) : words.say("headline_even");
  }
  const values = { when: whenText(words, first), share: words.percent(first.share) };
  if (!timed) return words.say("headline_days", values);
  return words.say("headline", { ...values, time: words.percent(first.share / first.times) });
}

function heatOf({ words, grid, windows, orders }: PeakStory, days: readonly Day[]) {
  const place = (weekday: number) => grid.weekdays.indexOf(weekday);
  return weekHeat({
    days: days.map((day) => ({
      label: dayText(words, day.weekday),
      text: words.percent(day.orders / orders),
      hours: day.hours,
    })),
    windows: windows.map((window) => ({
      dayFrom: place(window.weekday_from),
      dayTo: place(window.weekday_to) + 1,
      hourFrom: window.hour_from ?? 0,
      hourTo: window.hour_to ?? 24,
      text: words.percent(window.share),
    })),
  });
}

function barsOf({ words, grid, windows, orders }: PeakStory, days: readonly Day[]) {
  const place = (weekday: number) => grid.weekdays.indexOf(weekday);
  const inside = (at: number) =>
    windows.some(({ weekday_from, weekday_to }) => at >= place(weekday_from) && at <= place(weekday_to));
  return rankedBars({
    rows: days.map((day, at) => ({
      label: dayText(words, day.weekday),
      value: day.orders,
      text: words.integer(day.orders),
      share: words.percent(day.orders / orders),
      highlight: inside(at),
    })),
  });
}

function tableOf({ words, windows }: PeakStory): NonNullable<Reply["table"]> {
  return {
    columns: [
      { key: "window", label: words.say("window"), format: "text" },
      { key: "orders", label: words.say("orders"), format: "integer" },
      { key: "share", label: words.say("share"), format: "percent" },
      { key: "times", label: words.say("times"), format: "text" },
      { key: "money", label: words.say("money"), format: "money" },
    ],
    rows: windows.map((window) => ({
      window: whenText(words, window),
      ...{ orders: window.orders, share: window.share, money: window.revenue },
      times: words.say("times_value", { n: timesText(words, window) }),
    })),
  };
}

function timesText(words: Words, { times }: PeakWindow): string {
  return words.number(Math.round(times * 10) / 10);
}

function insightsOf({ words, windows, orders, timed }: PeakStory, days: readonly Day[]): string[] {
  const told = windows.slice(0, timed ? 1 : 2).map((window) =>
    words.say("insight_window", {
      ...{ when: whenText(words, window), orders: words.integer(window.orders), money: words.money(window.revenue) },
      times: timesText(words, window),
      p: window.p_value < 0.001 ? words.say("p_small") : words.say("p", { p: window.p_value.toFixed(3) }),
    }),
  );
  if (orders < smallSample) return told;
  const ranked = days.toSorted((a, b) => b.orders - a.orders || a.weekday - b.weekday);
  const [busiest, quietest] = [ranked[0] as Day, ranked.at(-1) as Day];
  const early = days.reduce((sum, { hours }) => sum + hours.slice(9, 18).reduce((part, count) => part + count, 0), 0);
  return [
    ...told,
    words.say("insight_day", {
      ...{ day: dayText(words, busiest.weekday), share: words.percent(busiest.orders / orders) },
      ...{ other: dayText(words, quietest.weekday), otherShare: words.percent(quietest.orders / orders) },
    }),
    ...(timed ? [words.say("insight_night", { share: words.percent(1 - early / orders) })] : []),
  ];
}

function actionsOf({ words, windows, orders, grid, timed }: PeakStory, days: readonly Day[]): string[] {
  const [first] = windows;
  if (first === undefined) return [];
  const weeks = grid.days.reduce((sum, count) => sum + count, 0) / 7;
  const day = dayText(words, first.weekday_from);
  const sales = words.say("action_sales", { when: whenText(words, first), money: words.money(first.revenue / weeks) });
  if (!timed || first.hour_from === null) {
    const share = words.percent((days.find(({ weekday }) => weekday === first.weekday_from)?.orders ?? 0) / orders);
    return [words.say("action_stock", { day, share }), sales];
  }
  const quiet = quietest(days);
  return [
    sales,
    words.say("action_campaign", {
      ...{ day, hour: Math.max(0, first.hour_from - 1) },
      orders: words.integer(Math.round(first.orders / weeks)),
    }),
    words.say("action_quiet", {
      ...{ day: dayText(words, quiet.weekday), from: quiet.hour, to: quiet.hour + quietHours },
      share: words.percent(quiet.orders / orders, 1),
    }),
  ];
}

const quietHours = 4;

/** The four hours of one day with the fewest orders; the earliest of the week where several have. */
function quietest(days: readonly Day[]): { weekday: number; hour: number; orders: number } {
  const all = days.flatMap(({ weekday, hours }) =>
    Array.from({ length: 24 - quietHours + 1 }, (_, hour) => {
      return { weekday, hour, orders: hours.slice(hour, hour + quietHours).reduce((sum, count) => sum + count, 0) };
    }),
  );
  return all.reduce((least, one) => (one.orders < least.orders ? one : least));
}

function footnotesOf({ words, grid, timed, orders, zone }: PeakStory): string[] {
  const days = grid.days.reduce((sum, count) => sum + count, 0);
  return [
    ...(timed ? [] : [words.say("note_dates")]),
    ...(timed && grid.midnight > 0.2 ? [words.say("note_midnight", { share: words.percent(grid.midnight) })] : []),
    words.say("note_zone", { zone }),
    ...(days < 21 ? [words.say("note_short")] : []),
    ...smallSampleNotes(words, orders),
  ];
}
