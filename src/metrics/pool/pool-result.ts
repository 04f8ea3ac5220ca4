import { addDays } from "../days.ts";
import type { PoolRule } from "./pool-rule.ts";
import type { Pool } from "./pools.ts";

/** An account of a listing. */
export interface PoolAccount {
  readonly account: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly pool: string | null;
  readonly region: string | null;
  /** Last follow-up of one that falls back, release of one in a pool. */
  readonly day: string | null;
  /** Net of its orders in the year. */
  readonly revenue: number;
}

export interface PoolFound {
  readonly period: { readonly from: string; readonly to: string };
  readonly pools: readonly Pool[];
  readonly rule: PoolRule | null;
  readonly falling: readonly PoolAccount[];
  /** Of the falling ones in `result`. */
  readonly listed: number;
  readonly waiting: readonly PoolAccount[];
  readonly previous: {
    readonly from: string;
    readonly to: string;
    readonly claimed: number;
    readonly converted: number;
  } | null;
}

/** All pools together. */
export function poolTotals(pools: readonly Pool[]): Omit<Pool, "pool"> {
  return pools.reduce(
    (sum, { accounts, claimed, converted }) => ({
      ...{ accounts: sum.accounts + accounts, claimed: sum.claimed + claimed },
      converted: sum.converted + converted,
    }),
    { accounts: 0, claimed: 0, converted: 0 },
  );
}

/** The day on which an account falls back by a rule. */
export function fallsOn({ day }: PoolAccount, { days }: PoolRule): string | null {
  return day === null ? null : addDays(day, days);
}

/** The fields of `/pool`'s JSON contract. */
export function poolResult({ period, pools, rule, falling, listed, waiting, previous }: PoolFound) {
  const total = poolTotals(pools);
  const back = (account: PoolAccount) => ({
    ...{ account_id: account.account, name: account.name, owner: account.owner, last_followed_on: account.day },
    ...{ falls_on: rule && fallsOn(account, rule), revenue: account.revenue },
  });
  const shown = falling.slice(0, listed);
  const names = [...new Set([...pools, ...shown].map(({ pool }) => pool))];
  return {
    n: total.accounts,
    period,
    previous: previous && {
      ...{ period: { from: previous.from, to: previous.to }, claimed: previous.claimed },
      converted_after_claim: previous.converted,
    },
    excluded: [],
    pools: names.map((name) => {
      const pool = pools.find((row) => row.pool === name) ?? { accounts: 0, claimed: 0, converted: 0 };
      return {
        ...{ pool: name, accounts: pool.accounts },
        falling_back: shown.filter((account) => account.pool === name).map(back),
        ...{ claimed: pool.claimed, converted_after_claim: pool.converted },
      };
    }),
    ...{ accounts: total.accounts, claimed: total.claimed, converted_after_claim: total.converted },
    falling_back: falling.length,
    rule: rule && { days_without_follow_up: rule.days, known: rule.known },
    waiting: waiting.map(({ account, name, pool, region, day, revenue }) => ({
      ...{ account_id: account, name, pool, region, released_on: day, revenue },
    })),
  };
}
