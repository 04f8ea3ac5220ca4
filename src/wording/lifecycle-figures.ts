import { rankedBars } from "#charts/ranked-bars.ts";
import { stageFlows } from "#charts/stage-flows.ts";
import type { LifecycleStageName } from "#metrics/lifecycle/lifecycle.ts";
import type { Kpi, Reply } from "#reply.ts";
import { kpiChange } from "./kpi-change.ts";
import type { LifecycleStory } from "./lifecycle-sentences.ts";
import { shownRows } from "./shown-rows.ts";

type Picture = Pick<Reply, "chart" | "table">;

/** Groups in the table. */
const mostGroups = 10;

export function kpisOf({ words, found }: LifecycleStory): readonly Kpi[] {
  const { buying, atRisk, lost, wonBack } = found;
  return [
    {
      label: words.say("buying_kpi"),
      value: words.integer(buying.customers),
      ...kpiChange(words, buying.customers, buying.before),
    },
    {
      label: words.say("at_risk_kpi"),
      value: words.integer(atRisk.customers),
      ...kpiChange(words, atRisk.customers, atRisk.before, "less"),
    },
    { label: words.say("lost_kpi"), value: words.integer(lost.customers) },
    { label: words.say("won_back_kpi"), value: words.integer(wonBack.customers) },
  ];
}

/** The stages with their flows; or, by a dimension, where most money is at risk. */
export function pictureOf(story: LifecycleStory, headline: string): Picture {
  return story.groups.length > 0 ? groupPicture(story, headline) : stagePicture(story, headline);
}

function stagePicture({ words, summary, found, asOf, blind }: LifecycleStory, alt: string): Picture {
  const name = (stage: LifecycleStageName) => words.say(`stage.${stage}`);
  const stages = summary.stages.filter(({ stage }) => blind === null || stage !== "prospect");
  const told: LifecycleStageName | null =
    found.atRisk.customers > 0 ? "at_risk" : found.lost.customers > 0 ? "lost" : null;
  const rows = stages.map(({ stage, customers, came, went }) => ({
    label: name(stage),
    value: customers,
    text: words.integer(customers),
    came,
    went,
    cameText: came === 0 ? "0" : `+${words.integer(came)}`,
    wentText: went === 0 ? "0" : `−${words.integer(went)}`,
    highlight: stage === told,
  }));
  const titles = { stockTitle: words.say("stock"), wentTitle: words.say("went"), cameTitle: words.say("came") };
  return {
    chart: {
      spec: stageFlows({ rows, ...titles }),
      alt,
      subtitle: words.say("subtitle", { asOf: words.date(asOf) }),
    },
    table: {
      columns: [
        { key: "stage", label: words.say("stage"), format: "text" },
        { key: "customers", label: words.say("customers"), format: "integer" },
        { key: "was", label: words.say("was"), format: "integer" },
        { key: "revenue", label: words.say("revenue"), format: "money" },
        { key: "action", label: words.say("action"), format: "text" },
      ],
      rows: stages.map(({ stage, customers, before, revenue }) => ({
        stage: name(stage),
        customers,
        was: before,
        revenue,
        action: words.say(`action.${stage}`),
      })),
      total: stages.length,
    },
  };
}

function groupPicture({ words, by, groups }: LifecycleStory, alt: string): Picture {
  const name = (group: string | null) => group ?? words.say("none");
  const dimension = words.dimension(by ?? "");
  const rows = groups.map(({ group, found }, index) => ({
    label: name(group),
    value: found.atRisk.revenue,
    text: words.money(found.atRisk.revenue),
    ...(found.atRisk.share === null ? {} : { share: words.percent(found.atRisk.share) }),
    highlight: index === 0 && found.atRisk.customers > 0,
  }));
  return {
    chart: { spec: rankedBars({ rows }), alt, subtitle: words.say("subtitle_groups", { dimension }) },
    table: {
      columns: [
        { key: "group", label: dimension, format: "text" },
        { key: "buying", label: words.say("buying_kpi"), format: "integer" },
        { key: "at_risk", label: words.say("at_risk_kpi"), format: "integer" },
        { key: "money", label: words.say("risk_money"), format: "money" },
        { key: "lost", label: words.say("lost_kpi"), format: "integer" },
        { key: "won_back", label: words.say("won_back_kpi"), format: "integer" },
      ],
      ...shownRows(groups, mostGroups, ({ group, found }) => ({
        group: name(group),
        buying: found.buying.customers,
        at_risk: found.atRisk.customers,
        money: found.atRisk.revenue,
        lost: found.lost.customers,
        won_back: found.wonBack.customers,
      })),
    },
  };
}
