import { rankedBars } from "#charts/ranked-bars.ts";
import type { Words } from "#messages.ts";
import type { CollectionsFound } from "#metrics/collections/collections-result.ts";
import type { Chart, Kpi, Table } from "#reply.ts";
import { kpiChange, kpiPoints } from "./kpi-change.ts";
import { shownRows } from "./shown-rows.ts";

/** Everything that is said of collections. */
export interface CollectionsStory {
  readonly words: Words;
  /** Dimension of the grouping. */
  readonly by: string | null;
  readonly found: CollectionsFound;
  /** Has the source receivable plans? */
  readonly planned: boolean;
  readonly running: boolean;
}

const mostRows = 10;

/** What is overdue by the groups asked for, or by age; what was due or received where nothing is overdue. */
export function pictureOf({ words, by, found }: CollectionsStory): Omit<Chart, "alt"> {
  const { now, groups } = found;
  if (now.overdue > 0 && by !== null && groups !== null) {
    const largest = groups.filter(({ overdue }) => overdue > 0).toSorted((a, b) => b.overdue - a.overdue);
    const rows = largest.slice(0, mostRows).map(({ key, overdue, rate }, index) => ({
      ...{ label: key ?? words.say("none"), value: overdue, text: words.money(overdue), highlight: index === 0 },
      share: rate === null ? "" : words.percent(rate),
    }));
    const subtitle = words.say("subtitle_groups", { dimension: words.dimension(by) });
    return { spec: rankedBars({ rows }), subtitle };
  }
  if (now.overdue > 0) {
    const most = Math.max(...now.ageing.map(({ amount }) => amount));
    const rows = now.ageing.map(({ bucket, amount, plans }) => ({
      ...{ label: words.say(`bucket_${bucket}`), value: amount, text: words.money(amount) },
      ...{ share: words.integer(plans), highlight: amount === most },
    }));
    return { spec: rankedBars({ rows }), subtitle: words.say("subtitle_ageing") };
  }
  const bars = now.due > 0 ? (["due", "settled"] as const) : (["received"] as const);
  const rows = bars.map((key) => ({
    ...{ label: words.say(`bar_${key}`), value: now[key], text: words.money(now[key]), highlight: key !== "due" },
  }));
  return { spec: rankedBars({ rows }), subtitle: words.say("subtitle_due") };
}

export function kpisOf({ words, found: { now, previous } }: CollectionsStory): Kpi[] {
  const days = (value: number) => words.say("days", { n: words.integer(Math.round(value)) });
  return [
    ...(now.rate === null
      ? []
      : [
          {
            label: words.say("kpi_rate"),
            value: words.percent(now.rate, 1),
            ...kpiPoints(words, now.rate, previous?.rate),
          },
        ]),
    {
      label: words.say("kpi_received"),
      value: words.money(now.received),
      ...kpiChange(words, now.received, previous?.received),
    },
    { label: words.say("kpi_due"), value: words.money(now.due), ...changeOf(words, now.due, previous?.due) },
    {
      label: words.say("kpi_overdue"),
      value: words.money(now.overdue),
      ...kpiChange(words, now.overdue, previous?.overdue, "less"),
    },
    ...(now.sales.days === null
      ? []
      : [
          {
            ...{ label: words.say("kpi_dso"), value: days(now.sales.days) },
            ...kpiChange(words, now.sales.days, previous?.sales.days, "less"),
          },
        ]),
  ];
}

/** A change that is neither good nor bad. */
function changeOf(words: Words, now: number, before: number | undefined): Pick<Kpi, "change"> {
  const { change } = kpiChange(words, now, before);
  return change === undefined ? {} : { change };
}

/** The groups asked for, else the customers that owe most, else the owners. */
export function tableOf({ words, by, found }: CollectionsStory): Table {
  const { groups, debtors, owners } = found;
  if (groups === null && debtors.length > 0) {
    return {
      columns: [
        { key: "name", label: words.say("column_customer"), format: "text" },
        { key: "owner", label: words.say("column_owner"), format: "text" },
        { key: "overdue", label: words.say("column_overdue"), format: "money" },
        { key: "oldest", label: words.say("column_days"), format: "days" },
      ],
      ...shownRows(debtors, mostRows, ({ name, account, owner, overdue, oldest }) => ({
        ...{ name: name ?? account, owner: owner ?? words.say("owner_none"), overdue, oldest },
      })),
      total: found.overdueAccounts,
    };
  }
  const rows = (groups ?? owners.map(({ owner, ...row }) => ({ ...row, key: owner }))).filter(
    ({ due, overdue, received }) => due !== 0 || overdue !== 0 || received !== 0,
  );
  return {
    columns: [
      { key: "key", label: words.dimension(by ?? "owner"), format: "text" },
      { key: "due", label: words.say("column_due"), format: "money" },
      { key: "rate", label: words.say("column_rate"), format: "percent" },
      { key: "overdue", label: words.say("column_overdue"), format: "money" },
    ],
    ...shownRows(rows, mostRows, ({ key, due, rate, overdue }) => ({
      key: key ?? words.say("none"),
      due,
      rate,
      overdue,
    })),
  };
}
