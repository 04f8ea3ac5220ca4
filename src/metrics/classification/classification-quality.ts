/** How well probabilities foretell labels (1: it happened, 0: it did not). Arrays are parallel. */
function check(name: string, probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  if (labels.length === 0) throw new Error(`${name} requires at least 1 row`);
  if (labels.length !== probabilities.length) throw new Error(`${name} requires a probability for each label`);
  let positives = 0;
  for (let row = 0; row < labels.length; row++) positives += labels[row] as number;
  return positives;
}

function ascending(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from(scores, (_, row) => row).sort(
    (a, b) => (scores[a] as number) - (scores[b] as number) || a - b,
  );
}

/**
 * Area under the ROC curve: the chance that a positive scores higher than a negative, ties counting half; 0.5 is
 * guessing. Scores may be on any scale. O(n log n). Throws unless both labels occur.
 * Source: Hanley & McNeil, The meaning and use of the area under a ROC curve, Radiology (1982).
 *
 * @example areaUnderCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]) // 0.75
 */
export function areaUnderCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const positives = check("areaUnderCurve", scores, labels);
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) throw new Error("areaUnderCurve requires both labels");
  const order = ascending(scores);
  let ranks = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    let tied = 0;
    const score = scores[order[start] as number];
    for (; end < order.length && scores[order[end] as number] === score; end++)
      tied += labels[order[end] as number] as number;
    ranks += (tied * (start + 1 + end)) / 2;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Brier score: mean squared distance of probability and label, 0 best. O(n). Source: Brier (1950). */
export function brierScore(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  check("brierScore", probabilities, labels);
  let sum = 0;
  for (let row = 0; row < labels.length; row++) sum += ((probabilities[row] as number) - (labels[row] as number)) ** 2;
  return sum / labels.length;
}

/** Mean negative log likelihood in nats, 0 best; probabilities are kept 1e-15 away from 0 and 1. O(n). */
export function logLoss(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  check("logLoss", probabilities, labels);
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const p = Math.min(Math.max(probabilities[row] as number, 1e-15), 1 - 1e-15);
    sum -= labels[row] === 1 ? Math.log(p) : Math.log1p(-p);
  }
  return sum / labels.length;
}

/** `logLoss` of log odds, without the detour over probabilities, which round to 0 and 1. O(n). */
export function logitLoss(logits: ArrayLike<number>, labels: ArrayLike<number>): number {
  check("logitLoss", logits, labels);
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const logit = logits[row] as number;
    sum += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - (labels[row] as number) * logit;
  }
  return sum / labels.length;
}

/**
 * Expected calibration error: rows in order of probability (ties as given) are cut into `bins` of equally many, and the
 * gaps between mean probability and rate are averaged by their rows. 0..1, 0 best. O(n log n).
 * Source: Naeini, Cooper & Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, AAAI (2015).
 */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): number {
  check("expectedCalibrationError", probabilities, labels);
  const order = ascending(probabilities);
  let gaps = 0;
  for (let bin = 0; bin < bins; bin++) {
    let gap = 0;
    const end = Math.floor(((bin + 1) * order.length) / bins);
    for (let at = Math.floor((bin * order.length) / bins); at < end; at++) {
      const row = order[at] as number;
      gap += (probabilities[row] as number) - (labels[row] as number);
    }
    gaps += Math.abs(gap);
  }
  return gaps / labels.length;
}

/**
 * Lift of the top decile: the rate among the tenth (rounded up) of rows with the highest scores over the rate of all;
 * 1 is guessing. Rows tied at its edge count with the share of them that fits in. O(n log n). Throws without positives.
 */
export function topDecileLift(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const positives = check("topDecileLift", scores, labels);
  if (positives === 0) throw new Error("topDecileLift requires at least 1 positive");
  const size = Math.ceil(labels.length / 10);
  const order = ascending(scores).reverse();
  let found = 0;
  for (let start = 0, end = 0; start < size; start = end) {
    let tied = 0;
    const score = scores[order[start] as number];
    for (; end < order.length && scores[order[end] as number] === score; end++)
      tied += labels[order[end] as number] as number;
    found += tied * Math.min(1, (size - start) / (end - start));
  }
  return found / size / (positives / labels.length);
}
