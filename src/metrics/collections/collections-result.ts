import type { Collections, Due } from "./collections.ts";
import type { SalesOutstanding } from "./days-sales-outstanding.ts";

/** Money that came in over a period: payments less refunds. */
export interface Received {
  readonly received: number;
  readonly refunded: number;
}

/** Collections of a period. */
export interface PeriodCollections extends Collections, Received {
  readonly sales: SalesOutstanding;
}

export interface OwnerCollections extends Due {
  readonly owner: string | null;
  readonly received: number;
}

export interface Debtor {
  readonly account: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly due: number;
  readonly settled: number;
  readonly overdue: number;
  /** Days that its oldest plan is past due. */
  readonly oldest: number;
}

export interface CollectionsFound {
  readonly period: { readonly from: string; readonly to: string };
  readonly now: PeriodCollections;
  readonly previous: (PeriodCollections & { readonly from: string; readonly to: string }) | null;
  readonly owners: readonly OwnerCollections[];
  readonly groups: readonly (Due & { readonly key: string | null; readonly received: number })[] | null;
  /** Accounts that owe something overdue, most first. */
  readonly debtors: readonly Debtor[];
  /** How many such accounts there are. */
  readonly overdueAccounts: number;
  /** Accounts with anything due in the period or overdue. */
  readonly accounts: number;
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
}

/** The fields of `/collections`' JSON contract. */
export function collectionsResult(found: CollectionsFound) {
  const { period, now, previous, owners, groups } = found;
  const fields = ({ received, due, overdue, rate, sales }: PeriodCollections) => ({
    ...{ received, due, overdue, rate, dso_days: sales.days },
  });
  const part = ({ received, due, settled, rate, overdue }: Due & { readonly received: number }) => ({
    ...{ received, due, received_against_due: settled, rate, overdue },
  });
  return {
    n: found.accounts,
    period,
    previous: previous && { period: { from: previous.from, to: previous.to }, ...fields(previous) },
    excluded: found.excluded,
    ...fields(now),
    ...{ refunded: now.refunded, received_against_due: now.settled },
    ...{ outstanding: now.sales.outstanding, billed: now.sales.billed },
    ageing: now.ageing,
    owners: owners.map((row) => ({ owner: row.owner, ...part(row) })),
    accounts: found.debtors.map(({ account, name, owner, due, settled, overdue, oldest }) => ({
      ...{ account_id: account, name, owner, due, received_against_due: settled, overdue, oldest_days: oldest },
    })),
    overdue_accounts: found.overdueAccounts,
    ...(groups === null ? {} : { groups: groups.map((row) => ({ key: row.key, ...part(row) })) }),
  };
}
