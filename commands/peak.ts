import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { localHours } from "#metrics/peak/local-hours.ts";
import { peakWindows } from "#metrics/peak/peak-windows.ts";
import { type WeekGrid, weekGrid } from "#metrics/peak/week-grid.ts";
import { peakOrders } from "#queries/peak-orders.ts";
import type { Reply } from "#reply.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/peak.ts";
import { tellPeak } from "#wording/peak-story.ts";

/** Share of orders at midnight to the second from which on times are taken for mere dates. */
const datesOnly = 0.98;

export default defineCommand({
  title: { en: "Peak hours", zh: "购买时段" },
  summary: { en: "When do customers buy?", zh: "客户都在什么时候下单？" },
  aliases: ["购买时段", "下单时段", "购买高峰", "高峰时段"],
  group: "sales",
  examples: [
    { en: "/peak", zh: "/购买时段" },
    { en: "/peak last365d", zh: "/购买时段 近365天" },
  ],
  period: "last90d",
  narrows: ["orders", "order_lines"],
  groupings: 0,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, calendar } = input;
    const { period } = question;
    const rows = await peakOrders(view, { start: period.start, end: period.end });
    const local = localHours(rows, calendar.zone);
    const days = { from: Date.parse(period.from) / 86_400_000, to: Date.parse(period.to) / 86_400_000 };
    const grid = weekGrid(rows, local, { ...days, weekStart: calendar.weekStart });
    const orders = grid.orders.reduce((sum, count) => sum + count, 0);
    const timed = grid.midnight < datesOnly;
    const windows = peakWindows(grid, timed);
    const result = {
      n: orders,
      period: { from: period.from, to: period.to },
      previous: null,
      excluded: [],
      zone: calendar.zone,
      hours_known: timed,
      cells: cellsOf(grid, timed),
      windows,
    };
    if (orders === 0) {
      const sells = view.has("orders") || view.has("opportunities");
      return emptyPeriod(input, result, sells ? "empty" : "empty_source");
    }
    return {
      ...tellPeak({ ...input, grid, timed, windows, orders, period, zone: calendar.zone }),
      followUps: followUps(input),
      result,
    };
  },
});

interface Cell {
  /** ISO. */
  readonly weekday: number;
  readonly hour: number | null;
  readonly orders: number;
  readonly revenue: number;
}

/** Orders and revenue of each weekday and hour, in the order of the company's week; of each weekday where only dates are known. */
function cellsOf({ weekdays, orders, revenue }: WeekGrid, timed: boolean): Cell[] {
  return weekdays.flatMap((weekday, place): Cell[] => {
    const hours = Array.from({ length: 24 }, (_, hour) => 24 * place + hour);
    if (timed) {
      return hours.map((at, hour) => ({ weekday, hour, orders: orders[at] as number, revenue: revenue[at] as number }));
    }
    const sum = (values: Float64Array) => hours.reduce((total, at) => total + (values[at] as number), 0);
    return [{ weekday, hour: null, orders: sum(orders), revenue: sum(revenue) }];
  });
}

function followUps(input: CommandInput<unknown>) {
  const { question, words } = input;
  const other = question.period.name === "last365d" ? "last90d" : "last365d";
  return [
    { label: words.say(`follow_${other}`), ask: again(question, { period: other }) },
    ...otherCommands(input, ["sales", "campaign"]),
  ];
}
