import { rankedBars } from "#charts/ranked-bars.ts";
import { valueRanking } from "#charts/value-ranking.ts";
import type { Kpi, Reply } from "#reply.ts";
import { aheadOf, type ClvStory, drawn, fewestForTenth } from "./clv-sentences.ts";
import { shownRows } from "./shown-rows.ts";

/** What it all adds up to, for one customer on average, and how far off the forecast was on orders it had not seen. */
export function kpisOf(story: ClvStory): Kpi[] {
  const { words, found, model } = story;
  const rounded = (value: number) => words.number(Math.round(value * 10) / 10);
  const money = [
    { label: words.say("kpi_value", { ahead: aheadOf(story) }), value: words.money(found.clv) },
    { label: words.say("kpi_each"), value: words.money(found.clv / found.customers) },
  ];
  const { holdout } = model;
  const error = holdout && {
    label: words.say("kpi_error"),
    value: words.say("kpi_error_value", { mae: rounded(holdout.mae) }),
    change: words.say("kpi_error_naive", { naive: rounded(holdout.naiveMae) }),
    good: holdout.mae <= holdout.naiveMae,
  };
  return [
    ...(model.value === null ? [] : money),
    { label: words.say("kpi_orders"), value: words.integer(found.expectedPurchases) },
    ...(error === null ? [] : [error]),
  ];
}

/** The picture and the table: the most valuable customers, or the groups where the question groups. */
export function pictureOf(story: ClvStory, headline: string, most: number): Pick<Reply, "chart" | "table"> {
  return story.by === null ? customersPicture(story, headline, most) : groupsPicture(story, headline);
}

function customersPicture(story: ClvStory, headline: string, most: number): Pick<Reply, "chart" | "table"> {
  const { words, found, model, who } = story;
  const { clv, expectedPurchases, expectedValue } = model.scores;
  const valued = model.value !== null;
  const worth = (row: number) => (valued ? clv : expectedPurchases)[row] ?? 0;
  const read = (value: number) => (valued ? words.money(value) : words.number(Math.round(value * 10) / 10));
  const shares = [found.deciles.slice(0, 1), found.deciles.slice(1, 3), found.deciles.slice(3)].map((part) =>
    part.reduce((sum, share) => sum + share, 0),
  );
  const parts = ["tenth", "next", "rest"].map((name, index) => {
    const share = shares[index] ?? 0;
    return { label: words.say(name), share, text: words.percent(share) };
  });
  const many = found.customers >= fewestForTenth;
  const listed = [...found.listed];
  const rows = listed
    .slice(0, drawn)
    .map((row) => ({ label: who(row).name, value: worth(row), text: read(worth(row)) }));
  const subtitle = words.say(`subtitle${many ? "" : "_few"}${valued ? "" : "_purchases"}`, { ahead: aheadOf(story) });
  return {
    chart: { spec: valueRanking({ parts: many ? parts : [], rows }), alt: headline, subtitle },
    table: {
      columns: [
        { key: "customer", label: words.say("customer"), format: "text" },
        { key: "owner", label: words.say("owner"), format: "text" },
        { key: "orders", label: words.say("orders"), format: "number" },
        ...(valued
          ? ([
              { key: "per_order", label: words.say("per_order"), format: "money" },
              { key: "value", label: words.say("value"), format: "money" },
            ] as const)
          : []),
      ],
      ...shownRows(listed, most, (row) => ({
        customer: who(row).name,
        owner: who(row).owner,
        orders: Math.round(10 * (expectedPurchases[row] ?? 0)) / 10,
        ...(valued ? { per_order: expectedValue[row] ?? null, value: worth(row) } : {}),
      })),
      total: found.customers,
    },
  };
}

function groupsPicture(story: ClvStory, headline: string): Pick<Reply, "chart" | "table"> {
  const { words, found, model } = story;
  const valued = model.value !== null;
  const dimension = words.dimension(story.by ?? "");
  const rows = found.groups.map((group, index) => ({
    label: group.group ?? words.say("none"),
    value: valued ? group.clv : group.expectedPurchases,
    text: valued ? words.money(group.clv) : words.integer(group.expectedPurchases),
    share: words.percent(valued ? group.clv / found.clv : group.expectedPurchases / found.expectedPurchases),
    highlight: index === 0,
  }));
  const subtitle = words.say(`subtitle_groups${valued ? "" : "_purchases"}`, { ahead: aheadOf(story), dimension });
  return {
    chart: { spec: rankedBars({ rows }), alt: headline, subtitle },
    table: {
      columns: [
        { key: "group", label: dimension, format: "text" },
        { key: "customers", label: words.say("customers"), format: "integer" },
        { key: "orders", label: words.say("orders"), format: "integer" },
        ...(valued
          ? ([
              { key: "value", label: words.say("value"), format: "money" },
              { key: "share", label: words.say("share"), format: "percent" },
              { key: "each", label: words.say("each"), format: "money" },
            ] as const)
          : []),
      ],
      ...shownRows(found.groups, 8, (group) => ({
        group: group.group ?? words.say("none"),
        customers: group.customers,
        orders: group.expectedPurchases,
        ...(valued ? { value: group.clv, share: group.clv / found.clv, each: group.clv / group.customers } : {}),
      })),
    },
  };
}
