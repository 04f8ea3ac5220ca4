import type { GrammarContext } from "./context.ts";
import { dimensionsOf, seasonNames } from "./context.ts";
import { knownValues } from "./filters.ts";
import { fold } from "./fold.ts";
import { scan } from "./scan.ts";
import { type Likely, learnTopics } from "./topic-classifier.ts";
import { anything, nowhere, topicExamples } from "./topic-examples.ts";

let classify: ReturnType<typeof learnTopics> | undefined;

/** A sentence with its periods and values blanked out: what it is about does not depend on them. */
async function masked(text: string, context: GrammarContext): Promise<string> {
  const dimensions = dimensionsOf(context);
  const { placed } = scan(text, {
    ...{ dimensions, values: await knownValues(dimensions, context), seasons: seasonNames(context) },
    ...{ options: new Map(), mine: false, grouped: true, sentence: true, loose: true, subject: false },
  });
  const hidden = placed.filter(({ claim }) => claim.kind === "period" || claim.kind === "filter");
  return hidden.reduce(
    (rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end),
    text,
  );
}

/** What a sentence is about, the likeliest first; topics of commands that there are not are left out. */
export async function topicsIn(text: string, context: GrammarContext): Promise<readonly Likely[]> {
  classify ??= learnTopics(topicExamples);
  const folded = fold(await masked(text, context));
  return classify(folded).filter(
    ({ topic }) => topic === nowhere || topic === anything || context.commands.has(topic.split(" ")[0] ?? topic),
  );
}
