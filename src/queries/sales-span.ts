import type { Grain } from "#calendar.ts";

/** Business days `[from, to)` with the instants at which they begin and end, and how they are cut. */
export interface SalesSpan {
  readonly from: string;
  readonly to: string;
  readonly start: Date;
  readonly end: Date;
  /** Null for the span as a whole. */
  readonly grain: Grain | null;
}

export const sample: SalesSpan = {
  from: "2020-01-01",
  to: "2027-01-01",
  start: new Date("2020-01-01T00:00:00Z"),
  end: new Date("2027-01-01T00:00:00Z"),
  grain: "month",
};
