import type { SourceRow } from "#model/tables.ts";
import type { Account } from "./accounts.ts";
import { date, dayOf, instantOf, iso, quarterName, quarterOf, quarterStart } from "./days.ts";
import { at, cents, luck, Random, uniform } from "./random.ts";
import type { World } from "./world.ts";

interface Plan {
  readonly code: string;
  readonly channel: string;
  readonly type: string;
  readonly title: string;
  /** Day of the quarter on which it starts, and days it lasts. */
  readonly start: number;
  readonly days: number;
  readonly budget: number;
  /** Share of customers that it touches, share of these that respond, and share of responders who order for it. */
  readonly reach: number;
  readonly response: number;
  readonly orders: number;
}

/** What runs in every quarter. 企业微信 costs little and is answered often: by far the best return (truth 1). */
const plans: readonly Plan[] = [
  {
    code: "WX",
    channel: "企业微信",
    type: "社群运营",
    title: "企微社群 · 每周一豆",
    start: 6,
    days: 70,
    budget: 70_000,
    reach: 0.14,
    response: 0.34,
    orders: 0.6,
  },
  {
    code: "SE",
    channel: "搜索广告",
    type: "付费广告",
    title: "搜索广告 · 办公咖啡",
    start: 0,
    days: 88,
    budget: 250_000,
    reach: 0.08,
    response: 0.1,
    orders: 0.3,
  },
  {
    code: "DY",
    channel: "抖音",
    type: "直播",
    title: "抖音直播 · 会喝的周三",
    start: 12,
    days: 60,
    budget: 210_000,
    reach: 0.09,
    response: 0.14,
    orders: 0.3,
  },
  {
    code: "XH",
    channel: "小红书",
    type: "内容种草",
    title: "小红书 · 一人一杯",
    start: 20,
    days: 56,
    budget: 165_000,
    reach: 0.08,
    response: 0.12,
    orders: 0.3,
  },
  {
    code: "EX",
    channel: "展会",
    type: "线下活动",
    title: "Coffee & Office 展会",
    start: 40,
    days: 4,
    budget: 360_000,
    reach: 0.05,
    response: 0.3,
    orders: 0.3,
  },
  {
    code: "EM",
    channel: "邮件",
    type: "EDM",
    title: "Newsletter · Roaster's Notes",
    start: 3,
    days: 80,
    budget: 230_000,
    reach: 0.12,
    response: 0.06,
    orders: 0.2,
  },
  {
    code: "WB",
    channel: "短信",
    type: "唤醒",
    title: "短信唤醒券（含补贴）",
    start: 30,
    days: 7,
    budget: 210_000,
    reach: 0.4,
    response: 0.2,
    orders: 0.55,
  },
];

/** Responses of the control half of 短信唤醒券, who got no coupon (truth 9). */
const controlResponse = 0.09;

export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly serial: number;
  readonly plan: Plan;
  readonly first: number;
  readonly last: number;
}

/** A customer reached by a campaign. */
export interface Touch {
  readonly campaign: Campaign;
  readonly account: Account;
  readonly at: number;
  readonly arm: "treatment" | "control" | null;
  readonly responded: number | null;
  /** Day on which the touch made the customer order; null for most. */
  readonly orders: number | null;
}

export function campaignsOf(world: World): Campaign[] {
  const found: Campaign[] = [];
  for (let quarter = quarterOf(world.first) - 1; quarter <= quarterOf(world.today); quarter++) {
    for (const [k, plan] of plans.entries()) {
      const first = quarterStart(quarter) + plan.start;
      if (first >= world.today) continue;
      const id = `CP-${quarterName(quarter)}-${plan.code}`;
      found.push({
        id,
        name: `${plan.title} ${quarterName(quarter)}`,
        serial: quarter * 16 + k,
        plan,
        first,
        last: first + plan.days - 1,
      });
    }
  }
  return found;
}

/** Touches of one account in order of time, whenever they are; the caller cuts at the cutoff. */
export function touchesOf(account: Account, campaigns: readonly Campaign[]): Touch[] {
  const touches: Touch[] = [];
  for (const campaign of campaigns) {
    const { plan } = campaign;
    if (account.acquired >= campaign.first) continue;
    if (uniform(luck.touch, campaign.serial, account.index) >= plan.reach) continue;
    const random = new Random(luck.touch, campaign.serial, account.index, 1);
    const touched = instantOf(campaign.first + random.integer(plan.days), random.between(9, 20));
    const arm = plan.code === "WB" ? (random.chance(0.5) ? "treatment" : "control") : null;
    const responds = random.next() < (arm === "control" ? controlResponse : plan.response);
    const delay = random.between(0.1, 60);
    const orders =
      random.next() < plan.orders && !(account.silentFrom !== null && campaign.first > account.silentFrom - 200);
    touches.push({
      campaign,
      account,
      at: touched,
      arm,
      responded: responds ? touched + delay * 3_600_000 : null,
      orders: responds && orders ? dayOf(touched + delay * 3_600_000) + 1 + random.integer(8) : null,
    });
  }
  return touches.sort((a, b) => a.at - b.at);
}

export function* campaignRows(world: World): Generator<SourceRow<"campaigns">> {
  for (const { id, name, plan, first, last } of campaignsOf(world)) {
    yield {
      id,
      name,
      channel: plan.channel,
      type: plan.type,
      budget: plan.budget,
      currency: "CNY",
      starts_at: iso(instantOf(first)),
      ends_at: iso(instantOf(last + 1)),
    };
  }
}

/** Spent in weekly parts that add up to about the budget. */
export function* costRows(world: World): Generator<SourceRow<"campaign_costs">> {
  for (const { id, plan, serial, first, last } of campaignsOf(world)) {
    const weeks = Math.ceil(plan.days / 7);
    for (let week = 0; week < weeks; week++) {
      const day = Math.min(first + week * 7, last);
      if (day >= world.today) break;
      const amount = cents((plan.budget / weeks) * (0.9 + 0.2 * uniform(luck.cost, serial, week)));
      yield { id: `${id}-${week + 1}`, campaign_id: id, spent_on: date(day), amount, currency: "CNY" };
    }
  }
}

export function* memberRows(world: World): Generator<SourceRow<"campaign_members">> {
  const campaigns = campaignsOf(world);
  for (const account of world.accounts) {
    for (const touch of touchesOf(account, campaigns)) {
      if (touch.at > world.cutoff) continue;
      const responded = touch.responded !== null && touch.responded <= world.cutoff;
      const mood = uniform(luck.touch, touch.campaign.serial, account.index, 2);
      yield {
        id: `${touch.campaign.id}-${account.id}`,
        campaign_id: touch.campaign.id,
        account_id: account.id,
        touched_at: iso(touch.at),
        arm: touch.arm,
        responded_at: responded && touch.responded !== null ? iso(touch.responded) : null,
        feedback_score: responded && mood < 0.3 ? at([5, 5, 4, 4, 4, 3, 2], Math.floor((mood / 0.3) * 7)) : null,
      };
    }
  }
}
