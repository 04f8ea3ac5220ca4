import type { Reply } from "#reply.ts";

/** What turns a command's findings into each part of its answer. */
interface Parts<Story> {
  readonly headlineOf: (story: Story) => string;
  /** `most` is how many rows are shown. */
  readonly pictureOf: (story: Story, headline: string, most: number) => Pick<Reply, "chart" | "table">;
  readonly kpisOf: (story: Story) => NonNullable<Reply["kpis"]>;
  readonly insightsOf: (story: Story) => readonly string[];
  readonly actionsOf: (story: Story) => readonly string[];
  readonly footnotesOf: (story: Story) => readonly string[];
  readonly methodOf: (story: Story) => readonly string[];
}

/** All that is said of a story, but for the data and what to ask next. */
export function tell<Story>(
  story: Story,
  { headlineOf, pictureOf, kpisOf, insightsOf, actionsOf, footnotesOf, methodOf }: Parts<Story>,
  most = 8,
): Omit<Reply, "result" | "followUps"> {
  const headline = headlineOf(story);
  return {
    headline,
    ...pictureOf(story, headline, most),
    kpis: kpisOf(story),
    insights: insightsOf(story),
    actions: actionsOf(story),
    footnotes: footnotesOf(story),
    method: methodOf(story),
  };
}
