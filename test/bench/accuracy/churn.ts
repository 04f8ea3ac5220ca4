import { z } from "zod";
import {
  areaUnderCurve,
  brierScore,
  expectedCalibrationError,
  logLoss,
  topDecileLift,
} from "#metrics/classification/classification-quality.ts";
import { fitLogisticRegression, logistic, logisticScores } from "#metrics/classification/logistic-regression.ts";
import { trainRiskModel } from "#metrics/classification/risk-model.ts";
import { scoreRisk } from "#metrics/classification/risk-scores.ts";
import { stratifiedFolds } from "#metrics/classification/stratified-folds.ts";
import { encodeTable, learnEncoding } from "#metrics/classification/table-encoding.ts";
import { readTable } from "./table.ts";
import { defineAccuracyTask } from "./task.ts";

const seed = 1;
/** Probabilities stay this far from 0 and 1. */
const margin = 1e-6;

/**
 * Out-of-fold risk of a yes/no label: `id,fold,p` in the order of the file. For every fold, encoding, model choice,
 * fitting and calibration see the other folds only. `--model logistic` writes the plain regression's instead.
 */
export default defineAccuracyTask({
  options: z.object({
    data: z.string(),
    label: z.string().default("Churn"),
    positive: z.string().default("Yes"),
    id: z.string().default("customerID"),
    folds: z.string().optional(),
    model: z.enum(["risk", "logistic"]).default("risk"),
  }),
  run({ data, label, positive, id, folds: foldsFile, model }) {
    const { columns, rows } = readTable(data);
    for (const name of [label, id]) if (!columns.includes(name)) throw new Error(`${data} has no column ${name}`);
    const names = columns.filter((name) => name !== label && name !== id);
    const ids = rows.map((row) => (row[id] ?? "").trim());
    const labels = Uint8Array.from(rows, (row) => ((row[label] ?? "").trim() === positive ? 1 : 0));
    const folds =
      foldsFile === undefined ? Array.from(stratifiedFolds(labels, 5, { seed }), String) : foldsOf(foldsFile, ids);

    const risk = new Float64Array(rows.length);
    const plain = new Float64Array(rows.length);
    for (const fold of [...new Set(folds)].sort()) {
      const held = ids.flatMap((_, at) => (folds[at] === fold ? [at] : []));
      const seen = ids.flatMap((_, at) => (folds[at] === fold ? [] : [at]));
      const known = seen.map((at) => rows[at] as Record<string, string>);
      const encoding = learnEncoding(known, names);
      const features = encodeTable(known, encoding);
      const test = encodeTable(
        held.map((at) => rows[at] as Record<string, string>),
        encoding,
      );
      const outcomes = Uint8Array.from(seen, (at) => labels[at] as number);
      const regression = logisticScores(fitLogisticRegression(features, outcomes), test);
      const training = { features, labels: outcomes, names: encoding.map(({ name }) => name) };
      const scores = model === "risk" ? scoreRisk(trainRiskModel(training, { seed }), test) : regression.map(logistic);
      for (const [index, at] of held.entries()) {
        plain[at] = inside(logistic(regression[index] as number));
        risk[at] = inside(scores[index] as number);
      }
    }
    return {
      columns: ["id", "fold", "p"],
      rows: ids.map((name, at) => [name, folds[at] as string, risk[at] as number]),
      summary: {
        n: rows.length,
        base_rate: labels.reduce((sum, value) => sum + value, 0) / labels.length,
        auc: areaUnderCurve(risk, labels),
        fold_auc: meanOverFolds(risk, labels, folds),
        brier: brierScore(risk, labels),
        log_loss: logLoss(risk, labels),
        ece: expectedCalibrationError(risk, labels),
        lift_top_decile: topDecileLift(risk, labels),
        logistic: {
          auc: areaUnderCurve(plain, labels),
          fold_auc: meanOverFolds(plain, labels, folds),
          brier: brierScore(plain, labels),
          log_loss: logLoss(plain, labels),
        },
      },
    };
  },
});

function inside(probability: number): number {
  return Math.min(Math.max(probability, margin), 1 - margin);
}

/** The fold of each id, in the order of the ids; a repeated id takes the lines that name it in turn. */
function foldsOf(file: string, ids: readonly string[]): string[] {
  const named = new Map<string, string[]>();
  for (const row of readTable(file).rows) {
    const name = (row.id ?? "").trim();
    named.set(name, [...(named.get(name) ?? []), (row.fold ?? "").trim()]);
  }
  return ids.map((name) => {
    const own = named.get(name);
    const fold = own && own.length > 1 ? own.shift() : own?.[0];
    if (fold === undefined || fold === "") throw new Error(`${file} has no fold for ${name}`);
    return fold;
  });
}

/** Mean area under the curve of the folds that hold both labels. */
function meanOverFolds(scores: Float64Array, labels: Uint8Array, folds: readonly string[]): number {
  const areas = [...new Set(folds)].flatMap((fold) => {
    const rows = folds.flatMap((other, row) => (other === fold ? [row] : []));
    const outcomes = rows.map((row) => labels[row] as number);
    if (new Set(outcomes).size < 2) return [];
    return [
      areaUnderCurve(
        rows.map((row) => scores[row] as number),
        outcomes,
      ),
    ];
  });
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}
