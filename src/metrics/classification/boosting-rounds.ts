import { logitLoss } from "./classification-quality.ts";
import type { BinnedFeatures } from "./feature-bins.ts";
import { type BoostingOptions, TreeBooster } from "./tree-booster.ts";

/** Trees grown between two looks at the held-out loss, and looks without progress that end the growing. */
const stride = 10;
const patience = 4;

/**
 * How many trees to boost, at most `most`: every fold is held out once, all ensembles grow in step, and the number with
 * the least held-out log loss wins. Returns it with the log odds of each row while it was held out; 0 rounds, the base
 * rate, where no tree helps. O(folds · most · a tree). Throws as `TreeBooster`.
 */
export function crossValidateRounds(
  binned: BinnedFeatures,
  labels: ArrayLike<number>,
  folds: Uint8Array,
  options: BoostingOptions,
  most: number,
): { rounds: number; logits: Float64Array } {
  const rows = Uint32Array.from(folds, (_, row) => row);
  const boosters = Array.from(
    { length: 1 + folds.reduce((last, fold) => Math.max(last, fold), 0) },
    (_, fold) =>
      new TreeBooster(
        binned,
        labels,
        rows.filter((row) => folds[row] !== fold),
        options,
      ),
  );
  const heldOut = () => Float64Array.from(folds, (fold, row) => boosters[fold]?.logits[row] as number);
  let best = { rounds: 0, logits: heldOut() };
  let least = logitLoss(best.logits, labels);
  for (let rounds = stride; rounds <= most && rounds <= best.rounds + patience * stride; rounds += stride) {
    for (const booster of boosters) for (let tree = 0; tree < stride; tree++) booster.grow();
    const logits = heldOut();
    const loss = logitLoss(logits, labels);
    if (loss < least) [best, least] = [{ rounds, logits }, loss];
  }
  return best;
}
