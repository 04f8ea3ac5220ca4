import type { SourceRow } from "#model/tables.ts";
import type { Account } from "./accounts.ts";
import { catalogue } from "./data/catalogue.ts";
import { posts } from "./data/voices.ts";
import { instantOf, iso, stamp } from "./days.ts";
import { everyOrder } from "./history.ts";
import { storeNames } from "./order-rows.ts";
import { at, luck, Random, uniform, weights } from "./random.ts";
import { demand } from "./season.ts";
import type { World } from "./world.ts";

/** Web events are kept this long. */
const webDays = 180;

const origins = weights([
  ["自然搜索", 30],
  ["搜索广告", 22],
  ["小红书", 16],
  ["抖音", 14],
  ["直接访问", 18],
]);
const postWeights = weights(posts.map((post) => [post, post[0] === "happy" ? 3 : post[0] === "poor" ? 2 : 1] as const));
type WebEvent = SourceRow<"web_events">;

/** One of the oldest customers: who they are does not change when new ones come. */
function regular(world: World, random: Random, among: number): Account {
  return at(world.accounts, random.integer(Math.min(among, world.accounts.length)));
}

/** A visit, from the first page to as far as it went. */
function* session(
  random: Random,
  id: string,
  start: number,
  account: string | null,
  bought: readonly string[],
): Generator<WebEvent> {
  const source = random.weighted(origins);
  let instant = start - random.between(6, 25) * 60_000;
  let seq = 0;
  const event = (kind: WebEvent["kind"] & string, product: string | null): WebEvent => {
    instant += random.between(0.2, 2) * 60_000;
    seq++;
    return {
      id: `${id}-${seq}`,
      account_id: account,
      visitor_id: account ? `V${account}` : `V${id}`,
      session_id: id,
      kind,
      product_id: product,
      source,
      occurred_at: iso(instant),
    };
  };
  yield event("visit", null);
  if (account) yield event("login", null);
  const looked =
    bought.length > 0 ? bought : Array.from({ length: random.integer(3) }, () => random.pick(catalogue).sku);
  for (const sku of looked) yield event("view", sku);
  const carted = bought.length > 0 ? bought : looked.filter(() => random.chance(0.25));
  for (const sku of carted) yield event("cart", sku);
  if (bought.length > 0 || (carted.length > 0 && random.chance(0.2))) yield event("checkout", null);
}

/** Members who open the mini-programme for their daily stamp: half of them, each as often as it likes. */
function* checkIns(world: World, from: number): Generator<WebEvent> {
  for (const account of world.accounts) {
    if (account.company || account.index % 2 === 0) continue;
    const habit = 0.25 * uniform(luck.web, account.index, 0, 8) ** 2;
    for (let day = Math.max(from, account.acquired); day < world.today; day++) {
      const chance = uniform(luck.web, account.index, day, 9);
      if (chance >= habit) continue;
      const id = `K${stamp(day)}-${account.index + 1}`;
      const hours = 7 + 15 * (chance / habit);
      yield {
        id,
        account_id: account.id,
        visitor_id: `V${account.id}`,
        session_id: id,
        kind: "check_in",
        source: "小程序",
        occurred_at: iso(instantOf(day, hours)),
      };
    }
  }
}

export function* webRows(world: World): Generator<WebEvent> {
  const from = world.today - webDays;
  yield* checkIns(world, from);
  for (const order of everyOrder(world, from)) {
    if (order.account.company && order.account.index % 2 === 0) continue;
    const random = new Random(luck.web, order.account.index, order.day);
    const skus = order.lines.map(({ item }) => at(catalogue, item).sku);
    yield* session(random, `W${order.id.slice(2)}`, order.at, order.account.id, skus);
  }
  for (let day = from; day < world.today; day++) {
    const random = new Random(luck.web, day);
    const count = Math.round(26 * demand(day, "home") * random.between(0.9, 1.1));
    for (let k = 0; k < count; k++) {
      const visitor = new Random(luck.web, day, k);
      const account = visitor.chance(0.3) ? regular(world, visitor, 1500) : null;
      yield* session(visitor, `W${stamp(day)}x${k}`, instantOf(day, visitor.between(8, 23.9)), account?.id ?? null, []);
    }
  }
}

/** People through the doors and on the shop's pages, by day. */
export function* trafficRows(world: World): Generator<SourceRow<"traffic">> {
  const places = [
    ...storeNames.map((store) => [store, "门店", 160] as const),
    ["官网商城", "官网商城", 900] as const,
    ["小程序", "小程序", 1200] as const,
  ];
  for (let day = world.first; day < world.today; day++) {
    for (const [k, [store, channel, mean]] of places.entries()) {
      const random = new Random(luck.traffic, day, k);
      const visitors = Math.round(mean * demand(day, "home") * random.between(0.88, 1.14));
      yield { id: `TR${stamp(day)}-${k + 1}`, store, channel, counted_at: iso(instantOf(day, 22)), visitors };
    }
  }
}

export function* mentionRows(world: World): Generator<SourceRow<"mentions">> {
  for (let day = world.first; day < world.today; day++) {
    const random = new Random(luck.mention, day);
    const count = random.poisson(1.1);
    for (let k = 0; k < count; k++) {
      const [mood, text] = random.weighted(postWeights);
      const known = random.chance(0.1) ? regular(world, random, 700) : null;
      const id = `MN${stamp(day)}-${k + 1}`;
      const likes = Math.floor(random.logNormal(mood === "happy" ? 18 : 9, 1.2));
      yield {
        id,
        source: random.pick(["小红书", "微博", "抖音", "大众点评", "X"]),
        posted_at: iso(instantOf(day, random.between(7, 23.9))),
        account_id: known?.id ?? null,
        text,
        likes,
        shares: Math.floor(likes * random.between(0, 0.3)),
        url: `https://social.example/post/${id.toLowerCase()}`,
      };
    }
  }
}
