import type { SourceRow } from "#model/tables.ts";
import { type Account, acquiredAt } from "./accounts.ts";
import { campaignsOf } from "./campaigns.ts";
import { brandFirst, brandSecond } from "./data/names.ts";
import { industries, regions } from "./data/places.ts";
import { dayOf, instantOf, iso, quarterOf, stamp, weekday } from "./days.ts";
import { dealsOfLeads } from "./deals.ts";
import { convertedTooEarly } from "./dirt.ts";
import { personName, quickest, type Seller, sellersOf } from "./people.ts";
import { luck, Random, weights } from "./random.ts";
import { demand } from "./season.ts";
import type { World } from "./world.ts";

/** Sources of leads that came to nothing; 转介绍 is rare among them, so it converts best. */
const coldSources = weights<string | null>([
  ["官网", 19],
  ["搜索广告", 23],
  ["小红书", 18],
  ["抖音", 21],
  ["企业微信", 7],
  ["转介绍", 3],
  ["展会", 9],
  [null, 3],
]);
const regionWeights = weights(regions);
const trades = weights(industries.map((row) => [row[2], row[1]] as const));
const intents = {
  converting: weights<"high" | "medium" | "low">([
    ["high", 55],
    ["medium", 33],
    ["low", 12],
  ]),
  cold: weights<"high" | "medium" | "low">([
    ["high", 18],
    ["medium", 40],
    ["low", 42],
  ]),
};
const lostReasons = ["无法联系", "无需求", "预算不足", "已选竞品", "Not a fit", "重复线索"] as const;
const channels: Readonly<Record<string, string>> = { 官网: "自然流量", 转介绍: "转介绍" };

/** Hours until a seller first answers: the quickest within the hour (truth 8). */
function responseHours(random: Random, owner: Seller): number {
  return owner.id === quickest.id ? random.logNormal(0.5, 0.6) : random.logNormal(9, 1.1);
}

/** A seller for a cold lead; the quickest wastes few. */
function coldOwner(random: Random, region: string): Seller {
  const owner = random.pick(sellersOf(region));
  return owner.id === quickest.id && random.chance(0.62)
    ? random.pick(sellersOf(region).filter(({ id }) => id !== quickest.id))
    : owner;
}

function common(
  random: Random,
  source: string | null,
  owner: Seller,
  created: number,
  world: World,
  campaigns: ReadonlyMap<string, string>,
) {
  const silent = random.chance(0.05);
  const answered = created + responseHours(random, owner) * 3_600_000;
  const channel = source === null ? null : (channels[source] ?? source);
  return {
    source,
    channel,
    campaign_id: channel === null ? null : (campaigns.get(`${channel}${quarterOf(dayOf(created))}`) ?? null),
    owner_id: owner.id,
    created_at: iso(created),
    first_response_at: answered <= world.cutoff && !silent ? iso(answered) : null,
  };
}

/** When the lead that a customer once was came in; null for a customer that never was one. */
function leadCreated(account: Account): number | null {
  const random = new Random(luck.lead, account.index, 3);
  return random.chance(0.86) ? acquiredAt(account) - random.between(0.5, 40) * 86_400_000 : null;
}

function leadId(account: Account): string {
  return `LD-${account.id}`;
}

/** Id of the lead that a customer once was, where the world still knows it. */
export function leadOf(account: Account, world: World): string | null {
  const created = leadCreated(account);
  return created !== null && created >= instantOf(world.first) ? leadId(account) : null;
}

/** The lead that a customer once was, for those who came as one. */
function warm(
  account: Account,
  world: World,
  deals: ReadonlyMap<string, string>,
  campaigns: ReadonlyMap<string, string>,
): SourceRow<"leads"> | null {
  const random = new Random(luck.lead, account.index, 1);
  const converted = acquiredAt(account);
  const created = leadCreated(account);
  if (created === null || created > world.cutoff || created < instantOf(world.first)) return null;
  const done = account.acquired < world.today;
  const shown = convertedTooEarly(account.index) ? created - 3 * 86_400_000 : converted;
  return {
    id: leadId(account),
    name: account.name,
    ...common(random, account.source, account.owner, created, world, campaigns),
    status: done ? "已转化" : "跟进中",
    intent: random.weighted(intents.converting),
    score: 55 + random.integer(45),
    converted_at: done ? iso(shown) : null,
    converted_account_id: done ? account.id : null,
    converted_opportunity_id: done ? (deals.get(account.id) ?? null) : null,
  };
}

function cold(day: number, k: number, world: World, campaigns: ReadonlyMap<string, string>): SourceRow<"leads"> | null {
  const random = new Random(luck.lead, day, k, 2);
  const created = instantOf(day, random.between(7, 23));
  const region = random.weighted(regionWeights);
  const owner = coldOwner(random, region);
  const source = random.weighted(coldSources);
  const company = random.chance(0.6);
  const industry = random.pick(random.weighted(trades))[0];
  const name = company
    ? `${random.pick(brandFirst)[0]}${random.pick(brandSecond)[0]}${industry}`
    : personName(random).name;
  const shared = common(random, source, owner, created, world, campaigns);
  const ends = created + random.between(4, 50) * 86_400_000;
  const reason = random.pick(lostReasons);
  const lost = random.chance(0.85) && ends <= world.cutoff;
  if (created > world.cutoff) return null;
  return {
    id: `LD${stamp(day)}-${String(k + 1).padStart(2, "0")}`,
    name,
    ...shared,
    status: lost ? "已关闭" : shared.first_response_at ? "跟进中" : "待响应",
    intent: random.weighted(intents.cold),
    score: 5 + random.integer(70),
    lost_reason: lost ? reason : null,
  };
}

export function* leadRows(world: World): Generator<SourceRow<"leads">> {
  const deals = dealsOfLeads(world);
  const campaigns = new Map<string, string>();
  for (const { id, plan, serial } of campaignsOf(world)) campaigns.set(`${plan.channel}${Math.floor(serial / 16)}`, id);
  for (const account of [...world.accounts, ...world.coming]) {
    const row = warm(account, world, deals, campaigns);
    if (row) yield row;
  }
  for (let day = world.first; day <= world.today; day++) {
    const rest = weekday(day) === 0 || weekday(day) === 6 ? 0.8 : 1;
    const count = new Random(luck.lead, day).poisson(6.6 * rest * Math.sqrt(demand(day, "home")));
    for (let k = 0; k < count; k++) {
      const row = cold(day, k, world, campaigns);
      if (row) yield row;
    }
  }
}
