import type { SourceRow } from "#model/tables.ts";
import type { Account } from "./accounts.ts";
import { date, instantOf, iso } from "./days.ts";
import { cents, luck, Random, weights } from "./random.ts";
import type { World } from "./world.ts";

export interface Contract {
  readonly id: string;
  readonly account: Account;
  readonly kind: "contract" | "membership" | "subscription";
  readonly tier: string;
  readonly signed: number;
  readonly starts: number;
  readonly ends: number;
  readonly amount: number;
  readonly renewedBy: string | null;
}

const agreements = weights<"contract" | "subscription">([
  ["contract", 6],
  ["subscription", 4],
]);

function chainOf(account: Account, world: World): Contract[] {
  const random = new Random(luck.contract, account.index);
  if (!random.chance(account.company ? 0.42 : 0.3)) return [];
  const kind = account.company ? random.weighted(agreements) : "membership";
  const base = account.company ? random.logNormal(16_000, 0.5) * account.scale : random.pick([99, 199, 299]);
  const found: Contract[] = [];
  let starts = account.acquired + 20 + random.integer(120);
  for (let k = 1; ; k++) {
    const ends = starts + 364;
    const signed = starts - random.integer(20);
    if (signed >= world.today) break;
    const amount = cents((base * 1.05 ** (k - 1)) / (account.place.currency === "CNY" ? 1 : 6.5));
    const tier = account.company
      ? random.pick(["标准版", "专业版", "旗舰版"])
      : base > 250
        ? "金卡"
        : base > 150
          ? "银卡"
          : "普卡";
    found.push({ id: `CT-${account.id}-${k}`, account, kind, tier, signed, starts, ends, amount, renewedBy: null });
    const drifted = account.silentFrom !== null && ends > account.silentFrom - 60;
    if (drifted || !random.chance(0.78)) break;
    starts = ends + 1 + random.integer(12);
  }
  return found.map((contract, k) => ({ ...contract, renewedBy: found[k + 1]?.id ?? null }));
}

/** Contracts that were still running when the span begins, and all since. */
export function* everyContract(world: World): Generator<Contract> {
  for (const account of world.accounts) {
    for (const contract of chainOf(account, world)) if (contract.ends >= world.first) yield contract;
  }
}

export function* contractRows(world: World): Generator<SourceRow<"contracts">> {
  for (const { id, account, kind, tier, signed, starts, ends, amount, renewedBy } of everyContract(world)) {
    yield {
      id,
      account_id: account.id,
      owner_id: account.owner.id,
      kind,
      tier,
      signed_at: iso(instantOf(signed, 15)),
      starts_on: date(starts),
      ends_on: date(ends),
      amount,
      tax: cents(account.place.currency === "CNY" ? amount * 0.06 : 0),
      currency: account.place.currency,
      status: renewedBy ? "renewed" : ends < world.today ? "expired" : "active",
      renewed_by_id: renewedBy,
    };
  }
}
