import type { Account } from "./accounts.ts";
import { type Campaign, campaignsOf, type Touch, touchesOf } from "./campaigns.ts";
import { catalogue, itemIndex } from "./data/catalogue.ts";
import { instantOf, quarterOf, stamp, yearOf } from "./days.ts";
import { at, cents, luck, Random, weights } from "./random.ts";
import { hourWeights } from "./season.ts";
import type { World } from "./world.ts";

export interface Line {
  readonly item: number;
  readonly quantity: number;
  readonly price: number;
  readonly discount: number;
  readonly net: number;
  readonly cost: number;
}

export interface Order {
  readonly id: string;
  readonly account: Account;
  readonly day: number;
  readonly at: number;
  readonly touch: Touch | null;
  readonly lines: readonly Line[];
  readonly net: number;
  readonly cancelled: number | null;
  readonly promised: number;
  readonly delivered: number;
  readonly late: boolean;
}

/** Price lists abroad, per CNY. */
const priceList = { CNY: 1, USD: 0.16, EUR: 0.145 } as const;

/** Region whose warehouse is late in a quarter (truth 3). */
export function lateRegion(quarter: number): string {
  return at(["西南", "华北", "华东", "华南", "华中"], quarter % 5);
}

/** Bought together: with the first, the second follows with this chance (truth 4). */
export const companions: readonly (readonly [first: string, second: string, chance: number])[] = [
  ["A-02", "A-01", 0.62],
  ["G-02", "A-03", 0.6],
  ["M-C1", "C-01", 0.7],
];

/** Hotels that buy this bean add these cups, but for some who never do (truth 7). */
export const crossSell = { anchor: "B-02", offer: "A-04", chance: 0.55 } as const;

const companionIndex = companions.map(([a, b, chance]) => [itemIndex(a), itemIndex(b), chance] as const);
const anchorIndex = itemIndex(crossSell.anchor);
const offerIndex = itemIndex(crossSell.offer);
const wanted = {
  office: weights(catalogue.map((item, index) => [index, item.office] as const)),
  home: weights(catalogue.map((item, index) => [index, item.home] as const)),
};
const discounts = weights([
  [0, 62],
  [0.05, 14],
  [0.1, 13],
  [0.15, 7],
  [0.2, 4],
]);

/** Days on which an account orders, from its first day until today, in order. */
function orderDays(account: Account, world: World, touches: readonly Touch[]): number[] {
  const random = new Random(luck.history, account.index);
  const clock = world.clocks[account.rhythm];
  const days: number[] = [];
  let day = account.acquired + random.integer(6);
  let lastDay = Number.POSITIVE_INFINITY;
  while (day <= world.today) {
    days.push(day);
    if (random.next() < account.dropout) {
      lastDay = day;
      break;
    }
    const left = account.silentFrom === null ? Number.POSITIVE_INFINITY : account.silentFrom - day;
    const slowing = left > 150 ? 1 : left > 100 ? 1.5 : left > 50 ? 2.2 : 3;
    day = clock.after(day, account.gap * slowing * random.gamma(account.shape));
    if (account.silentFrom !== null && day > account.silentFrom) break;
  }
  const extra = touches.flatMap(({ orders }) =>
    orders !== null && orders <= world.today && orders <= lastDay + 90 ? [orders] : [],
  );
  return extra.length === 0 ? days : [...new Set([...days, ...extra])].sort((a, b) => a - b);
}

function line(random: Random, account: Account, index: number): Line {
  const item = at(catalogue, index);
  const bulky = item.price > 1000;
  const mean = bulky ? 0.15 * account.scale : account.company ? 2.6 * account.scale : 0.5;
  const quantity = 1 + Math.floor(mean * random.gamma(2));
  const list = priceList[account.place.currency];
  const price = cents(item.price * list);
  const discount = random.weighted(discounts);
  return {
    item: index,
    quantity,
    price,
    discount,
    net: cents(quantity * price * (1 - discount)),
    cost: cents(quantity * item.cost * list),
  };
}

function basket(random: Random, account: Account, day: number): Line[] {
  const chosen = new Set<number>();
  const table = account.company ? wanted.office : wanted.home;
  const size = 1 + Math.floor(random.gamma(2) * 1.5);
  for (let tries = 0; chosen.size < size && tries < 12; tries++) {
    const index = random.weighted(table);
    const item = at(catalogue, index);
    if (item.until !== undefined && item.until < yearOf(day)) continue;
    if (index === offerIndex && account.industry === "酒店") continue;
    chosen.add(index);
  }
  for (const [first, second, chance] of companionIndex) {
    if (chosen.has(first) && random.chance(chance)) chosen.add(second);
  }
  if (
    account.industry === "酒店" &&
    !account.gapInRange &&
    chosen.has(anchorIndex) &&
    random.chance(crossSell.chance)
  ) {
    chosen.add(offerIndex);
  }
  return [...chosen].map((index) => line(random, account, index));
}

function lastTouch(touches: readonly Touch[], instant: number): Touch | null {
  let found: Touch | null = null;
  for (const touch of touches) {
    if (touch.at > instant) break;
    if (touch.arm !== "control" && instant - touch.at < 90 * 86_400_000) found = touch;
  }
  return found;
}

function orderOn(account: Account, day: number, touches: readonly Touch[]): Order {
  const random = new Random(luck.order, account.index, day);
  const hour = random.weighted(hourWeights(account.rhythm, day));
  const instant = instantOf(day, hour + random.next());
  const lines = basket(random, account, day);
  let net = 0;
  for (const { net: part } of lines) net += part;
  const troubled = account.region === lateRegion(quarterOf(day));
  const late = random.chance(troubled ? 0.5 : 0.05);
  const promised = instantOf(day + (account.rhythm === "abroad" ? 12 : 4), 18);
  const slack = late ? random.between(1, troubled ? 7 : 3) : -random.between(0.1, 2.2);
  const cancelled = random.chance(0.025) ? instant + random.between(0.5, 30) * 3_600_000 : null;
  return {
    id: `SO${stamp(day)}-${account.index + 1}`,
    account,
    day,
    at: instant,
    touch: lastTouch(touches, instant),
    lines,
    net: cents(net),
    cancelled,
    promised,
    delivered: promised + slack * 86_400_000,
    late,
  };
}

/** Orders of one account within the world's span, oldest first. Made anew at each call: nothing is kept. */
export function* ordersOf(
  account: Account,
  world: World,
  campaigns: readonly Campaign[],
  from = world.first,
): Generator<Order> {
  const touches = touchesOf(account, campaigns);
  for (const day of orderDays(account, world, touches)) {
    if (day < from) continue;
    const order = orderOn(account, day, touches);
    if (order.at <= world.cutoff) yield order;
  }
}

/** Orders of everybody since a day, account by account. */
export function* everyOrder(world: World, from = world.first): Generator<Order> {
  const campaigns = campaignsOf(world);
  for (const account of world.accounts) yield* ordersOf(account, world, campaigns, from);
}
