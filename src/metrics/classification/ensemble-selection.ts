import { logitLoss } from "./classification-quality.ts";

/**
 * Weights, summing to 1, for averaging the log odds of several models: every model is taken once, then models are drawn
 * with replacement, each time the one whose joining leaves the average with the least log loss; the weight of a model is
 * its share. Rows are to be ones that the models did not see. Ties go to the first. O(draws · models · rows).
 * Throws without models.
 * Source: Caruana, Niculescu-Mizil, Crew & Ksikes, Ensemble selection from libraries of models, ICML (2004).
 */
export function selectEnsemble(models: readonly Float64Array[], labels: ArrayLike<number>, draws = 12): Float64Array {
  if (models.length === 0) throw new Error("selectEnsemble requires at least 1 model");
  const counts = new Float64Array(models.length).fill(1);
  for (let size = models.length + 1; size <= models.length + draws; size++) {
    const total = averageLogits(models, counts);
    const losses = models.map((logits) =>
      logitLoss(
        total.map((sum, row) => (sum + (logits[row] as number)) / size),
        labels,
      ),
    );
    const best = losses.indexOf(Math.min(...losses));
    counts[best] = (counts[best] as number) + 1;
  }
  return counts.map((count) => count / (models.length + draws));
}

/** Σ weight · log odds of the models, per row. O(models · rows). */
export function averageLogits(models: readonly Float64Array[], weights: ArrayLike<number>): Float64Array {
  const average = new Float64Array(models[0]?.length ?? 0);
  for (const [index, logits] of models.entries()) {
    const weight = weights[index] as number;
    for (let row = 0; row < average.length; row++)
      average[row] = (average[row] as number) + weight * (logits[row] as number);
  }
  return average;
}
