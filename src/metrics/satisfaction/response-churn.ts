import { twoProportions } from "../proportions.ts";

/** Customers with tickets, and those of them that did not order again. */
export interface AnsweredCustomers {
  readonly customers: number;
  readonly churned: number;
}

/** Churn of customers whose first answer took more than 24 hours, against the rest. */
export interface ResponseChurn {
  readonly slow: AnsweredCustomers;
  readonly rest: AnsweredCustomers;
  /** Of both churning alike, two-sided; null where a side is empty. */
  readonly pValue: number | null;
  /** Days after the ticket that were watched, and the days `[from, to)` on which the tickets were opened. */
  readonly horizon: number;
  readonly from: string;
  readonly to: string;
}

/** Days without an order after which a customer counts as gone: twice the usual gap, never below 90. */
export function watchedDays(usualGap: number | null): number {
  return Math.max(90, Math.ceil(2 * (usualGap ?? 0)));
}

/** Compares both sides by a two-proportion z test; null when no customer was watched. O(1). */
export function responseChurn(
  rows: readonly (AnsweredCustomers & { readonly slowly: number })[],
  watched: Pick<ResponseChurn, "horizon" | "from" | "to">,
): ResponseChurn | null {
  const of = (slowly: number): AnsweredCustomers => {
    const row = rows.find((one) => one.slowly === slowly);
    return { customers: row?.customers ?? 0, churned: row?.churned ?? 0 };
  };
  const [slow, rest] = [of(1), of(0)];
  if (slow.customers + rest.customers === 0) return null;
  const pValue =
    slow.customers === 0 || rest.customers === 0
      ? null
      : twoProportions(
          { successes: slow.churned, trials: slow.customers },
          { successes: rest.churned, trials: rest.customers },
        ).pValue;
  return { slow, rest, pValue, ...watched };
}
