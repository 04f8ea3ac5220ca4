import type { Reply } from "#reply.ts";
import { satisfactionChart, satisfactionKpis, satisfactionTable } from "./satisfaction-figures.ts";
import { satisfactionFootnotes, satisfactionMethod } from "./satisfaction-notes.ts";
import { satisfactionActions, satisfactionHeadline, satisfactionInsights } from "./satisfaction-sentences.ts";
import type { SatisfactionStory } from "./satisfaction-story.ts";

/** All that is said, but for the data and what to ask next. */
export function tellSatisfaction(story: SatisfactionStory): Omit<Reply, "result" | "followUps"> {
  const headline = satisfactionHeadline(story);
  const chart = satisfactionChart(story);
  return {
    headline,
    ...(chart === null ? {} : { chart: { ...chart, alt: headline } }),
    kpis: satisfactionKpis(story),
    table: satisfactionTable(story),
    insights: satisfactionInsights(story),
    actions: satisfactionActions(story),
    footnotes: satisfactionFootnotes(story),
    method: satisfactionMethod(story),
  };
}
