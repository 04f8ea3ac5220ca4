import sentences from "./corpus/sentences.json" with { type: "json" };
import { chineseWrappings, englishWrappings } from "./corpus/wrappings.ts";
import { fold } from "./fold.ts";
import { plainWords } from "./plain-words.ts";
import type { Example } from "./topic-classifier.ts";

/** The topic of all that no command answers. */
export const nowhere = "elsewhere";

/** The topic of what may be about anything: to be asked back, not answered. */
export const anything = "anything";

/** The command of a topic, whose further words are options of it. */
export function commandOf(topic: string): string {
  return topic.split(" ")[0] ?? topic;
}

const linesOf = (text: string) => text.split("\n").map(fold).filter(Boolean);

const wrappings = { en: linesOf(englishWrappings), zh: linesOf(chineseWrappings) };

/** The sentence among words that are said around any. */
function wrapped({ text, topic }: Example, index: number): Example {
  const list = /\p{Script=Han}/u.test(text) ? wrappings.zh : wrappings.en;
  return { text: (list[(index * 7) % list.length] ?? "…").replace("…", text), topic };
}

/** Sentences by what they ask for: a command, with an option of its own where a sentence always means that. */
function plainExamples(): Example[] {
  return [
    ...Object.entries(sentences).flatMap(([topic, lines]) => lines.map((line) => ({ text: fold(line), topic }))),
    ...Object.entries(plainWords).flatMap(([topic, words]) => words.split("|").map((text) => ({ text, topic }))),
  ];
}

/**
 * Every sentence by itself, and every third wrapped, so that what is said around a question says nothing of its topic.
 * Made anew each time: whoever learns from them has no need of them afterwards.
 */
export function topicExamples(): Example[] {
  const plain = plainExamples();
  return [...plain, ...plain.filter((_, index) => index % 3 === 0).map(wrapped)];
}
