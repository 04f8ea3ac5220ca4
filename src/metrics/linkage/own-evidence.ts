import { agreements, fieldAgreement } from "./agreement.ts";
import type { CandidatePairs } from "./blocking.ts";
import type { LinkageField } from "./linkage-field.ts";

const different = agreements.indexOf("different");
const same = agreements.indexOf("same");
/** Below this many records, or with one column alone, no model can be fitted. */
const fewRecords = 20;

/** Too little to learn from what matches look like? */
export function isPoor(fields: readonly LinkageField[], records: number): boolean {
  return records < fewRecords || fields.length < 2;
}

/**
 * Probabilities of a table too poor for a model, raised where two records have the same normal value in a field and
 * nothing else is different: to that field's values ÷ records, as names are as good as they are seldom shared.
 * O(pairs·fields).
 */
export function withOwnEvidence(
  fields: readonly LinkageField[],
  pairs: CandidatePairs,
  probability: Float64Array,
): Float64Array {
  const shares = fields.map(({ values, counts }) => values.length / counts.reduce((sum, count) => sum + count, 0));
  const agree = fieldAgreement(fields);
  return probability.map((value, p) => {
    const [a, b] = [pairs.a[p] as number, pairs.b[p] as number];
    const levels = fields.map((_, k) => agree(k, a, b));
    if (levels.includes(different)) return value;
    return Math.max(value, ...shares.filter((_, k) => levels[k] === same));
  });
}
