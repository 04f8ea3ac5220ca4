import { daysBetween } from "#grammar/days.ts";
import type { Words } from "#messages.ts";
import { type CustomerOrders, gapsOf } from "#metrics/customer/customer-profile.ts";
import { isSilent } from "#metrics/customer/customer-profile-stage.ts";
import { fewestScored } from "#metrics/rfm/rfm.ts";
import { lifecycleRules } from "#model/lifecycle-rules.ts";
import { type CustomerStory, nameOf, openDeals, whenOf } from "./customer-story.ts";

/** How the customer is doing, with its number. */
export function headlineOf(story: CustomerStory): string {
  const { words, orders, stage, spans, days } = story;
  if (orders.allOrders === 0) return prospectOf(story);
  const [name, when, silent] = [nameOf(story), whenOf(story), orders.silentDays ?? 0];
  if (orders.orders === 0) {
    const before = { name, when, days: silent, money: words.money(orders.allRevenue), orders: orders.allOrders };
    return words.say((orders.lastOn ?? "") >= spans.to ? "not_then" : "gone", before);
  }
  const money = words.money(orders.revenue);
  const values = { name, money, when, days: silent, orders: orders.orders, ...trendOf(words, orders) };
  if (isSilent(stage, orders)) return words.say("slipping", { ...values, gap: Math.round(orders.medianGap ?? 0) });
  if (stage === "new") return words.say("new", { ...values, date: words.date(orders.firstOn ?? spans.from) });
  const since = gapsOf(days).filter(({ on }) => on >= spans.from && daysBetween(on, spans.asOf) <= lately);
  const gap = since.reduce((most, one) => Math.max(most, one.gap), 0);
  return stage === "reactivated" && gap > lately ? words.say("back", { ...values, gap }) : words.say("buying", values);
}

/** A return is news for so many days, and so long an absence is one. */
const lately = 90;

function prospectOf(story: CustomerStory): string {
  const { words, records, contactsInPeriod, spans } = story;
  const [name, when] = [nameOf(story), whenOf(story)];
  const open = openDeals(story);
  if (open.n > 0) return words.say("prospect_deals", { name, ...open });
  const [contact] = records.activities;
  if (contact !== undefined && contactsInPeriod > 0) {
    const days = daysBetween(contact.occurred, spans.asOf);
    return words.say("prospect_contacts", { name, n: contactsInPeriod, when, days });
  }
  if (story.timeline.length === 0) return words.say("empty", { name, asOf: words.date(spans.asOf) });
  return words.say("prospect_known", { name, when });
}

/** Changes smaller than half a percent are none. */
const same = 0.005;

function trendOf(words: Words, { change }: CustomerOrders) {
  if (change === null) return { trend: "none", change: "" };
  const trend = Math.abs(change) < same ? "same" : change > 0 ? "up" : "down";
  return { trend, change: words.percent(Math.abs(change)) };
}

/** Caveats: what could not be told and why, what was left out, what is masked. */
export function footnotesOf(story: CustomerStory): string[] {
  const { words, orders, rfm, churn, account, contacts, timeline, shown } = story;
  const when = whenOf(story);
  const said: string[] = [];
  if (story.deals) said.push(words.say("reply.orders_from_deals"));
  if (orders.returned > 0) said.push(words.say("returned", { money: words.money(orders.returned), when }));
  if (rfm !== null && rfm.segment === null) said.push(words.say("few_scored", { least: fewestScored, when }));
  if (churn !== null && churn.risk === null) said.push(words.say("by_rule"));
  said.push(...story.lacking.map((key) => words.say(key)));
  const personal = [account, ...contacts].flatMap(({ phone, email }) => [phone, email]);
  if (personal.some((text) => text?.includes("***"))) said.push(words.say("masked"));
  if (timeline.length > shown) said.push(words.say("capped", { shown, n: words.integer(timeline.length) }));
  return said;
}

/** How it was computed, a sentence each. */
export function methodOf({ words, spans, rfm, clv, churn }: CustomerStory): string[] {
  const { from, to, previousFrom, previousTo } = spans;
  const [span, before] = [words.span(from, to), words.span(previousFrom, previousTo)];
  return [
    words.say("method_orders", { least: lifecycleRules.fewestGaps, span, before }),
    words.say("method_stage"),
    ...(rfm === null ? [] : [words.say("method_rfm", { n: words.integer(rfm.population) })]),
    ...(clv === null ? [] : [words.say("method_clv")]),
    ...(churn === null ? [] : [words.say("method_churn", { horizon: churn.horizon })]),
  ];
}
