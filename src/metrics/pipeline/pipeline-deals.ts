/**
 * Deals that were open at the end of an opening or of a closing day, or ended in between, column by column. Money in the
 * reporting currency, days counted from 1970-01-01; NaN is unknown.
 */
export interface PipelineDeals {
  readonly length: number;
  readonly columns: {
    readonly deal: Float64Array;
    /** 1 or 0. */
    readonly open_then: Float64Array;
    readonly open_now: Float64Array;
    /** At the closing day: 0 open, 1 won, 2 lost, 3 void. */
    readonly outcome: Float64Array;
    /** What told where it stood: native events 1, a log 2, snapshots 3, inferred 4. */
    readonly rung: Float64Array;
    /** Key of its stage at the closing day. */
    readonly stage: Float64Array;
    /** Probability of winning it there. */
    readonly chance: Float64Array;
    readonly worth_then: Float64Array;
    readonly worth_now: Float64Array;
    readonly expected_then: Float64Array;
    readonly expected_now: Float64Array;
    /** Close date first seen. */
    readonly expected_first: Float64Array;
    /** Day on which it ended; NaN while open. */
    readonly ended: Float64Array;
    /** Day on which it was created. */
    readonly born: Float64Array;
    /** The question's group. */
    readonly part: readonly (string | null)[];
  };
}

/** Close dates from one day to the day before another, counted from 1970-01-01. */
export interface Horizon {
  readonly from: number;
  readonly to: number;
}

/** The ladder of stage histories, best first. */
export const rungs = ["native", "log", "snapshot", "inferred"] as const;
export type Rung = (typeof rungs)[number];
