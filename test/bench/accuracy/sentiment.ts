import { z } from "zod";
import { areaUnderCurve } from "#metrics/classification/classification-quality.ts";
import { stratifiedFolds } from "#metrics/classification/stratified-folds.ts";
import { sentimentOf, trainSentiment } from "#metrics/text/sentiment.ts";
import { readTable, readText } from "./table.ts";
import { defineAccuracyTask } from "./task.ts";

interface Texts {
  readonly texts: readonly string[];
  /** As written; empty where there are none. */
  readonly labels: readonly string[];
}

/**
 * Probability of the larger label for each text: of all texts of `--data` by the other folds, or of those of `--test`
 * by `--train` (`--data` may stand for it), whose labels are not looked at. `row` counts from 0 in the order of the file.
 */
export default defineAccuracyTask({
  options: z.object({
    data: z.string().optional(),
    train: z.string().optional(),
    test: z.string().optional(),
  }),
  run({ data, train, test }) {
    const file = train ?? data;
    if (file === undefined || (train !== undefined && test === undefined)) {
      throw new Error("Name --data, or --train and --test");
    }
    const known = readTexts(file);
    const labels = [...new Set(known.labels)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
    if (labels.length !== 2) throw new Error(`${file} has ${labels.length} labels, not 2`);
    const outcomes = Uint8Array.from(known.labels, (label) => labels.indexOf(label));
    const p =
      test === undefined ? outOfFold(known.texts, outcomes) : foretold(known.texts, outcomes, readTexts(test).texts);
    return {
      columns: ["row", "p"],
      rows: p.map((value, row) => [row, value]),
      summary: {
        n: p.length,
        ...(test === undefined && {
          accuracy: p.filter((value, row) => Number(value > 0.5) === outcomes[row]).length / p.length,
          auc: areaUnderCurve(p, outcomes),
        }),
        labels,
        first_row: 0,
      },
    };
  },
});

function outOfFold(texts: readonly string[], outcomes: Uint8Array): number[] {
  const folds = stratifiedFolds(outcomes, 5, { seed: 1 });
  const p = new Array<number>(texts.length).fill(0);
  for (let fold = 0; fold < 5; fold++) {
    const seen = (_: unknown, row: number) => folds[row] !== fold;
    const model = trainSentiment(texts.filter(seen), outcomes.filter(seen));
    for (const [row, text] of texts.entries()) if (folds[row] === fold) p[row] = sentimentOf(model, text);
  }
  return p;
}

function foretold(texts: readonly string[], outcomes: Uint8Array, test: readonly string[]): number[] {
  const model = trainSentiment(texts, outcomes);
  return test.map((text) => sentimentOf(model, text));
}

/** A table with a column `text`, and `label` where there is one; or lines of text<TAB>label without headers. */
function readTexts(path: string): Texts {
  const { columns, rows } = readTable(path);
  if (columns.includes("text")) {
    return { texts: rows.map((row) => row.text ?? ""), labels: rows.map((row) => (row.label ?? "").trim()) };
  }
  const lines = readText(path)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  const parts = lines.map((line) => /^(.*?)(?:\t([^\t]*))?$/su.exec(line) ?? []);
  return { texts: parts.map(([, text]) => text ?? ""), labels: parts.map(([, , label]) => (label ?? "").trim()) };
}
