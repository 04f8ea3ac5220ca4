import { type ChurnEvents, slicesOf } from "./churn-events.ts";

/** Accounts that could leave after a snapshot, ascending, and whether they did. */
export interface ChurnPopulation {
  /** The last day that is known. */
  readonly snapshot: number;
  readonly accounts: Float64Array;
  /** Where the order days up to the snapshot lie: of the i-th account those in `[starts[i], ends[i])`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1: left in the horizon after the snapshot, 0: stayed; meaningless while the horizon is not over. */
  readonly labels: Uint8Array;
}

/** What leaving means: no more orders, or a contract that runs out. */
export type ChurnBasis = "orders" | "contracts";

/**
 * Who was active at a snapshot, and who left. By orders: active is who ordered within two horizons up to the snapshot,
 * and who neither ordered nor signed or renewed a contract within the horizon after it has left. By contracts: in
 * question is whose last known contract ends within the horizon, and whom no further contract covers by its end has left.
 * O(events).
 */
export function churnPopulation(
  events: ChurnEvents,
  { basis, snapshot, horizon }: { readonly basis: ChurnBasis; readonly snapshot: number; readonly horizon: number },
): ChurnPopulation {
  return basis === "orders" ? byOrders(events, snapshot, horizon) : byContracts(events, snapshot, horizon);
}

function byOrders({ orders, contracts }: ChurnEvents, snapshot: number, horizon: number): ChurnPopulation {
  const { account, day } = orders;
  const found = rows(account.length);
  for (let start = 0, next = 0; start < account.length; start = next) {
    const key = account[start] as number;
    let end = start;
    while (end < account.length && account[end] === key && (day[end] as number) <= snapshot) end++;
    next = end;
    while (next < account.length && account[next] === key) next++;
    if (end === start || (day[end - 1] as number) <= snapshot - 2 * horizon) continue;
    const after = end < next ? (day[end] as number) : Number.POSITIVE_INFINITY;
    found.add(key, start, end, after > snapshot + horizon);
  }
  const population = found.cut(snapshot);
  if (contracts !== null) {
    const { starts, ends } = slicesOf(population.accounts, contracts.account);
    for (let i = 0; i < population.accounts.length; i++) {
      for (let at = starts[i] as number; at < (ends[i] as number); at++) {
        const known = contracts.day[at] as number;
        if (known <= snapshot || known > snapshot + horizon || contracts.cancelled[at] === 1) continue;
        population.labels[i] = 0;
      }
    }
  }
  return population;
}

function byContracts({ orders, contracts }: ChurnEvents, snapshot: number, horizon: number): ChurnPopulation {
  const none = new Float64Array();
  const { account, day, ends, cancelled } = contracts ?? { account: none, day: none, ends: none, cancelled: none };
  const found = rows(account.length);
  for (let start = 0, next = 0; start < account.length; start = next) {
    const key = account[start] as number;
    let [covered, later] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (next = start; next < account.length && account[next] === key; next++) {
      const until = ends[next] as number;
      if ((day[next] as number) <= snapshot) covered = Math.max(covered, until);
      else if ((day[next] as number) <= snapshot + horizon && cancelled[next] !== 1) later = Math.max(later, until);
    }
    if (covered > snapshot && covered <= snapshot + horizon) found.add(key, 0, 0, !(later > covered));
  }
  const population = found.cut(snapshot);
  const slices = slicesOf(population.accounts, orders.account);
  for (let i = 0; i < population.accounts.length; i++) {
    const start = slices.starts[i] as number;
    let end = start;
    while (end < (slices.ends[i] as number) && (orders.day[end] as number) <= snapshot) end++;
    population.starts[i] = start;
    population.ends[i] = end;
  }
  return population;
}

function rows(most: number) {
  const accounts = new Float64Array(most);
  const starts = new Int32Array(most);
  const ends = new Int32Array(most);
  const labels = new Uint8Array(most);
  let count = 0;
  return {
    add(account: number, start: number, end: number, left: boolean) {
      accounts[count] = account;
      starts[count] = start;
      ends[count] = end;
      labels[count] = left ? 1 : 0;
      count++;
    },
    cut: (snapshot: number): ChurnPopulation => ({
      snapshot,
      accounts: accounts.slice(0, count),
      starts: starts.slice(0, count),
      ends: ends.slice(0, count),
      labels: labels.slice(0, count),
    }),
  };
}
