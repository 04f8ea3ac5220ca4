import type { Words } from "#messages.ts";
import type { ComplainingGroup } from "#metrics/satisfaction/complaining-group.ts";
import type { ResponseChurn } from "#metrics/satisfaction/response-churn.ts";
import type { SatisfactionFigures } from "#metrics/satisfaction/satisfaction-figures.ts";
import type { NpsGap, SatisfactionGroup } from "#metrics/satisfaction/satisfaction-groups.ts";
import type { QuotedTheme } from "#metrics/satisfaction/satisfaction-result.ts";
import type { Trouble } from "#metrics/satisfaction/satisfaction-trouble.ts";
import type { SentimentQuality } from "#metrics/text/scored-wordings.ts";

/** All that `/satisfaction` speaks of. */
export interface SatisfactionStory {
  readonly words: Words;
  /** Name of the dimension that groups; null without one. */
  readonly dimension: string | null;
  readonly now: SatisfactionFigures;
  readonly before: SatisfactionFigures | null;
  readonly change: NpsGap | null;
  /** Lowest NPS first; empty without a grouping. */
  readonly groups: readonly SatisfactionGroup[];
  readonly trouble: Trouble | null;
  /** Accounts among its detractors, and what they ordered in the last year; null where that is not known. */
  readonly detractors: { readonly accounts: number; readonly money: number } | null;
  /** The group that draws clearly more complaints per order than the others. */
  readonly complaining: ComplainingGroup | null;
  readonly themes: readonly QuotedTheme[];
  /** Texts by the side they are on. */
  readonly texts: { readonly low: number; readonly high: number; readonly untold: number };
  readonly sentiment: SentimentQuality | null;
  readonly churn: ResponseChurn | null;
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
  readonly most: number;
}
