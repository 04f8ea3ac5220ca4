import { type CommandInput, defineCommand } from "#command.ts";
import { NotEnoughData } from "#errors.ts";
import churnLesson from "#learned/churn.ts";
import lifetimeLesson from "#learned/lifetime-value.ts";
import offersLesson from "#learned/recommendations.ts";
import { basketItems } from "#metrics/baskets/basket-items.ts";
import { churnFindings } from "#metrics/churn/churn-findings.ts";
import { customerOrders } from "#metrics/customer/customer-profile.ts";
import { customerLifetime } from "#metrics/customer/customer-profile-lifetime.ts";
import { profileResult } from "#metrics/customer/customer-profile-result.ts";
import { customerStage, needsPopulation } from "#metrics/customer/customer-profile-stage.ts";
import { nextSteps } from "#metrics/customer/customer-profile-steps.ts";
import { customerTimeline } from "#metrics/customer/customer-profile-timeline.ts";
import { offersOfAccounts } from "#metrics/recommend/recommend-accounts.ts";
import { recommendFacts } from "#metrics/recommend/recommend-facts.ts";
import { offerFields } from "#metrics/recommend/recommend-result.ts";
import { fewestScored } from "#metrics/rfm/rfm.ts";
import { segmentOf } from "#metrics/rfm/rfm-segments.ts";
import { comparedSpans } from "#metrics/rfm/rfm-spans.ts";
import { allProducts } from "#queries/all-products.ts";
import { customerAccount, customerContacts, profilingWithdrawn } from "#queries/customer-account.ts";
import { customerActivities } from "#queries/customer-activities.ts";
import { customerDeals } from "#queries/customer-deals.ts";
import { customerSurveys, customerTickets } from "#queries/customer-feedback.ts";
import {
  type CustomerSpan,
  customerOrderDays,
  customerProducts,
  customerReturns,
  usualGaps,
} from "#queries/customer-orders.ts";
import { customerRfm } from "#queries/customer-rfm.ts";
import { customerTasks } from "#queries/customer-tasks.ts";
import { namedAccounts } from "#queries/named-accounts.ts";
import { ownedProducts } from "#queries/recommend-accounts.ts";
import { returnsFollow } from "#queries/rfm-scores.ts";
import type { FollowUp, Reply } from "#reply.ts";
import { accountMeant, askAbout } from "#wording/account-choice.ts";
import { reasonsOf, remedyOf } from "#wording/churn-reasons.ts";
import { messages } from "#wording/customer.ts";
import { actionsOf } from "#wording/customer-actions.ts";
import { kpisOf, pictureOf } from "#wording/customer-figures.ts";
import { insightsOf } from "#wording/customer-insights.ts";
import { footnotesOf, headlineOf, methodOf } from "#wording/customer-sentences.ts";
import type { CustomerIdentity, CustomerStory } from "#wording/customer-story.ts";
import { toldOffer } from "#wording/recommend-because.ts";
import { tell } from "#wording/tell.ts";

type Input = CommandInput<Record<string, unknown>>;

/** Events, deals, … in `result` unless it is asked for in full. */
const mostRows = 200;
const mostOffers = 5;

export default defineCommand({
  title: { en: "Customer profile", zh: "客户画像" },
  summary: { en: "Everything about one customer", zh: "一个客户的全貌：近况、价值、风险和下一步" },
  aliases: ["客户画像", "客户360", "客户详情"],
  group: "customers",
  examples: [
    { en: "/customer 华星科技", zh: "/客户画像 华星科技" },
    { en: "/customer 华星科技 last90d", zh: "/客户画像 华星科技 近90天" },
  ],
  period: "last365d",
  narrows: null,
  subject: "required",
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const text = question.subject ?? "";
    const found = await namedAccounts(view, text);
    const { key } = accountMeant(found, text, question.command, words, question.text);
    const { story, told } = await storyOf(input, key);
    const limit = question.full ? null : mostRows;
    const result = profileResult({ ...story, offers: story.offers.map(offerFields), churn: told, limit });
    const nothing = story.timeline.length === 0;
    return {
      ...tell(story, { headlineOf, pictureOf, kpisOf, insightsOf, actionsOf, footnotesOf, methodOf }),
      followUps: followUpsOf(input, story),
      result,
      ...(nothing ? { actions: [words.say("empty_try", { command: "/rfm" })], empty: true } : {}),
    };
  },
});

/** All that is known of an account; what a source does not have, or too few data do not tell, is left out. */
async function storyOf(input: Input, key: number) {
  const { question, view, words } = input;
  const { asOf } = question;
  const other = question.comparison?.kind === "yoy" ? question.comparison.period : null;
  const spans = comparedSpans(question.period, asOf, other);
  const span: CustomerSpan = { account: key, asOf, from: spans.from, to: spans.to };
  const of = <Rows>(table: string, query: (span: CustomerSpan) => Promise<Rows>, none: Rows) =>
    view.has(table) ? query(span) : Promise.resolve(none);
  const [account, contacts, days, returns, deals, tickets, surveys, activities, tasks, withdrawn] = await Promise.all([
    customerAccount(view, span),
    of("contacts", (asked) => customerContacts(view, asked), []),
    customerOrderDays(view, span),
    of("returns", (asked) => customerReturns(view, asked), []),
    of("opportunities", (asked) => customerDeals(view, asked), []),
    of("tickets", (asked) => customerTickets(view, asked), []),
    of("surveys", (asked) => customerSurveys(view, asked), []),
    of("activities", (asked) => customerActivities(view, asked), []),
    of("activities", (asked) => customerTasks(view, asked), []),
    of("consents", (asked) => profilingWithdrawn(view, asked), false),
  ]);
  if (account === null) throw new Error("a named account has gone");
  const orders = customerOrders(days, returns, spans);
  const records = { deals, tickets, surveys, activities, returns };
  // Where won deals stand for orders, they are told as deals.
  const timeline = customerTimeline(view.has("orders") ? days : [], records);
  const scoring = { kind: "quintiles" as const };
  const [population, rfm, products, { clv, churn, offers, lacking }] = await Promise.all([
    needsPopulation(days, spans) ? usualGaps(view, span) : null,
    orders.orders === 0
      ? null
      : customerRfm(view, {
          ...spans,
          account: key,
          scoring,
          returnsFollow: await returnsFollow(view, { asOf }),
        }),
    orders.orders === 0 ? [] : of("order_lines", (asked) => customerProducts(view, asked), []),
    withdrawn
      ? { clv: null, churn: null, offers: [], lacking: ["no_profiling"] }
      : learnedOf(input, key, account, orders.allOrders > 0),
  ]);
  const stage = customerStage(days, spans, population);
  const contactsInPeriod = activities[0]?.in_period ?? 0;
  const steps = nextSteps({
    ...{ asOf, stage, orders, records, contactsKnown: view.has("activities") },
    atRisk: churn?.atRisk ? churn.value : null,
    offer: offers[0]?.product ?? null,
  });
  const story: CustomerStory = {
    ...{ words, spans, account, contacts, days, returns, orders, products, stage, clv, churn, records },
    ...{ contactsInPeriod, tasks, offers, steps, timeline, lacking, shown: question.full ? timeline.length : mostRows },
    rfm: rfm && { ...rfm, segment: rfm.population < fewestScored ? null : segmentOf("11", rfm.r, rfm.fm) },
    deals: !view.has("orders"),
  };
  const told = churn && {
    ...churn,
    reasons: churn.atRisk ? reasonsOf(words, churn, churn.horizon) : [],
    ...(churn.atRisk ? remedyOf(words, churn) : { action: null, opener: null }),
  };
  return { story, told };
}

/** What the whole company's data tell of an account, and the keys of footnotes on what they do not. */
async function learnedOf(input: Input, key: number, account: CustomerIdentity, buys: boolean) {
  const { asOf } = input.question;
  const [lifetime, churn, offers] = await Promise.all([
    buys ? soon(input.recall(lifetimeLesson, asOf, lifetimeLesson.usual)) : null,
    buys ? soon(input.recall(churnLesson, asOf, churnLesson.usual)) : null,
    input.view.has("order_lines") ? soon(offersOf(input, key, account)) : [],
  ]);
  const judged = churn === null || typeof churn === "string" ? null : churn.value;
  const tells = judged?.scores.some(({ judgedBy }) => judgedBy !== "nothing") ?? false;
  const seen = { keys: [key], groups: null };
  const [risk] = judged && tells ? churnFindings(judged.scores, seen, { limit: 1, keep: () => true }).accounts : [];
  const lacking = [
    ...(lifetime === "lacking" ? ["no_clv"] : []),
    ...(churn === "lacking" || (judged && !tells) ? ["no_churn"] : []),
    ...(tells && risk === undefined ? ["not_active"] : []),
    ...(offers === "lacking" ? ["no_offers"] : []),
    ...([lifetime, churn, offers].includes("late") ? ["late"] : []),
  ];
  return {
    clv: lifetime === null || typeof lifetime === "string" ? null : customerLifetime(lifetime.value.scores, key),
    churn: judged && risk ? { ...risk, horizon: judged.horizon } : null,
    offers: typeof offers === "string" ? [] : offers,
    lacking,
  };
}

/** Longest that one waits for what is being learned; it is there for whoever asks later. */
const patienceMs = 8_000;

/** What was learned, or why it is not there: too few data, or too little time so far. */
async function soon<Value>(learning: Promise<Value>): Promise<Value | "lacking" | "late"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), patienceMs);
  });
  try {
    return await Promise.race([learning, late]);
  } catch (error) {
    if (error instanceof NotEnoughData) return "lacking";
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** What to offer it next, the best first. Throws `NotEnoughData` where too little was bought to learn from. */
async function offersOf(input: Input, key: number, { industry, segment }: CustomerIdentity) {
  const { question, view, words } = input;
  const [{ value: model }, products] = await Promise.all([
    input.recall(offersLesson, question.asOf, offersLesson.usual),
    allProducts(view),
  ]);
  const facts = recommendFacts(model.products, products, basketItems(products, "product"));
  const lines = await ownedProducts(view, { accounts: [key], base: facts.base, end: question.asOfEnd });
  const accounts = { key: [key], group: [model.groups.indexOf(industry ?? segment ?? "")] };
  const [found] = offersOfAccounts(model, facts, { ...lines, base: facts.base }, accounts, mostOffers);
  const names = { items: facts.names, groups: model.groups };
  return (found?.offers ?? []).map((offer) => toldOffer(words, names, facts.price, offer));
}

function followUpsOf({ commands, words }: Input, { account }: CustomerStory): FollowUp[] {
  const offered = [
    { name: "recommend", ask: askAbout("recommend", account.account) },
    { name: "churn", ask: "/churn" },
    { name: "rfm", ask: "/rfm" },
  ];
  return offered
    .filter(({ name }) => commands.has(name))
    .map(({ name, ask }) => ({ label: words.say(`follow_${name}`), ask }));
}
