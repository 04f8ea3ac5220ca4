import type { SourceRow } from "#model/tables.ts";
import { type Account, acquiredAt } from "./accounts.ts";
import { date, instantOf, iso } from "./days.ts";
import { typedPhone } from "./dirt.ts";
import { duplicatesOf } from "./duplicates.ts";
import { domain, mobile, sellers } from "./people.ts";
import { luck, Random, uniform } from "./random.ts";
import type { World } from "./world.ts";

export function* ownerRows(world: World): Generator<SourceRow<"owners">> {
  for (const [index, seller] of sellers.entries()) {
    const random = new Random(luck.owner, index, 99);
    const joined = instantOf(world.first) - random.between(0, 700) * 86_400_000;
    yield {
      id: seller.id,
      name: seller.name,
      email: `${seller.pinyin}@${domain}`,
      mobile: mobile(index),
      wecom_userid: seller.pinyin.replace(".", ""),
      slack_user_id: `UDEMO${String(index + 1).padStart(4, "0")}`,
      team: seller.team,
      manager_id: seller.manager,
      is_active: !seller.left,
      joined_on: date(18_600 + ((index * 37) % 700)),
      left_on: seller.left ? "2025-06-30" : null,
      source_created_at: iso(joined),
    };
  }
}

/** A customer that was handed back: it waits in a pool, or somebody else has claimed it since. */
interface Release {
  readonly pool: string | null;
  readonly released: number;
  readonly claimed: number | null;
  readonly reason: string;
}

export function releaseOf(account: Account, world: World): Release | null {
  if (!account.company || account.silentFrom !== null || uniform(luck.account, account.index, 21) > 0.16) return null;
  const random = new Random(luck.account, account.index, 22);
  const released = account.acquired + 120 + random.integer(500);
  const reason = random.pick(["超期未跟进", "销售主动释放", "离职交接", "无成交意向"]);
  const back = released + 3 + random.integer(60);
  const claimed = random.chance(0.55) && back < world.today ? back : null;
  return released < world.today ? { pool: claimed ? null : `${account.region}公海`, released, claimed, reason } : null;
}

/** Membership by how long and how much, for people only. */
function tierOf(account: Account): string | null {
  if (account.company) return account.scale > 2.4 ? "战略客户" : account.scale > 1.2 ? "重点客户" : "普通客户";
  return account.scale > 1.6 ? "金卡" : account.scale > 1.05 ? "银卡" : "普卡";
}

function accountRow(account: Account, world: World): SourceRow<"accounts"> {
  const release = releaseOf(account, world);
  const random = new Random(luck.account, account.index, 23);
  const followed = random.next() ** 2 * 150;
  const parent =
    account.index > 40 && account.company && random.chance(0.02)
      ? `A${String(1 + random.integer(30)).padStart(5, "0")}`
      : null;
  return {
    id: account.id,
    name: account.name,
    type: account.company ? (account.segment === "经销商" ? "经销商" : "企业客户") : "个人客户",
    industry: account.industry,
    segment: account.segment,
    company_size: account.size,
    region: account.region,
    country: account.place.country,
    city: account.place.city,
    gender: account.gender,
    birth_year: account.birthYear,
    income_band: account.income,
    owner_id: release?.pool ? null : account.owner.id,
    parent_id: parent,
    source: account.source,
    phone: typedPhone(account),
    email: uniform(luck.account, account.index, 24) < 0.05 ? null : account.email,
    address: `${account.place.city}${account.address}`,
    tier: tierOf(account),
    points: account.company ? null : Math.floor(random.gamma(2) * 900 * account.scale),
    pool: release?.pool ?? null,
    claimed_at: release?.claimed ? iso(instantOf(release.claimed, 10)) : null,
    released_at: release ? iso(instantOf(release.released, 18)) : null,
    release_reason: release?.reason ?? null,
    last_followed_at: iso(Math.max(acquiredAt(account), world.cutoff - followed * 86_400_000)),
    acquired_at: iso(acquiredAt(account)),
    churned_at: null,
    custom: JSON.stringify({ province: account.place.province }),
    source_created_at: iso(acquiredAt(account)),
  };
}

export function* accountRows(world: World): Generator<SourceRow<"accounts">> {
  for (const account of world.accounts) yield accountRow(account, world);
  for (const { original, id, name, phone, email, recorded } of duplicatesOf(world)) {
    const row = accountRow(original, world);
    yield {
      ...row,
      id,
      name,
      phone,
      email,
      pool: null,
      owner_id: original.owner.id,
      released_at: null,
      release_reason: null,
      points: null,
      parent_id: null,
      acquired_at: iso(recorded),
      claimed_at: null,
      last_followed_at: iso(recorded),
      source_created_at: iso(recorded),
    };
  }
}

const tags = [
  "手冲爱好者",
  "低因",
  "价格敏感",
  "拉花",
  "送礼",
  "环保",
  "上班族",
  "自由职业",
  "教师",
  "设计师",
  "Early adopter",
  "Espresso",
] as const;
const companyTags = [
  "按月采购",
  "需开专票",
  "多门店",
  "招标采购",
  "重视交期",
  "VIP",
  "海外总部",
  "茶水间升级",
] as const;

export function* tagRows(world: World): Generator<SourceRow<"account_tags">> {
  for (const account of world.accounts) {
    const random = new Random(luck.account, account.index, 31);
    const list = account.company ? companyTags : tags;
    const chosen = new Set(Array.from({ length: random.integer(4) }, () => random.pick(list)));
    for (const tag of chosen) yield { id: `${account.id}-${tag}`, account_id: account.id, tag };
  }
}
