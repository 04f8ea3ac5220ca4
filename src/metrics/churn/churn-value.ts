import { type ChurnEvents, slicesOf } from "./churn-events.ts";
import type { ChurnBasis, ChurnPopulation } from "./churn-population.ts";

/** What order lines with a known cost brought and cost, by account, ascending. */
export interface AccountMargins {
  readonly account: Float64Array;
  readonly net: Float64Array;
  readonly cost: Float64Array;
}

/** Days before the last order whose money tells an account's own rate. */
const rateDays = 365;

/**
 * Value at risk (风险金额): the margin that each account is expected to bring over the horizon if it stays: its own daily
 * rate × horizon × its margin share. The rate is what its orders of the 365 days up to its last one brought, divided by
 * 365; by contracts what the last contract is worth a day of its term. The margin share is 1 − cost / revenue of its
 * order lines with a known cost, not below 0, else the company's; without any cost it is 1: revenue. O(events).
 */
export function churnValues(
  events: ChurnEvents,
  population: ChurnPopulation,
  { basis, horizon, margins }: { basis: ChurnBasis; horizon: number; margins: AccountMargins | null },
): Float64Array {
  const rates = basis === "orders" ? orderRates(events, population) : contractRates(events, population);
  // What a contract costs is not known from order lines.
  const shares = basis === "orders" && margins !== null ? marginShares(population.accounts, margins) : null;
  return rates.map((rate, i) => Math.max(0, rate) * horizon * (shares?.[i] ?? 1));
}

function orderRates({ orders }: ChurnEvents, { accounts, starts, ends }: ChurnPopulation): Float64Array {
  const rates = new Float64Array(accounts.length);
  for (let i = 0; i < accounts.length; i++) {
    const end = ends[i] as number;
    const last = orders.day[end - 1] as number;
    let money = 0;
    for (let at = end - 1; at >= (starts[i] as number) && (orders.day[at] as number) > last - rateDays; at--) {
      money += orders.net[at] as number;
    }
    rates[i] = money / rateDays;
  }
  return rates;
}

function contractRates({ contracts }: ChurnEvents, { accounts, snapshot }: ChurnPopulation): Float64Array {
  const rates = new Float64Array(accounts.length);
  if (contracts === null) return rates;
  const slices = slicesOf(accounts, contracts.account);
  for (let i = 0; i < accounts.length; i++) {
    let latest = Number.NEGATIVE_INFINITY;
    for (let at = slices.starts[i] as number; at < (slices.ends[i] as number); at++) {
      const end = contracts.ends[at] as number;
      if ((contracts.day[at] as number) > snapshot || end < latest) continue;
      latest = end;
      rates[i] = (contracts.amount[at] as number) / Math.max(1, end - (contracts.starts[at] as number) + 1);
    }
  }
  return rates;
}

function marginShares(accounts: Float64Array, { account, net, cost }: AccountMargins): Float64Array {
  const share = (money: number, spent: number) => Math.max(0, 1 - spent / money);
  const [money, spent] = [net.reduce((sum, one) => sum + one, 0), cost.reduce((sum, one) => sum + one, 0)];
  const usual = money > 0 ? share(money, spent) : 1;
  const { starts, ends } = slicesOf(accounts, account);
  return accounts.map((_, i) => {
    const at = starts[i] as number;
    return at < (ends[i] as number) && (net[at] as number) > 0 ? share(net[at] as number, cost[at] as number) : usual;
  });
}
