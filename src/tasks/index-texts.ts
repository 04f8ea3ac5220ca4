import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { type TermIndex, termIndex } from "#metrics/text/term-index.ts";
import { defineTask } from "#task.ts";

let jieba: Jieba | undefined;

/** Index of the terms of texts; Chinese is cut into words by jieba's own dictionary, 45 MB that the thread loads when it first meets Chinese. */
export default defineTask(
  import.meta.url,
  ({ texts }: { readonly texts: readonly string[] }): TermIndex =>
    termIndex(texts, (run) => {
      jieba ??= Jieba.withDict(dict);
      return jieba.cut(run, true);
    }),
  { bulky: true },
);
