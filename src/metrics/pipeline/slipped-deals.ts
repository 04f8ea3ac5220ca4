import { inCents } from "./pipeline-changes.ts";
import type { PipelineDeals } from "./pipeline-deals.ts";
import { known } from "./stalled-deals.ts";

export interface SlippedDeal {
  readonly deal: number;
  readonly stage: number | null;
  readonly amount: number | null;
  /** Close date of now, and the first that was seen; days counted from 1970-01-01. */
  readonly expected: number;
  readonly first: number;
  /** Days that the close date is past; 0 when it is not. */
  readonly overdue: number;
  /** Days that the close date was put off; 0 when it was not. */
  readonly pushed: number;
}

/**
 * Slipped deals (延期商机): open deals whose close date is past by the end of day `asOf`, or later than the first that was
 * seen. Those past their date first, then by amount, then by key. O(n log n).
 */
export function slippedDeals({ length, columns }: PipelineDeals, asOf: number): SlippedDeal[] {
  const found: SlippedDeal[] = [];
  for (let row = 0; row < length; row++) {
    const expected = known(columns.expected_now[row]);
    if (columns.open_now[row] !== 1 || expected === null) continue;
    const first = known(columns.expected_first[row]) ?? expected;
    const [overdue, pushed] = [Math.max(0, asOf - expected), Math.max(0, expected - first)];
    if (overdue === 0 && pushed === 0) continue;
    const about = { deal: columns.deal[row] as number, stage: known(columns.stage[row]) };
    found.push({ ...about, amount: known(columns.worth_now[row]), expected, first, overdue, pushed });
  }
  const late = (deal: SlippedDeal) => (deal.overdue > 0 ? 0 : 1);
  return found.sort((a, b) => late(a) - late(b) || inCents(b.amount ?? 0) - inCents(a.amount ?? 0) || a.deal - b.deal);
}
