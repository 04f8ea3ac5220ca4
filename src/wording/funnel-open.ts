import { rankedBars } from "#charts/ranked-bars.ts";
import type { Words } from "#messages.ts";
import type { OpenFunnel } from "#metrics/funnel/open-funnel.ts";
import { type FunnelNotes, funnelProvenance } from "./funnel-sentences.ts";
import type { ToldFunnel } from "./funnel-story.ts";
import { shownRows } from "./shown-rows.ts";

/** Deals that are open now. */
export interface OpenStory {
  readonly words: Words;
  readonly open: OpenFunnel;
  /** Share of the deals of which any stage entry is recorded. */
  readonly recorded: number;
  readonly notes: Pick<FunnelNotes, "basis" | "pipeline" | "otherPipelines" | "history" | "excluded">;
  /** Dimension of the groups; null without. */
  readonly by: string | null;
}

const mostShown = 8;

/** What is said of open deals: where they stand, or who holds them. */
export function tellOpen(story: OpenStory, shown = mostShown): ToldFunnel {
  const { words, open, notes, by } = story;
  const { deals: n, amount, most } = open;
  const headline = headlineOf(story);
  const rows =
    by === null
      ? open.stages
          // No open deal stands where it is won, unless its stage was never set back.
          .filter(({ deals }, at) => deals > 0 || at < open.stages.length - 1)
          .map(({ stage, deals, amount: money }) => ({ name: stage, deals, amount: money }))
      : open.groups.map(({ key, deals, amount: money }) => {
          return { name: key ?? words.say("missing_group"), deals, amount: money };
        });
  const listed = by === null ? rows : rows.slice(0, shown);
  const bars = listed.map((row) => ({
    label: row.name,
    value: amount > 0 ? row.amount : row.deals,
    text: amount > 0 ? words.money(row.amount) : words.integer(row.deals),
    share: amount > 0 ? words.integer(row.deals) : "",
    highlight: by === null ? row.name === (amount > 0 ? most : fullest(open)).stage : row === rows[0],
  }));
  const name = by === null ? words.say("column_stage") : words.dimension(by);
  const stage = amount > 0 ? most : fullest(open);
  return {
    headline,
    chart: {
      spec: rankedBars({ rows: bars }),
      alt: headline,
      subtitle: words.say(amount > 0 ? "open_chart" : "open_chart_deals", { dimension: name }),
    },
    kpis: [
      { label: words.say("kpi_deals"), value: words.integer(n) },
      { label: words.say("column_amount"), value: words.money(amount) },
    ],
    table: {
      columns: [
        { key: "name", label: name, format: "text" },
        { key: "deals", label: words.say("kpi_deals"), format: "integer" },
        { key: "amount", label: words.say("column_amount"), format: "money" },
      ],
      ...shownRows(rows, listed.length, (row) => row),
    },
    actions: [
      words.say(amount > 0 ? "open_action" : "open_action_unpriced", {
        stage: stage.stage,
        n: stage.deals,
        money: words.money(stage.amount),
      }),
    ],
    footnotes: funnelProvenance(words, story.recorded, notes),
    method: [words.say("method_open")],
  };
}

function headlineOf({ words, open, by }: OpenStory): string {
  const { deals: n, amount, most, groups } = open;
  const money = words.money(amount);
  const { stage, deals } = fullest(open);
  if (amount <= 0) return words.say("open_unpriced", { n, stage, deals });
  const [first] = groups;
  if (by === null || first === undefined || groups.length < 2) {
    return words.say("open_headline", { n, money, stage: most.stage, share: words.percent(most.amount / amount) });
  }
  const name = first.key ?? words.say("missing_group");
  return words.say("open_headline_by", { n, money, name, share: words.percent(first.amount / amount) });
}

/** The stage with most deals. */
function fullest({ stages, most }: OpenFunnel) {
  return stages.reduce((top, stage) => (stage.deals > top.deals ? stage : top), most);
}
