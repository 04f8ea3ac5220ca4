/** Accounts by pool and region; `pool` is null for accounts that were claimed. */
export interface PoolCount {
  readonly pool: string | null;
  readonly region: string | null;
  readonly accounts: number;
  readonly claimed: number;
  readonly converted: number;
}

export interface Pool {
  /** Null for claims that no pool can be told of. */
  readonly pool: string | null;
  readonly accounts: number;
  readonly claimed: number;
  readonly converted: number;
}

/** The pool in which most accounts of a region lie, by region; where there is only one pool, it. Ties go to the first by name. */
export function homePools(counts: readonly PoolCount[]): (region: string | null) => string | null {
  const homes = new Map<string | null, { pool: string; accounts: number }>();
  for (const { pool, region, accounts } of counts) {
    if (pool === null) continue;
    const home = homes.get(region);
    if (home === undefined || accounts > home.accounts || (accounts === home.accounts && pool < home.pool)) {
      homes.set(region, { pool, accounts });
    }
  }
  const names = [...new Set(counts.flatMap(({ pool }) => (pool === null ? [] : [pool])))];
  const only = names.length === 1 ? (names[0] as string) : null;
  return (region) => only ?? homes.get(region)?.pool ?? null;
}

/**
 * Customer pools (公海): how many accounts lie in each, how many were claimed in the period, how many of those ordered
 * since. No CRM keeps which pool a claimed account lay in: it counts for the home pool of its region. Largest first.
 */
export function pools(counts: readonly PoolCount[]): Pool[] {
  const homeOf = homePools(counts);
  const sums = new Map<string | null, { accounts: number; claimed: number; converted: number }>();
  for (const { pool, region, accounts, claimed, converted } of counts) {
    if (accounts === 0 && claimed === 0) continue;
    const name = pool ?? homeOf(region);
    const sum = sums.get(name) ?? { accounts: 0, claimed: 0, converted: 0 };
    sums.set(name, {
      accounts: sum.accounts + accounts,
      claimed: sum.claimed + claimed,
      converted: sum.converted + converted,
    });
  }
  return [...sums]
    .map(([pool, sum]) => ({ pool, ...sum }))
    .sort((a, b) => b.accounts - a.accounts || (String(a.pool) < String(b.pool) ? -1 : 1));
}
