import type { Account } from "./accounts.ts";
import type { Order } from "./history.ts";
import { uniform } from "./random.ts";

/** What people get wrong in every CRM, in small measure, so that there is something to find (truth 6). */
const dirt = { outlier: 101, phone: 102, amount: 103, closed: 104, lead: 105, expected: 106 } as const;

/** An order with a zero too many in every quantity. */
export function outlier(order: Order): boolean {
  return order.account.scale < 1.2 && uniform(dirt.outlier, order.account.index, order.day) < 0.0003;
}

/** The phone as somebody typed it. */
export function typedPhone(account: Account): string | null {
  const luck = uniform(dirt.phone, account.index);
  if (luck < 0.006) return account.phone.slice(0, -2);
  if (luck < 0.01) return "12345";
  if (luck < 0.03) return null;
  return account.phone;
}

/** A deal won without an amount. */
export function amountMissing(deal: number): boolean {
  return uniform(dirt.amount, deal) < 0.02;
}

/** A deal whose closing was dated before its creation. */
export function closedTooEarly(deal: number): boolean {
  return uniform(dirt.closed, deal) < 0.004;
}

/** A lead dated as converted before it was created. */
export function convertedTooEarly(lead: number): boolean {
  return uniform(dirt.lead, lead) < 0.012;
}
