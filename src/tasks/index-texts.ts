import { createRequire } from "node:module";
import type { Jieba as Segmenter } from "@node-rs/jieba";
import { type TermIndex, termIndex } from "#metrics/text/term-index.ts";
import { defineTask } from "#task.ts";

let jieba: Segmenter | undefined;

/** Jieba with its own dictionary; not imported, as whoever asks for this task imports this file, too. */
function loadJieba(): Segmenter {
  const require = createRequire(import.meta.url);
  const { Jieba } = require("@node-rs/jieba") as typeof import("@node-rs/jieba");
  const { dict } = require("@node-rs/jieba/dict") as typeof import("@node-rs/jieba/dict.js");
  return Jieba.withDict(dict);
}

/** Index of the terms of texts; Chinese is cut into words by jieba, 60 MB that the thread loads when it first meets Chinese. */
export default defineTask(
  import.meta.url,
  ({ texts }: { readonly texts: readonly string[] }): TermIndex =>
    termIndex(texts, (run) => {
      jieba ??= loadJieba();
      return jieba.cut(run, true);
    }),
  { bulky: true },
);
