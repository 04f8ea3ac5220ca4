import { ownedItems, type PurchaseColumns, purchaseHistories } from "./recommend-histories.ts";
import type { RecommendModel } from "./recommend-model.ts";
import { type ItemFacts, type Offer, offersFor } from "./recommend-offers.ts";

/** Accounts by key, each with the row of its group of similar accounts, −1 for none. */
export interface OfferedAccounts {
  readonly key: readonly number[];
  readonly group: readonly number[];
}

export interface AccountOffers {
  /** Different items that it bought. */
  readonly bought: number;
  readonly offers: readonly Offer[];
}

/**
 * What to offer each of these accounts, at most `count` items, out of all that they bought: `rowOf` is the item of a
 * product's key, −1 for none. Linear in the purchases, and as `offersFor` for each account.
 */
export function offersOfAccounts(
  model: RecommendModel,
  facts: ItemFacts & { readonly rowOf: Int32Array },
  purchases: PurchaseColumns,
  { key, group }: OfferedAccounts,
  count: number,
): AccountOffers[] {
  const histories = purchaseHistories(purchases, facts.rowOf);
  const rows = new Map([...histories.accounts].map((account, row) => [account, row]));
  return key.map((account, index) => {
    const row = rows.get(account);
    const owned = row === undefined ? [] : ownedItems(histories, row);
    return { bought: owned.length, offers: offersFor(model, facts, owned, group[index] as number, count) };
  });
}
