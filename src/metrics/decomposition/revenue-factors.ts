import { shapleyProduct } from "./shapley.ts";

/** A period's buyers, their orders and what these brought. */
export interface RevenueParts {
  readonly buyers: number;
  readonly orders: number;
  readonly revenue: number;
}

export interface RevenueFactors {
  readonly buyers: number;
  readonly ordersPerBuyer: number;
  readonly valuePerOrder: number;
}

/**
 * Splits a change of revenue among buyers, orders per buyer and value per order (exact Shapley split). Where one period
 * has no orders, its rates are unknown, and the change is all the buyers'. Money; sums to the change but for rounding
 * (`settleCents` makes cents of it that add up). O(1).
 */
export function revenueFactors(before: RevenueParts, after: RevenueParts): RevenueFactors {
  const known = [before, after].every(({ buyers, orders }) => buyers > 0 && orders > 0);
  if (!known) return { buyers: after.revenue - before.revenue, ordersPerBuyer: 0, valuePerOrder: 0 };
  const factors = ({ buyers, orders, revenue }: RevenueParts) => [buyers, orders / buyers, revenue / orders];
  const [buyers = 0, ordersPerBuyer = 0, valuePerOrder = 0] = shapleyProduct(factors(before), factors(after));
  return { buyers, ordersPerBuyer, valuePerOrder };
}
