import type { View } from "#store.ts";
import { sample as credit, creditable, creditedTo, creditOf, type TeamSpan, within } from "./team-credit.ts";

/** What counts as money made: contracts signed, valid orders less returns, payments less refunds. */
export type TeamBasis = "signed" | "ordered" | "received";

export const sample: TeamSpan & { readonly basis: TeamBasis } = { ...credit, basis: "received" };

export interface TeamMoney {
  readonly credit: string | null;
  readonly money: number;
}

/** The owner of the fact itself is credited, else who owns the account. */
const facts = {
  signed: {
    money: "contracts.amount",
    from: "contracts LEFT JOIN accounts ON accounts.id = contracts.account_id",
    owner: "coalesce(contracts.owner_id, accounts.owner_id)",
    day: "contracts.signed_on",
  },
  ordered: {
    money: "sales.net",
    from: "sales LEFT JOIN accounts ON accounts.id = sales.account_id",
    owner: "coalesce(sales.owner_id, accounts.owner_id)",
    day: "sales.ordered_on",
  },
  received: {
    money: "CASE WHEN payments.kind = 'refund' THEN -payments.amount ELSE payments.amount END",
    from: `payments LEFT JOIN orders ON orders.id = payments.order_id
LEFT JOIN contracts ON contracts.id = payments.contract_id
LEFT JOIN accounts ON accounts.id = coalesce(payments.account_id, orders.account_id, contracts.account_id)`,
    owner: "coalesce(orders.owner_id, contracts.owner_id, accounts.owner_id)",
    day: "payments.paid_on",
  },
  returned: {
    money: "returns.amount",
    from: `returns LEFT JOIN orders ON orders.id = returns.order_id
LEFT JOIN accounts ON accounts.id = coalesce(returns.account_id, orders.account_id)`,
    owner: "coalesce(orders.owner_id, accounts.owner_id)",
    day: "returns.returned_on",
  },
} as const;

/** Relations that must honour the question's filters for each basis to be known. */
export const neededBy = {
  signed: ["contracts"],
  ordered: ["sales"],
  received: ["payments", "orders", "contracts"],
  returned: ["returns", "orders"],
} as const;

/** Money made in the span by who is credited: gross of what was taken back. */
export function teamRevenue(view: View, span: TeamSpan & { readonly basis: TeamBasis }): Promise<TeamMoney[]> {
  return moneyOf(view, span.basis, span);
}

/** Money that returns dated in the span took back from who is credited with the order. */
export function teamReturns(view: View, span: TeamSpan): Promise<TeamMoney[]> {
  return moneyOf(view, "returned", span);
}

function moneyOf(view: View, kind: keyof typeof facts, span: TeamSpan): Promise<TeamMoney[]> {
  const { money, from, owner, day } = facts[kind];
  return view.select(
    `WITH ${creditable(span)}
SELECT ${creditOf(span)} AS credit, coalesce(sum(${money}), 0) AS money
FROM ${from}
${creditedTo(owner, span)}${within(day)}
GROUP BY ${creditOf(span)}
ORDER BY credit`,
    { from: span.from, to: span.to },
    { credit: "text?", money: "double" },
  );
}
