import { wordingOf } from "#metrics/text/scored-wordings.ts";
import { sentimentOf, trainSentiment } from "#metrics/text/sentiment.ts";
import { defineTask } from "#task.ts";

/** Probability of being content for each of `unknown`, learned from the texts whose label is known. */
export default defineTask(
  import.meta.url,
  ({
    texts,
    labels,
    unknown,
  }: {
    readonly texts: readonly string[];
    readonly labels: Uint8Array;
    readonly unknown: readonly string[];
  }): Float64Array => {
    const model = trainSentiment(texts, labels);
    const told = new Map<string, number>();
    return Float64Array.from(unknown, (text) => {
      const wording = wordingOf(text);
      const p = told.get(wording) ?? sentimentOf(model, wording);
      told.set(wording, p);
      return p;
    });
  },
);
