import type { Plans } from "./settle-plans.ts";

/** Receivable plans as they are read, by due day. */
export interface ReadPlans {
  readonly length: number;
  readonly columns: {
    readonly claim: Float64Array;
    readonly account: Float64Array;
    readonly due: Float64Array;
    readonly arises: Float64Array;
    readonly cents: Float64Array;
    /** 1 for plans of orders that were cancelled or never confirmed. */
    readonly is_void: Float64Array;
    readonly first_group: readonly (string | null)[];
    readonly second_group: readonly (string | null)[];
  };
  /** Paid for the claim of each by the ends of some days, a list for each. */
  readonly paid: readonly Float64Array[];
}

export interface StandingPlans {
  readonly plans: Plans;
  /** Values of the question's first and second group. */
  readonly first: readonly (string | null)[];
  readonly second: readonly (string | null)[];
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
}

/** The plans that can be counted, with their groups, and why the others cannot. O(n). */
export function standingPlans({ length, columns, paid }: ReadPlans): StandingPlans {
  const reasons = { order_cancelled: 0, due_on_missing: 0, amount_missing: 0 };
  const kept: number[] = [];
  for (let row = 0; row < length; row++) {
    if (columns.is_void[row] === 1) reasons.order_cancelled++;
    else if (Number.isNaN(columns.due[row])) reasons.due_on_missing++;
    else if (Number.isNaN(columns.cents[row])) reasons.amount_missing++;
    else kept.push(row);
  }
  const of = (column: Float64Array) => Float64Array.from(kept, (row) => column[row] as number);
  return {
    plans: {
      length: kept.length,
      ...{ claim: of(columns.claim), account: of(columns.account), due: of(columns.due), arises: of(columns.arises) },
      ...{ cents: of(columns.cents), paid: paid.map(of) },
    },
    first: kept.map((row) => columns.first_group[row] ?? null),
    second: kept.map((row) => columns.second_group[row] ?? null),
    excluded: Object.entries(reasons).flatMap(([reason, rows]) => (rows > 0 ? [{ reason, rows }] : [])),
  };
}
