import { type ScoredWordings, scoredWordings } from "#metrics/text/scored-wordings.ts";
import { defineTask } from "#task.ts";

/** What can be learned from scored comments: their different wordings; null where there are too few. */
export default defineTask(
  import.meta.url,
  ({ texts, sides }: { readonly texts: readonly string[]; readonly sides: Float64Array }): ScoredWordings | null =>
    scoredWordings(texts, sides),
);
