import { type Account, acquiredAt } from "./accounts.ts";
import { dayOf, instantOf, stamp, weekday } from "./days.ts";
import type { Order } from "./history.ts";
import { type Seller, sellersOf } from "./people.ts";
import { luck, Random, weights } from "./random.ts";
import { demand } from "./season.ts";
import type { World } from "./world.ts";

export const pipeline = "标准销售流程";

/** The way of a deal; 赢单 and 输单 end it. */
export const stages: readonly {
  readonly id: string;
  readonly name: string;
  readonly probability: number;
  readonly pass: number;
  readonly days: number;
}[] = [
  { id: "ST1", name: "初步接触", probability: 0.1, pass: 0.8, days: 6 },
  { id: "ST2", name: "需求确认", probability: 0.3, pass: 0.76, days: 9 },
  { id: "ST3", name: "方案报价", probability: 0.5, pass: 0.7, days: 12 },
  { id: "ST4", name: "商务谈判", probability: 0.75, pass: 0.62, days: 26 },
  { id: "ST5", name: "赢单", probability: 1, pass: 1, days: 0 },
  { id: "ST6", name: "输单", probability: 0, pass: 0, days: 0 },
];

/** Where the funnel leaks since the last complete quarter began (truth 2): few get beyond a quotation. */
export const leak = { region: "华南", from: "方案报价", to: "商务谈判", stage: 2, pass: 0.26 } as const;

const shares = weights([
  ["华东", 27],
  ["华南", 31],
  ["华北", 16],
  ["华中", 7],
  ["西南", 7],
  ["西北", 3],
  ["东北", 3],
  ["海外", 6],
]);

export interface Step {
  /** Index into `stages`. */
  readonly stage: number;
  readonly at: number;
  readonly amount: number;
  readonly expected: number;
}

/** A deal as it will have been when it ends; rows show what has happened by the cutoff. */
export interface Deal {
  readonly serial: number;
  readonly id: string;
  readonly account: Account;
  readonly owner: Seller;
  readonly at: number;
  readonly steps: readonly Step[];
  readonly won: boolean;
  readonly source: string | null;
}

function walk(random: Random, created: number, leaking: boolean, foreign: boolean): Step[] {
  let amount = Math.round((random.logNormal(26_000, 0.75) * (foreign ? 0.2 : 1)) / 100) * 100;
  let expected = dayOf(created) + 45 + random.integer(30);
  const stuck = random.chance(0.08) ? 1 + random.integer(3) : -1;
  const steps: Step[] = [{ stage: 0, at: created, amount, expected }];
  let instant = created;
  for (let stage = 0; stage < 4; stage++) {
    const { days, pass } = stages[stage] ?? { days: 0, pass: 0 };
    instant += random.logNormal(days, 0.55) * (stage === stuck ? 6 : 1) * 86_400_000;
    const passes = random.next() < (leaking && stage === leak.stage ? leak.pass : pass);
    if (stage === 2) amount = Math.round((amount * random.between(0.82, 1.25)) / 100) * 100;
    if (random.chance(0.3)) expected += 10 + random.integer(30);
    steps.push({ stage: passes ? stage + 1 : 5, at: instant, amount, expected });
    if (!passes) break;
  }
  return steps;
}

function dealOn(day: number, k: number, world: World, pools: ReadonlyMap<string, readonly Account[]>): Deal | null {
  const random = new Random(luck.deal, day, k);
  const region = random.weighted(shares);
  const place = random.next();
  const pool = pools.get(region) ?? [];
  let low = 0;
  let high = pool.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pool[middle]?.acquired ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  const fresh = random.chance(0.4) ? Math.max(0, low - 8) : 0;
  const account = pool[fresh + Math.floor(place * (low - fresh))];
  if (account === undefined) return null;
  const at = instantOf(day, random.between(9, 18.5));
  const steps = walk(
    random,
    Math.max(at, acquiredAt(account)),
    region === leak.region && day >= world.leakFrom,
    region === "海外",
  );
  return {
    serial: day * 64 + k,
    id: `OP${stamp(day)}-${String(k + 1).padStart(2, "0")}`,
    account,
    owner: random.chance(0.9) ? account.owner : random.pick(sellersOf(region)),
    at: steps[0]?.at ?? at,
    steps,
    won: steps.at(-1)?.stage === 4,
    source: random.chance(0.03) ? null : (account.source ?? "官网"),
  };
}

/** Deals in order of creation, the unfinished ones included. */
export function* everyDeal(world: World): Generator<Deal> {
  const pools = new Map<string, Account[]>();
  for (const account of world.accounts) {
    if (!account.company || account.silentFrom !== null) continue;
    const pool = pools.get(account.region) ?? [];
    pool.push(account);
    pools.set(account.region, pool);
  }
  for (let day = world.first; day <= world.today; day++) {
    const resting = weekday(day) === 0 || weekday(day) === 6 ? 0.5 : 1;
    const count = new Random(luck.deals, day).poisson(6 * demand(day, "office") ** 0.8 * resting);
    for (let k = 0; k < count; k++) {
      const deal = dealOn(day, k, world, pools);
      if (deal !== null && deal.at <= world.cutoff) yield deal;
    }
  }
}

/** What has happened to a deal so far; at least its first step. */
export function stepsSoFar(deal: Deal, world: World): readonly Step[] {
  return deal.steps.filter((step) => step.at <= world.cutoff);
}

/** The first deal of each account that came of its lead: made within two months after it became a customer. */
export function dealsOfLeads(world: World): ReadonlyMap<string, string> {
  const first = new Map<string, Deal>();
  for (const deal of everyDeal(world)) if (!first.has(deal.account.id)) first.set(deal.account.id, deal);
  const found = new Map<string, string>();
  for (const [account, deal] of first) {
    if (dayOf(deal.at) - deal.account.acquired < 60) found.set(account, deal.id);
  }
  return found;
}

/** Deals won, by account: what an order may have come of. */
export function wonDeals(world: World): ReadonlyMap<string, readonly { readonly id: string; readonly at: number }[]> {
  const won = new Map<string, { id: string; at: number }[]>();
  for (const deal of everyDeal(world)) {
    const end = deal.steps.at(-1);
    if (!deal.won || end === undefined || end.at > world.cutoff) continue;
    const list = won.get(deal.account.id) ?? [];
    list.push({ id: deal.id, at: end.at });
    won.set(deal.account.id, list);
  }
  return won;
}

/** The deal won within thirty days before an order, the latest. */
export function dealOfOrder(won: ReturnType<typeof wonDeals>, order: Order): string | null {
  let found: { id: string; at: number } | null = null;
  for (const deal of won.get(order.account.id) ?? []) {
    const fits = deal.at <= order.at && order.at - deal.at < 30 * 86_400_000;
    if (fits && (found === null || deal.at > found.at)) found = deal;
  }
  return found?.id ?? null;
}
