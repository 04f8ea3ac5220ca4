import { addDays, startOfDay } from "#grammar/days.ts";
import { defineLesson, type LessonInput } from "#learned.ts";
import {
  folds,
  type ScoredWordings,
  type SentimentQuality,
  sentimentQuality,
  wordingFolds,
} from "#metrics/text/scored-wordings.ts";
import type { TermIndex } from "#metrics/text/term-index.ts";
import { usualGap } from "#queries/satisfaction-churn.ts";
import { type TextSource, textSources, writtenTexts } from "#queries/satisfaction-comments.ts";
import { staffNames } from "#queries/satisfaction-examples.ts";
import foretellSentiment from "#tasks/foretell-sentiment.ts";
import gatherWordings from "#tasks/gather-wordings.ts";
import indexTexts from "#tasks/index-texts.ts";

/** What customers wrote, indexed: no text, but its terms, and on which side it is. */
export interface CustomerVoices {
  readonly index: TermIndex;
  /** Row of a text in the index, by its key. */
  readonly rows: Readonly<Record<TextSource, ReadonlyMap<number, number>>>;
  /** By row: 1 of who is content, -1 of who is not, 0 between, NaN where nobody can tell. Foretold where no score says it. */
  readonly sides: Float64Array;
  /** Of the sides that are foretold; null where there was too little to learn from. */
  readonly sentiment: SentimentQuality | null;
  /** Names of everybody who works here, to be masked in quotes. */
  readonly staff: readonly string[];
  /** Median days between two order days of an account; null where nobody has come back. */
  readonly usualGap: number | null;
}

/** A text without a score is taken for a side when it is at least so probable. */
const sure = 0.75;

/** What the company's customers write about, and, learned from its own scored comments alone, how content they sound. */
export default defineLesson({
  name: "customer-voices",
  usual: {},
  async learn(
    { view, calendar, compute, asOf }: LessonInput,
    _parameters: Readonly<Record<string, never>>,
  ): Promise<CustomerVoices> {
    const span = { start: new Date(0), end: startOfDay(addDays(asOf, 1), calendar.zone) };
    const read = await Promise.all(
      textSources.map(async (source) =>
        view.has(source) ? writtenTexts(view, { ...span, source }) : { id: [], side: [], said: [] },
      ),
    );
    const texts = read.flatMap(({ said }) => said);
    const sides = Float64Array.from(read.flatMap(({ side }) => [...side]));
    const index = await compute(indexTexts, { texts });
    let row = 0;
    const rowsOf = (keys: ArrayLike<number>) => new Map(Array.from(keys, (key) => [key, row++]));
    const [surveys, tickets, mentions] = read.map(({ id }) => rowsOf(id)) as [
      Map<number, number>,
      Map<number, number>,
      Map<number, number>,
    ];
    const known = await compute(gatherWordings, { texts: read[0]?.said ?? [], sides });
    const sentiment = known && (await qualityOf(known, compute));
    if (known !== null && sentiment !== null && sentiment.accuracy > sentiment.baseline) {
      await foretellSides({ texts, sides, known, compute });
    }
    return {
      index,
      rows: { surveys, tickets, mentions },
      sides,
      sentiment,
      staff: await staffNames(view),
      usualGap: await usualGap(view),
    };
  },
});

type Compute = LessonInput["compute"];

/** How well the sides of wordings are told by what is learned from others; a fold at a time, as others wait for the thread. */
async function qualityOf(known: ScoredWordings, compute: Compute): Promise<SentimentQuality> {
  const fold = wordingFolds(known);
  const probability = new Float64Array(known.texts.length);
  for (let held = 0; held < folds; held++) {
    const inside = (_: unknown, at: number) => fold[at] !== held;
    const outside = [...known.texts.keys()].filter((at) => fold[at] === held);
    const told = await compute(foretellSentiment, {
      texts: known.texts.filter(inside),
      labels: known.labels.filter(inside),
      unknown: outside.map((at) => known.texts[at] ?? ""),
    });
    for (const [place, at] of outside.entries()) probability[at] = told[place] as number;
  }
  return sentimentQuality(known, probability);
}

/** Sets the sides of texts without a score that sound like one side, others stay untold. */
async function foretellSides({
  texts,
  sides,
  known,
  compute,
}: {
  readonly texts: readonly string[];
  readonly sides: Float64Array;
  readonly known: ScoredWordings;
  readonly compute: Compute;
}): Promise<void> {
  const untold = [...sides.keys()].filter((row) => Number.isNaN(sides[row]));
  const unknown = untold.map((row) => texts[row] ?? "");
  const told = await compute(foretellSentiment, { texts: known.texts, labels: known.labels, unknown });
  for (const [place, row] of untold.entries()) {
    const p = told[place] as number;
    if (Math.max(p, 1 - p) >= sure) sides[row] = p > 0.5 ? 1 : -1;
  }
}
