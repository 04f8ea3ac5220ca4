import type { Account } from "./accounts.ts";
import { type Campaign, campaignsOf } from "./campaigns.ts";
import { catalogue, itemIndex } from "./data/catalogue.ts";
import { quarterName, quarterOf } from "./days.ts";
import { leak } from "./deals.ts";
import { outlier } from "./dirt.ts";
import { duplicatesOf } from "./duplicates.ts";
import { companions, crossSell, everyOrder, lateRegion } from "./history.ts";
import { quickest } from "./people.ts";
import { at } from "./random.ts";
import { createWorld, type World } from "./world.ts";

/** Something that is hidden in the demo company and that Parley should find. */
export interface Truth<Details = unknown> {
  /** What is true, in one sentence. */
  readonly en: string;
  readonly zh: string;
  /** Command that should bring it to light. */
  readonly ask: string;
  readonly details: Details;
}

export interface Truths {
  readonly bestChannel: Truth<{ channel: string }>;
  readonly leak: Truth<{ region: string; from: string; to: string; quarters: readonly string[] }>;
  readonly late: Truth<{ region: string; quarter: string }>;
  readonly together: Truth<readonly { first: string; second: string; confidence: number }[]>;
  readonly drifting: Truth<{ accounts: readonly string[] }>;
  readonly duplicates: Truth<{ pairs: readonly (readonly [original: string, duplicate: string])[] }>;
  readonly outliers: Truth<{ orders: readonly string[] }>;
  readonly crossSell: Truth<{ anchor: string; offer: string; accounts: readonly string[] }>;
  readonly quickest: Truth<{ owner: string; name: string }>;
  readonly control: Truth<{ campaign: string; name: string }>;
}

/** Silent for at least this many days, and not for longer than half a year more, is drifting away now. */
const silence = 45;

/** Valuable customers, once regular, whose gaps grew for five months and who have been silent since. */
function drifting(world: World): Account[] {
  return world.accounts.filter(({ silentFrom }) => {
    const days = silentFrom === null ? -1 : world.today - silentFrom;
    return days >= silence && days < silence + 182;
  });
}

/** Hotels that bought the bean at least three times and never the cups that go with it elsewhere. */
function without(world: World): string[] {
  const anchor = itemIndex(crossSell.anchor);
  const times = new Map<string, number>();
  for (const { account, lines } of everyOrder(world)) {
    if (account.gapInRange && lines.some(({ item }) => item === anchor)) {
      times.set(account.id, (times.get(account.id) ?? 0) + 1);
    }
  }
  return [...times].filter(([, count]) => count >= 3).map(([account]) => account);
}

/** The latest campaign with a control group whose quarter is over. */
function experiment(world: World): Campaign | null {
  const past = (campaign: Campaign) => quarterOf(campaign.first) < quarterOf(world.today);
  return campaignsOf(world).findLast((campaign) => campaign.plan.code === "WB" && past(campaign)) ?? null;
}

function nameOf(sku: string): string {
  return at(catalogue, itemIndex(sku)).name;
}

/** What is true of the demo company on the day of `now`. */
export function truthsOf(now: Date): Truths {
  const world = createWorld(now);
  const quarter = quarterOf(world.today);
  const region = lateRegion(quarter - 1);
  const accounts = drifting(world).map(({ id }) => id);
  const campaign = experiment(world);
  return {
    bestChannel: {
      en: "WeCom communities return several times what any other channel does.",
      zh: "企业微信社群的投产比是其他渠道的数倍。",
      ask: "/campaign last365d by channel",
      details: { channel: "企业微信" },
    },
    leak: {
      en: "In South China few deals get beyond a quotation since the last complete quarter began.",
      zh: "上季度以来，华南的商机从方案报价到商务谈判的转化率明显下滑。",
      ask: `/funnel last quarter region=${leak.region}`,
      details: {
        region: leak.region,
        from: leak.from,
        to: leak.to,
        quarters: [quarterName(quarter - 1), quarterName(quarter)],
      },
    },
    late: {
      en: `The NPS of ${region} fell last quarter because half of its deliveries came late.`,
      zh: `上季度${region}半数订单配送延迟，NPS 明显下降。`,
      ask: "/satisfaction last quarter by region",
      details: { region, quarter: quarterName(quarter - 1) },
    },
    together: {
      en: "Three pairs of products are bought together far more often than by chance.",
      zh: "三组商品被一起购买的频率远高于随机水平。",
      ask: "/basket last365d",
      details: companions.map(([first, second, confidence]) => ({
        first: nameOf(first),
        second: nameOf(second),
        confidence,
      })),
    },
    drifting: {
      en: `${accounts.length} valuable regular customers have slowed down and gone silent.`,
      zh: `${accounts.length} 家高价值老客户下单间隔拉长后已停止采购。`,
      ask: "/churn",
      details: { accounts },
    },
    duplicates: {
      en: "Some customers were recorded twice, in pinyin, with a typo or with a longer name.",
      zh: "部分客户被重复录入：拼音或英文名、错别字、全称与简称。",
      ask: "/quality",
      details: { pairs: duplicatesOf(world).map(({ original, id }) => [original.id, id] as const) },
    },
    outliers: {
      en: "A few orders have a zero too many in their quantities.",
      zh: "少数订单的数量多录了一个零。",
      ask: "/quality",
      details: { orders: [...everyOrder(world)].filter(outlier).map(({ id }) => id) },
    },
    crossSell: {
      en: "Some hotels buy the espresso beans but, unlike other hotels, never the paper cups.",
      zh: "部分酒店只采购深烘拼配豆，却从未像同行那样采购纸杯。",
      ask: `/recommend product=${nameOf(crossSell.offer)}`,
      details: { anchor: nameOf(crossSell.anchor), offer: nameOf(crossSell.offer), accounts: without(world) },
    },
    quickest: {
      en: `${quickest.name} answers leads within the hour and converts twice as many.`,
      zh: `${quickest.name}一小时内响应线索，转化率约为同事的两倍。`,
      ask: "/leads last365d by owner",
      details: { owner: quickest.id, name: quickest.name },
    },
    control: {
      en: "The win-back coupon by text message has a control group: the coupon more than doubles the responses.",
      zh: "短信唤醒券设有对照组：发券组的响应率是对照组的两倍以上。",
      ask: `/campaign campaign=${campaign?.name ?? ""}`,
      details: { campaign: campaign?.id ?? "", name: campaign?.name ?? "" },
    },
  };
}
