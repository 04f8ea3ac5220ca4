import type { Grain } from "#calendar.ts";
import { niceTicks } from "#charts/nice-ticks.ts";
import { rankedBars } from "#charts/ranked-bars.ts";
import { trend } from "#charts/trend.ts";
import { addUnits } from "#grammar/fiscal.ts";
import type { Words } from "#messages.ts";
import {
  type cappedGroups,
  relativeChange,
  type SalesGroup,
  type SalesPoint,
  type SalesTotals,
} from "#metrics/sales/sales.ts";
import type { Chart, Kpi, Table } from "#reply.ts";
import { kpiChange } from "./kpi-change.ts";
import { bucketName } from "./sales-sentences.ts";

/** Key figures of a period, against its comparison where there is one. */
export function salesKpis(words: Words, now: SalesTotals, before: SalesTotals | null): Kpi[] {
  const figure = (
    key: "revenue" | "orders" | "customers" | "aov" | "per_buyer",
    text: (value: number) => string,
  ): Kpi => {
    const value = now[key];
    const change = kpiChange(words, value, before?.[key]);
    return { label: words.say(key), value: value === null ? "–" : text(value), ...change };
  };
  return [
    figure("revenue", words.money),
    figure("orders", words.integer),
    figure("customers", words.integer),
    figure("aov", words.money),
    figure("per_buyer", words.money),
  ];
}

/** Revenue over time; `peak` is highlighted, buckets that `period` cuts are marked. */
export function seriesChart(
  words: Words,
  series: readonly SalesPoint[],
  before: readonly SalesPoint[] | null,
  look: { readonly grain: Grain; readonly from: string; readonly to: string; readonly highlight: string | null },
): Omit<Chart, "alt"> {
  const { grain, from, to, highlight } = look;
  const values = [...series, ...(before ?? [])].map(({ revenue }) => revenue);
  const axisText = niceTicks(Math.min(0, ...values), Math.max(0, ...values)).map((value) => ({
    value,
    text: words.money(value),
  }));
  const points = series.map(({ start, revenue }) => ({
    start,
    label: words.bucket(start, grain),
    value: revenue,
    text: words.money(revenue),
    partial: start < from || addUnits(start, 1, grain) > to,
    highlight: start === highlight,
  }));
  const compared = before ? { previous: series.map((_, index) => ({ value: before[index]?.revenue ?? null })) } : {};
  const subtitle = words.say("chart_series", { grain: words.say(`grain_${grain}`) });
  const labels = { previousLabel: words.say("previous"), currentLabel: words.say("revenue") };
  return { spec: trend({ points, ...compared, ...labels, axisText }), subtitle };
}

/** One row a bucket, newest last. */
export function seriesTable(words: Words, series: readonly SalesPoint[], grain: Grain): Table {
  const row = ({ start, revenue, orders, customers, aov }: SalesPoint) => {
    return { period: bucketName(words, start, grain), revenue, orders, customers, aov };
  };
  return {
    columns: [
      { key: "period", label: words.say("period"), format: "text" },
      { key: "revenue", label: words.say("revenue"), format: "money" },
      { key: "orders", label: words.say("orders"), format: "integer" },
      { key: "customers", label: words.say("customers"), format: "integer" },
      { key: "aov", label: words.say("aov"), format: "money" },
    ],
    rows: series.slice(-14).map(row),
    total: series.length,
    all: () => series.map(row),
  };
}

type Capped = ReturnType<typeof cappedGroups>;

/** Revenue by group, the others summed up in a last bar. */
export function groupBars(
  words: Words,
  { shown, other }: Capped,
  look: { readonly dimension: string; readonly highlight: SalesGroup | null },
): Omit<Chart, "alt"> {
  const otherLabel = words.say("other", { n: other?.groups ?? 0 });
  const bar = (label: string, group: { revenue: number; share: number | null; previous: number | null }) => ({
    label,
    value: group.revenue,
    text: words.money(group.revenue),
    ...(group.share === null ? {} : { share: words.percent(group.share) }),
    ...(group.previous === null ? {} : { previous: group.previous }),
  });
  const rows = [
    ...shown.map((group) => ({ ...bar(groupName(words, group), group), highlight: group === look.highlight })),
    ...(other ? [bar(otherLabel, other)] : []),
  ];
  return { spec: rankedBars({ rows, otherLabel }), subtitle: words.say("chart_groups", { dimension: look.dimension }) };
}

/** One row a group, and one for all that are not shown, so that revenue and orders add up; `listed` are more of them, for a file. */
export function groupTable(words: Words, { shown, other }: Capped, listed: Capped, dimension: string): Table {
  const row = (name: string, group: Pick<SalesGroup, "revenue" | "orders" | "aov" | "share" | "previous">) => {
    const { revenue, orders, aov, share, previous } = group;
    return { group: name, revenue, share, change: relativeChange(revenue, previous), orders, aov };
  };
  const rowsOf = (capped: Capped) => [
    ...capped.shown.map((group) => row(groupName(words, group), group)),
    ...(capped.other ? [row(words.say("other", { n: capped.other.groups }), capped.other)] : []),
  ];
  return {
    columns: [
      { key: "group", label: dimension, format: "text" },
      { key: "revenue", label: words.say("revenue"), format: "money" },
      { key: "share", label: words.say("share"), format: "percent" },
      { key: "change", label: words.say("change"), format: "percent" },
      { key: "orders", label: words.say("orders"), format: "integer" },
      { key: "aov", label: words.say("aov"), format: "money" },
    ],
    rows: rowsOf({ shown, other }),
    total: shown.length + (other?.groups ?? 0),
    all: () => rowsOf(listed),
  };
}

function groupName(words: Words, { key }: SalesGroup): string {
  return key ?? words.say("missing_group");
}
