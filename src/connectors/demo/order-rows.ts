import type { SourceRow } from "#model/tables.ts";
import { catalogue } from "./data/catalogue.ts";
import { instantOf, iso } from "./days.ts";
import { dealOfOrder, wonDeals } from "./deals.ts";
import { outlier } from "./dirt.ts";
import { everyOrder, type Order } from "./history.ts";
import { at, cents, luck, Random, weights } from "./random.ts";
import type { World } from "./world.ts";

/** Value-added tax on goods at home; exports carry none. */
const tax = 0.13;

const naturalChannels = weights([
  ["官网商城", 40],
  ["小程序", 34],
  ["电话", 14],
  ["门店", 12],
]);
const stores: Readonly<Record<string, string>> = {
  华东: "上海旗舰店",
  华南: "深圳体验店",
  华北: "北京体验店",
  西南: "成都体验店",
};
const carriers = weights([
  ["云鹿速运", 50],
  ["蓝鲸物流", 30],
  ["安途快递", 20],
]);

export const storeNames: readonly string[] = Object.values(stores);

function statusOf(order: Order, world: World): "draft" | "confirmed" | "fulfilled" | "cancelled" {
  if (order.cancelled !== null && order.cancelled <= world.cutoff) return "cancelled";
  if (order.delivered <= world.cutoff && order.cancelled === null) return "fulfilled";
  return order.at > instantOf(world.today) && order.account.index % 9 === 0 ? "draft" : "confirmed";
}

export function* orderRows(world: World): Generator<SourceRow<"orders">> {
  const won = wonDeals(world);
  for (const order of everyOrder(world)) {
    const { account } = order;
    const random = new Random(luck.order, account.index, order.day, 1);
    const status = statusOf(order, world);
    const net = outlier(order) ? cents(order.net * 10) : order.net;
    const duty = account.rhythm === "abroad" ? 0 : cents(net * tax);
    const channel = order.touch?.campaign.plan.channel ?? random.weighted(naturalChannels);
    yield {
      id: order.id,
      account_id: account.id,
      opportunity_id: dealOfOrder(won, order),
      owner_id: account.owner.id,
      ordered_at: iso(order.at),
      status,
      net,
      tax: duty,
      total: cents(net + duty),
      currency: account.place.currency,
      channel,
      campaign_id: order.touch?.campaign.id ?? null,
      store: channel === "门店" ? (stores[account.region] ?? null) : null,
      region: account.region,
      country: account.place.country,
      city: account.place.city,
      promised_at: iso(order.promised),
      delivered_at: status === "fulfilled" ? iso(order.delivered) : null,
      carrier: random.weighted(carriers),
      cancelled_at: status === "cancelled" ? iso(order.cancelled ?? order.at) : null,
      cancel_reason:
        status === "cancelled" ? random.pick(["重复下单", "改期采购", "价格原因", "Ordered by mistake"]) : null,
    };
  }
}

export function* lineRows(world: World): Generator<SourceRow<"order_lines">> {
  for (const order of everyOrder(world)) {
    const times = outlier(order) ? 10 : 1;
    for (const [k, line] of order.lines.entries()) {
      yield {
        id: `${order.id}-${k + 1}`,
        order_id: order.id,
        account_id: order.account.id,
        product_id: at(catalogue, line.item).sku,
        quantity: line.quantity * times,
        unit_price: line.price,
        discount: line.discount,
        net: cents(line.net * times),
        cost: cents(line.cost * times),
      };
    }
  }
}

const returnReasons = weights([
  ["包装破损", 26],
  ["口味不合适", 22],
  ["发错货", 14],
  ["质量问题", 20],
  ["多订了", 10],
  ["Arrived too late", 8],
]);

/** A line that was sent back; null for most. */
export function returnOf(
  order: Order,
  k: number,
): { at: number; quantity: number; amount: number; reason: string } | null {
  const line = at(order.lines, k);
  const random = new Random(luck.returned, order.account.index, order.day, k);
  const fragile = at(catalogue, line.item).category === "器具" ? 0.03 : 0;
  if (order.cancelled !== null || !random.chance(0.016 + fragile + (order.late ? 0.015 : 0))) return null;
  const quantity = random.chance(0.6) ? line.quantity : 1 + random.integer(line.quantity);
  return {
    at: order.delivered + random.between(1, 18) * 86_400_000,
    quantity,
    amount: cents((line.net * quantity) / line.quantity),
    reason: random.weighted(returnReasons),
  };
}

export function* returnRows(world: World): Generator<SourceRow<"returns">> {
  for (const order of everyOrder(world)) {
    for (const [k, line] of order.lines.entries()) {
      const returned = returnOf(order, k);
      if (returned === null || returned.at > world.cutoff) continue;
      yield {
        id: `RT-${order.id}-${k + 1}`,
        order_id: order.id,
        order_line_id: `${order.id}-${k + 1}`,
        account_id: order.account.id,
        product_id: at(catalogue, line.item).sku,
        returned_at: iso(returned.at),
        quantity: returned.quantity,
        amount: returned.amount,
        currency: order.account.place.currency,
        reason: returned.reason,
      };
    }
  }
}
