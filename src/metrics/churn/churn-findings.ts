import { type ChurnFacts, type ChurnReason, churnFacts, churnReasons, mostReasons } from "./churn-reasons.ts";
import type { ChurnScores } from "./churn-scores.ts";

/** Accounts, those at risk among them, the margin that these bring, and what of it is expected to be lost. */
export interface ChurnSum {
  readonly customers: number;
  readonly atRisk: number;
  readonly valueAtRisk: number;
  /** Σ risk × value of those at risk; null without a model. */
  readonly expectedLoss: number | null;
  /** Σ risk: how many are expected to leave; null without a model. */
  readonly expectedLeavers: number | null;
}

/** One account: its key, its risk (null without a model), why, and what is known of it. */
export interface ChurnAccount {
  readonly key: number;
  readonly risk: number | null;
  readonly value: number;
  readonly atRisk: boolean;
  readonly reasons: readonly ChurnReason[];
  readonly facts: ChurnFacts;
}

export interface ChurnFindings extends ChurnSum {
  /** By risk × value, at most as many as asked for. */
  readonly accounts: readonly ChurnAccount[];
  /** Largest value at risk first. */
  readonly groups: readonly (ChurnSum & { readonly group: string | null })[];
  /** Of those at risk: how many ordered on at most two days, and how many have an open complaint. */
  readonly fewOrders: number;
  readonly openComplaints: number;
  /** Value at risk of the ten accounts with the most of it. */
  readonly firstTen: number;
}

/**
 * What the scores (the k-th of m parts has the accounts whose key leaves k when divided by m) say of the accounts that
 * may be seen, by key and group, and that `keep` keeps, given the days since the last order, NaN without one; null keeps all.
 * O(accounts · log accounts).
 */
export function churnFindings(
  parts: readonly ChurnScores[],
  seen: { readonly keys: ArrayLike<number>; readonly groups: readonly (string | null)[] | null },
  { limit, keep }: { readonly limit: number; readonly keep: ((silence: number) => boolean) | null },
): ChurnFindings {
  const rowOf = rowsByKey(parts);
  const [silenceDays, orderDays, openOnes] = ["silence_days", "order_days", "open_complaints"].map(
    (name) => parts[0]?.names.indexOf(name) ?? -1,
  ) as [number, number, number];
  const [whole, groups] = [new Sum(), new Map<string | null, Sum>()];
  const keys = new Int32Array(seen.keys.length);
  const weights = new Float64Array(seen.keys.length);
  const values: number[] = [];
  let [count, fewOrders, openComplaints] = [0, 0, 0];
  for (let i = 0; i < seen.keys.length; i++) {
    const key = seen.keys[i] as number;
    const row = rowOf[key] ?? -1;
    if (row < 0) continue;
    const part = parts[key % parts.length] as ChurnScores;
    if (keep !== null && !keep(Math.round(Math.expm1(fact(part, row, silenceDays))))) continue;
    const risk = part.risk[row] as number;
    const value = part.value[row] as number;
    const atRisk = part.atRisk[row] === 1;
    whole.add(risk, value, atRisk);
    if (seen.groups !== null) {
      const name = seen.groups[i] ?? null;
      const group = groups.get(name) ?? new Sum();
      groups.set(name, group);
      group.add(risk, value, atRisk);
    }
    keys[count] = key;
    weights[count++] = (Number.isNaN(risk) ? Number(atRisk) : risk) * value;
    if (!atRisk) continue;
    values.push(value);
    if (Math.round(Math.expm1(fact(part, row, orderDays))) <= 2) fewOrders++;
    if (fact(part, row, openOnes) > 0) openComplaints++;
  }
  const least = nthLargest(weights.slice(0, count), limit);
  const first: { readonly key: number; readonly weight: number }[] = [];
  for (let i = 0; i < count; i++) {
    if ((weights[i] as number) >= least) first.push({ key: keys[i] as number, weight: weights[i] as number });
  }
  const accounts = first
    .sort((a, b) => b.weight - a.weight || a.key - b.key)
    .slice(0, limit)
    .map(({ key }) => accountOf(parts[key % parts.length] as ChurnScores, rowOf[key] as number));
  return {
    ...whole.done(),
    accounts,
    groups: [...groups]
      .map(([group, sum]) => ({ group, ...sum.done() }))
      .sort(
        (a, b) =>
          b.valueAtRisk - a.valueAtRisk || b.customers - a.customers || (String(a.group) < String(b.group) ? -1 : 1),
      ),
    fewOrders,
    openComplaints,
    firstTen: Float64Array.from(values)
      .sort()
      .slice(-10)
      .reduce((sum, value) => sum + value, 0),
  };
}

class Sum {
  #customers = 0;
  #atRisk = 0;
  #valueAtRisk = 0;
  #loss = 0;
  #leavers = 0;
  add(risk: number, value: number, atRisk: boolean): void {
    this.#customers++;
    this.#leavers += risk;
    if (!atRisk) return;
    this.#atRisk++;
    this.#loss += risk * value;
    this.#valueAtRisk += value;
  }
  done(): ChurnSum {
    const told = !Number.isNaN(this.#leavers);
    return {
      customers: this.#customers,
      atRisk: this.#atRisk,
      valueAtRisk: this.#valueAtRisk,
      expectedLoss: told ? this.#loss : null,
      expectedLeavers: told ? this.#leavers : null,
    };
  }
}

/** Row of each account in its part of the scores, by key; −1 where it has none. */
function rowsByKey(parts: readonly ChurnScores[]): Int32Array {
  const most = parts.reduce((key, { accounts }) => Math.max(key, accounts.at(-1) ?? 0), 0);
  const rows = new Int32Array(most + 1).fill(-1);
  for (const { accounts } of parts) for (const [row, key] of accounts.entries()) rows[key] = row;
  return rows;
}

function fact({ facts, names }: ChurnScores, row: number, column: number): number {
  return column < 0 ? Number.NaN : (facts[row * names.length + column] as number);
}

function accountOf(part: ChurnScores, row: number): ChurnAccount {
  const { names, facts, reasons } = part;
  const risk = part.risk[row] as number;
  const own = [...reasons.subarray(row * mostReasons, (row + 1) * mostReasons)];
  return {
    key: part.accounts[row] as number,
    risk: Number.isNaN(risk) ? null : risk,
    value: part.value[row] as number,
    atRisk: part.atRisk[row] === 1,
    reasons: own.flatMap((kind) => churnReasons[kind] ?? []),
    facts: churnFacts(names, facts.subarray(row * names.length, (row + 1) * names.length)),
  };
}

/** The n-th largest of some numbers; the least of them when there are fewer. */
function nthLargest(numbers: Float64Array, n: number): number {
  const sorted = numbers.sort();
  return sorted[Math.max(0, sorted.length - n)] ?? 0;
}
