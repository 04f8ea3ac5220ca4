import { buyingShare, type GroupBuyers } from "./recommend-groups.ts";
import { type Histories, ownedItems } from "./recommend-histories.ts";
import type { Neighbours } from "./recommend-neighbours.ts";
import { affinities, highest, type Recipe } from "./recommend-scores.ts";

/** Offers made to an account when quality is measured. */
const offers = 10;

/** Accounts whose offers are judged. */
export interface Judged {
  readonly histories: Histories;
  readonly groupOf: Int32Array;
  readonly itemCount: number;
  /** 1 hides each account's last order, 2 the last two, of which the earlier is predicted. */
  readonly hidden: number;
  /** Accounts looked at: at most about so many, evenly spread. */
  readonly most: number;
}

/** Share of the accounts whose hidden order holds an item that was offered, for each way to score. */
export interface HitRates {
  readonly accounts: number;
  readonly rates: readonly number[];
}

/** Ways to score that share the similarity to what is owned; null scores by how many bought an item, whoever they are. */
export interface Contest {
  readonly neighbours: Neighbours;
  readonly halfLife: number;
  readonly popularities: readonly (Recipe["popularity"] | null)[];
}

/**
 * Leave-last-out: of each account with an order before, the last is hidden and ten items that it never bought are offered
 * by what came before; a hit is when the hidden order holds any of them. Accounts whose hidden order holds nothing new are
 * not asked. All ways choose among the same items, and all counts come from orders that are not hidden.
 * O(accounts · (owned · neighbours + items)).
 */
export function hitRates(
  { histories, groupOf, itemCount, hidden, most }: Judged,
  buyers: GroupBuyers,
  contest: Contest,
): HitRates {
  const { accounts, orderStarts, itemStarts, items } = histories;
  const asked = Array.from(accounts.keys()).filter(
    (account) => (orderStarts[account + 1] as number) - (orderStarts[account] as number) > hidden,
  );
  const every = Math.max(1, Math.ceil(asked.length / most));
  const everybody = buyers.accounts.length - 1;
  const scores = new Float64Array(itemCount);
  const hits = contest.popularities.map(() => 0);
  let count = 0;
  for (let index = 0; index < asked.length; index += every) {
    const account = asked[index] as number;
    const owned = ownedItems(histories, account, hidden);
    const has = new Set(owned.map(({ item }) => item));
    const order = (orderStarts[account + 1] as number) - hidden;
    const wanted = new Set(
      items.subarray(itemStarts[order] as number, itemStarts[order + 1] as number).filter((item) => !has.has(item)),
    );
    if (wanted.size === 0) continue;
    count += 1;
    const group = groupOf[account] as number;
    affinities(owned, contest.neighbours, contest.halfLife, scores);
    for (const [way, popularity] of contest.popularities.entries()) {
      const scoreOf =
        popularity === null
          ? (item: number) => buyingShare(buyers, everybody, item)
          : (item: number) =>
              (scores[item] as number) + (popularity === 0 ? 0 : popularity * buyingShare(buyers, group, item));
      const made = highest(scoreOf, itemCount, offers, (item) => has.has(item));
      if (made.some((item) => wanted.has(item))) hits[way] = (hits[way] as number) + 1;
    }
  }
  return { accounts: count, rates: hits.map((each) => (count === 0 ? 0 : each / count)) };
}
