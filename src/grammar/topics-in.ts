import { namesIn } from "./account-names.ts";
import type { GrammarContext } from "./context.ts";
import { dimensionsOf, seasonNames } from "./context.ts";
import { everyday } from "./everyday.ts";
import { knownValues } from "./filters.ts";
import { fold } from "./fold.ts";
import { scan } from "./scan.ts";
import { isAhead } from "./span.ts";
import { type Likely, learnTopics } from "./topic-classifier.ts";
import { anything, nowhere, topicExamples } from "./topic-examples.ts";

let classify: ReturnType<typeof learnTopics> | undefined;

/** Dimensions whose values say something of what is asked: the corpus has `{owner}` where one stands. */
const telling = ["owner", "team", "stage", "competitor", "product", "category", "store"];

/** Dimensions that say the same as another. */
const sayingAs: Readonly<Record<string, string>> = { category: "product", team: "owner" };

/** What stands in the place of a value: its dimension where that tells, else nothing. */
function placeholder(dimension: string | null, value: string, lists: ReadonlyMap<string, readonly string[]>): string {
  const found = dimension ?? telling.find((name) => lists.get(name)?.some((each) => fold(each) === fold(value)));
  if (found === undefined || found === null || !telling.includes(found)) return " ";
  return ` {${sayingAs[found] ?? found}} `;
}

/** A folded sentence without its periods and values: what it is about does not depend on which they are. */
export async function masked(text: string, context: GrammarContext): Promise<string> {
  const dimensions = dimensionsOf(context);
  const values = await knownValues(dimensions, context);
  const names = namesIn(text, (await context.names?.()) ?? []);
  const { placed } = scan(text, {
    ...{ dimensions, values, seasons: seasonNames(context) },
    ...{ options: new Map(), mine: false, grouped: true, sentence: true, loose: true, subject: false },
  });
  const hidden = placed.flatMap(({ claim, start, end }) => {
    if (claim.kind === "by" && /^(?:by|per|按|各|分)/.test(fold(text.slice(start, end))))
      return [{ start, end, by: " " }];
    if (claim.kind === "period" && isAhead(claim.span)) return [{ start, end, by: " {ahead} " }];
    if (claim.kind === "period" || claim.kind === "export" || claim.kind === "top") return [{ start, end, by: " " }];
    if (claim.kind !== "filter" || names.some((name) => start < name.end && end > name.start)) return [];
    return [{ start, end, by: placeholder(claim.dimension, claim.values[0] ?? "", values) }];
  });
  const all = [...hidden, ...names.map(({ start, end }) => ({ start, end, by: " {account} " }))];
  return all
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, end, by }) => rest.slice(0, start) + by + rest.slice(end), fold(text));
}

/** Learns from the corpus what sentences are about and which words they are made of, once, so that no asker has to wait. */
export function learnToListen(): ReturnType<typeof learnTopics> {
  everyday();
  classify ??= learnTopics(topicExamples());
  return classify;
}

/** What a sentence is about, the likeliest first; topics of commands that there are not are left out. */
export async function topicsIn(text: string, context: GrammarContext): Promise<readonly Likely[]> {
  return learnToListen()(await masked(text, context)).filter(
    ({ topic }) => topic === nowhere || topic === anything || context.commands.has(topic.split(" ")[0] ?? topic),
  );
}
