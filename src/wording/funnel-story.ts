import type { Words } from "#messages.ts";
import type { FunnelReport } from "#metrics/funnel/funnel-report.ts";
import type { Reply } from "#reply.ts";
import { funnelKpis, groupBars, groupTable, stageBars, stageTable } from "./funnel-figures.ts";
import { type FunnelNotes, funnelSentences } from "./funnel-sentences.ts";

/** All that is said of a funnel, but for the data and what to ask next. */
export type ToldFunnel = Omit<Reply, "result" | "followUps" | "empty"> & Required<Pick<Reply, "chart" | "headline">>;

/** A cohort's funnel, as a whole or by the values of a dimension. */
export interface FunnelStory {
  readonly words: Words;
  readonly report: FunnelReport;
  readonly notes: FunnelNotes;
  /** Dimension of the groups; null without. */
  readonly by: string | null;
}

/** Groups in picture and table unless another number is asked for. */
const mostShown = 8;

/** What is said of a cohort's funnel: where it leaks, what that costs, what to do. */
export function tellFunnel({ words, report, notes, by }: FunnelStory, most = mostShown): ToldFunnel {
  const { whole, brokenGroup, groups } = report;
  const sentences = funnelSentences(words, report, notes);
  const focus = brokenGroup ?? whole.leak;
  const shown = groups.slice(0, most);
  const dimension = words.dimension(by ?? "");
  const drawn = by !== null && focus ? groupBars(words, shown, focus, dimension) : stageBars(words, whole, focus);
  return {
    ...sentences,
    chart: { ...drawn, alt: sentences.headline },
    kpis: funnelKpis(words, report),
    table: by === null ? stageTable(words, whole) : groupTable(words, groups, shown, dimension),
    method: ["method_reached", "method_conversion", "method_leak", "method_days"].map((key) => words.say(key)),
  };
}
