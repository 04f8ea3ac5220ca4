import { type RankedRow, rankedBars } from "#charts/ranked-bars.ts";
import type { Kpi, Reply } from "#reply.ts";
import { nameOf } from "./account-name.ts";
import { reasonsOf } from "./churn-reasons.ts";
import type { ChurnStory } from "./churn-sentences.ts";
import { kpiChange } from "./kpi-change.ts";
import { shownRows } from "./shown-rows.ts";

const mostBars = 10;

export function kpisOf({ words, found, previous }: ChurnStory): readonly Kpi[] {
  const { customers, atRisk, valueAtRisk, expectedLoss, expectedLeavers } = found;
  const share = words.percent(atRisk / customers);
  return [
    {
      label: words.say("at_risk"),
      value: `${words.integer(atRisk)} (${share})`,
      ...kpiChange(words, atRisk, previous?.atRisk, "less"),
    },
    {
      label: words.say("value_at_risk"),
      value: words.money(valueAtRisk),
      ...kpiChange(words, valueAtRisk, previous?.valueAtRisk, "less"),
    },
    ...(expectedLoss === null ? [] : [{ label: words.say("expected_loss"), value: words.money(expectedLoss) }]),
    ...(expectedLeavers === null
      ? []
      : [{ label: words.say("leave_rate"), value: words.percent(expectedLeavers / customers) }]),
  ];
}

/** Customers at risk by chance × value, or groups by value at risk; nothing to draw when nobody is. */
export function pictureOf(story: ChurnStory, headline: string, shown: number): Pick<Reply, "chart" | "table"> {
  if (story.found.atRisk === 0) return {};
  return story.by === null ? customerPicture(story, headline, shown) : groupPicture(story, headline, shown);
}

function customerPicture(story: ChurnStory, headline: string, shown: number): Pick<Reply, "chart" | "table"> {
  const { words, basis, quality, horizon: days } = story;
  const risky = story.accounts.filter(({ atRisk }) => atRisk);
  const rows: RankedRow[] = risky.slice(0, mostBars).map((account, index) => ({
    label: nameOf(words, account),
    value: account.value,
    text: words.money(account.value),
    ...(account.risk === null ? {} : { share: words.percent(account.risk) }),
    highlight: index === 0,
  }));
  const variant = basis === "contracts" ? "_contracts" : quality === null ? "_rule" : "";
  return {
    chart: {
      spec: rankedBars({ rows }),
      alt: headline,
      subtitle: words.say(`subtitle${variant}`, { days, kind: kindOf(story) }),
    },
    table: {
      columns: [
        { key: "customer", label: words.say("customer"), format: "text" },
        { key: "owner", label: words.say("owner"), format: "text" },
        ...(quality === null ? [] : [{ key: "risk", label: words.say("risk"), format: "percent" as const }]),
        { key: "value", label: words.say("value_at_risk"), format: "money" },
        { key: "why", label: words.say("why"), format: "text" },
      ],
      ...shownRows(risky, shown, (account) => ({
        customer: nameOf(words, account),
        owner: account.owner,
        risk: account.risk,
        value: account.value,
        why: reasonsOf(words, account, days)[0] ?? null,
      })),
      total: story.found.atRisk,
    },
  };
}

function groupPicture(story: ChurnStory, headline: string, shown: number): Pick<Reply, "chart" | "table"> {
  const { words, found, horizon: days } = story;
  const dimension = words.dimension(story.by ?? "");
  const name = (group: string | null) => group ?? words.say("none");
  const rows = found.groups
    .filter(({ atRisk }) => atRisk > 0)
    .map(({ group, valueAtRisk, atRisk, customers }, index) => ({
      label: name(group),
      value: valueAtRisk,
      text: words.money(valueAtRisk),
      share: words.percent(atRisk / customers),
      highlight: index === 0,
    }));
  return {
    chart: {
      spec: rankedBars({ rows }),
      alt: headline,
      subtitle: words.say("subtitle_groups", { days, dimension, kind: kindOf(story) }),
    },
    table: {
      columns: [
        { key: "group", label: dimension, format: "text" },
        { key: "customers", label: words.say("customers"), format: "integer" },
        { key: "at_risk", label: words.say("at_risk"), format: "integer" },
        { key: "value", label: words.say("value_at_risk"), format: "money" },
        ...(story.quality === null
          ? []
          : [{ key: "loss", label: words.say("expected_loss"), format: "money" as const }]),
      ],
      ...shownRows(found.groups, shown, ({ group, customers, atRisk, valueAtRisk, expectedLoss }) => ({
        group: name(group),
        customers,
        at_risk: atRisk,
        value: valueAtRisk,
        loss: expectedLoss,
      })),
    },
  };
}

function kindOf({ costsKnown, basis }: ChurnStory): "margin" | "revenue" {
  return costsKnown && basis === "orders" ? "margin" : "revenue";
}
