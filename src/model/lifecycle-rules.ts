/** The lifecycle rules that `/lifecycle` applies to everybody in SQL and `/customer` to one account: multiples of the
 * usual gap, orders and days. */
export const lifecycleRules = {
  atRisk: 1.5,
  lost: 3,
  newDays: 90,
  loyalOrders: 4,
  fewestGaps: 3,
  shortestGap: 30,
} as const;
