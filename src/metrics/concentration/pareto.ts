import { type Concentration, concentration } from "./concentration.ts";

/** Accounts column by column, all of one length; money and days. */
export interface ParetoColumns {
  readonly net: Float64Array;
  /** Days since the last order. */
  readonly silent: Float64Array;
  /** Distinct order days, and the days from the first to the last of them. */
  readonly days: Float64Array;
  readonly lasted: Float64Array;
}

export interface Pareto {
  readonly spread: Concentration;
  /** Positions of the largest accounts, largest first; equal ones in the order given. */
  readonly largest: Uint32Array;
  /** Largest of those who bring 80 % and have gone quiet, largest first. */
  readonly quiet: Uint32Array;
  /** The ten that follow on those who bring 80 %. */
  readonly next: Uint32Array;
  /** All quiet ones, and their money. */
  readonly quietCustomers: number;
  readonly quietRevenue: number;
  /** Share of the total that the ten largest bring, 0..1. */
  readonly top10Share: number;
}

/** An account is quiet when silent for more than twice its mean gap, and for more than 30 days. */
export const quietRule = { times: 2, days: 30, orderDays: 3 } as const;

/**
 * Concentration of money over accounts, the `most` largest of them, and who of those that bring 80 % has gone quiet
 * (only those with three order days or more are judged). O(n log n).
 */
export function pareto({ net, silent, days, lasted }: ParetoColumns, most: number): Pareto {
  const spread = concentration(net);
  const ranked = Uint32Array.from(net.keys()).sort((a, b) => (net[b] as number) - (net[a] as number) || a - b);
  const quiet: number[] = [];
  let [quietCustomers, quietRevenue, top10] = [0, 0, 0];
  for (let rank = 0; rank < Math.max(10, spread.accountsFor80pct) && rank < ranked.length; rank += 1) {
    const at = ranked[rank] as number;
    const money = net[at] as number;
    if (rank < 10) top10 += money;
    if (rank >= spread.accountsFor80pct || !isQuiet(silent[at] as number, days[at] as number, lasted[at] as number))
      continue;
    quietCustomers += 1;
    quietRevenue += money;
    if (quiet.length < most) quiet.push(at);
  }
  return {
    spread,
    largest: ranked.slice(0, most),
    quiet: Uint32Array.from(quiet),
    next: ranked.slice(spread.accountsFor80pct, spread.accountsFor80pct + 10),
    quietCustomers,
    quietRevenue,
    top10Share: top10 / spread.total,
  };
}

function isQuiet(silent: number, days: number, lasted: number): boolean {
  if (days < quietRule.orderDays) return false;
  return silent > quietRule.days && silent > (quietRule.times * lasted) / (days - 1);
}
