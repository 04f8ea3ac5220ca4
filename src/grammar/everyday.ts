import { everydayChinese } from "./corpus/chinese-words.ts";
import { commonChinese, commonEnglish, particles } from "./corpus/common-words.ts";
import { everydayEnglish } from "./corpus/english-words.ts";
import { wordsOf } from "./features.ts";
import { anything, commandOf, nowhere, topicExamples } from "./topic-examples.ts";

/** Words that may stand in a question without a place in it: English stems, Chinese characters and pairs of them. */
export interface Everyday {
  readonly english: ReadonlySet<string>;
  /** Chinese characters that are words by themselves. */
  readonly single: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  /** What sentences about a command are made of. */
  readonly byTopic: ReadonlyMap<string, ReadonlySet<string>>;
  readonly everyTopic: ReadonlySet<string>;
}

let kept: Everyday | undefined;

/** A word or a pair of characters; pairs of words and threes of characters say no more than those. */
const isPart = (feature: string) => !feature.includes(" ") && !/^\p{Script=Han}{3}/u.test(feature);

function byTopicOf(): Map<string, Set<string>> {
  const byTopic = new Map<string, Set<string>>();
  for (const { text, topic } of topicExamples()) {
    if (topic === nowhere || topic === anything) continue;
    const words = byTopic.get(commandOf(topic)) ?? new Set();
    for (const feature of wordsOf(text)) if (isPart(feature)) words.add(feature);
    byTopic.set(commandOf(topic), words);
  }
  return byTopic;
}

/** Everyday words, gathered when they are first needed and then kept: a process that hears no sentence does without. */
export function everyday(): Everyday {
  if (kept !== undefined) return kept;
  const common = commonChinese.split(" ");
  const byTopic = byTopicOf();
  kept = {
    english: new Set([commonEnglish, everydayEnglish].flatMap((words) => words.trim().split(/\s+/)).flatMap(wordsOf)),
    single: new Set([...particles, ...common.filter((word) => word.length === 1)]),
    pairs: new Set([
      ...common.flatMap(wordsOf).filter((part) => part.length === 2),
      ...(everydayChinese.replaceAll("\n", "").match(/../g) ?? []),
    ]),
    byTopic,
    everyTopic: new Set([...byTopic.values()].flatMap((words) => [...words])),
  };
  return kept;
}
