import { type CommandInput, defineCommand } from "#command.ts";
import { NotEnoughData, notEnough } from "#errors.ts";
import { addDays, startOfDay } from "#grammar/days.ts";
import churnLesson from "#learned/churn.ts";
import offersLesson from "#learned/recommendations.ts";
import { type Action, actionsResult, rankActions, shortList } from "#metrics/actions/action.ts";
import { revivalRate } from "#metrics/actions/revival-rate.ts";
import { stalledNow } from "#metrics/actions/stalled-now.ts";
import { basketItems } from "#metrics/baskets/basket-items.ts";
import { type ChurnAccount, churnFindings } from "#metrics/churn/churn-findings.ts";
import { recommendFacts } from "#metrics/recommend/recommend-facts.ts";
import { accountNames } from "#queries/account-names.ts";
import { boughtBy, openComplaints } from "#queries/action-complaints.ts";
import { closedStays, wonWithoutAmount } from "#queries/action-deals.ts";
import { firstDays, leadWorth, waitingLeads } from "#queries/action-leads.ts";
import { customersBack, lineWorths, ordersOfNobody } from "#queries/action-orders.ts";
import { allProducts } from "#queries/all-products.ts";
import { accountsWithoutMarketing } from "#queries/no-marketing.ts";
import { accountsWithoutProfiling } from "#queries/no-profiling.ts";
import { dealNames } from "#queries/pipeline-deal-names.ts";
import { pipelineDealRows } from "#queries/pipeline-deals.ts";
import { stageArrivals, wonStageDays } from "#queries/pipeline-stage-days.ts";
import { largestAccounts, ownedProducts, recommendAccounts } from "#queries/recommend-accounts.ts";
import { visibleAccounts } from "#queries/visible-accounts.ts";
import type { Reply } from "#reply.ts";
import chooseOffers from "#tasks/choose-offers.ts";
import {
  amountAction,
  complaintAction,
  dealAction,
  leadAction,
  nobodyAction,
  offerAction,
  saveAction,
  type Told,
} from "#wording/action-builders.ts";
import { messages } from "#wording/actions.ts";
import { followUpsOf } from "#wording/actions-onwards.ts";
import { tellActions } from "#wording/actions-story.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { toldOffer } from "#wording/recommend-because.ts";

/** The question, and what is looked at: a year up to the day that is planned. */
interface Look extends CommandInput<unknown> {
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  readonly start: Date;
  readonly end: Date;
}

/** Actions that a day has room for, and in `result` unless it is asked for in full. */
const mostShown = 7;
const mostListed = 200;
/** Accounts at risk looked at, and the largest ones that are offered something. */
const mostAtRisk = 500;
const mostOffered = 60;
/** Days looked back on; a lead that waits for longer than the second does not wait any more. */
const lookBack = 365;
const leadDays = 60;

export default defineCommand({
  title: { en: "What to do today", zh: "今日待办" },
  summary: { en: "What should I do today, and what is it worth?", zh: "今天该做什么，值多少钱？" },
  aliases: ["今日待办", "行动建议", "待办", "待办事项"],
  group: "mine",
  examples: [
    { en: "/actions", zh: "/今日待办" },
    { en: "/actions top 3", zh: "/今日待办 前3" },
  ],
  period: "today",
  narrows: "accounts",
  groupings: 0,
  messages,
  async run(input): Promise<Reply> {
    const { question, words } = input;
    const last = addDays(question.period.to, -1);
    const asOf = last < question.asOf ? last : question.asOf;
    const days = { from: addDays(asOf, 1 - lookBack), to: addDays(asOf, 1) };
    const { zone } = input.calendar;
    const instants = { start: startOfDay(days.from, zone), end: startOfDay(days.to, zone) };
    const look: Look = { ...input, ...days, ...instants, asOf };
    const told: Told = { words, asOf };
    const [profiled, advertised] = await Promise.all([
      accountsWithoutProfiling(look.view, { to: asOf }),
      accountsWithoutMarketing(look.view, { to: asOf }),
    ]);
    const churn = await lookAtRisk(look);
    const found = await Promise.all([
      saves(look, told, churn),
      leads(look, told),
      complaints(look, told, churn, new Set(profiled)),
      deals(look, told),
      offers(look, told, new Set([...profiled, ...advertised])),
      gaps(look, told),
    ]);
    const ranked = rankActions(found.flat());
    const withdrawn = new Set([...profiled, ...advertised]).size;
    const most = question.full ? Number.POSITIVE_INFINITY : mostListed;
    const result = actionsResult(ranked, { period: question.period, most, withdrawn });
    if (ranked.length === 0) return { ...emptyPeriod(input, result), actions: [words.say("empty_do")] };
    const list = shortList(ranked, question.top ?? mostShown);
    const notes = [
      words.say("note_rates"),
      ...(churn === null ? [words.say("note_no_risk")] : []),
      ...(withdrawn > 0 ? [words.say("note_consent", { n: withdrawn })] : []),
      words.say("note_dates"),
      ...(ranked.length > most ? [words.say("note_rows", { shown: most, n: words.integer(ranked.length) })] : []),
    ];
    const several = input.asker.role !== "representative";
    return {
      ...tellActions({ words, ranked, list, several, notes, firstDays }),
      followUps: followUpsOf(input, list),
      result,
    };
  },
});

type Risks = NonNullable<Awaited<ReturnType<typeof lookAtRisk>>>;

/** Who may leave, among the accounts in question; null where it cannot be judged. */
async function lookAtRisk({ asOf, view, recall }: Look) {
  const [learned, seen] = await Promise.all([
    recall(churnLesson, asOf, churnLesson.usual).catch(notEnough),
    visibleAccounts(view, { grouped: false }),
  ]);
  if (learned instanceof NotEnoughData) return null;
  const { scores, horizon, quality } = learned.value;
  const { accounts } = churnFindings(scores, seen, { limit: mostAtRisk, keep: null });
  const average = accounts.reduce((sum, { value }) => sum + value, 0) / Math.max(1, accounts.length);
  const risks = new Map(accounts.map((account): [number, ChurnAccount] => [account.key, account]));
  return { horizon, accounts, risks, baseRate: quality?.base_rate ?? null, average };
}

async function saves({ view }: Look, told: Told, churn: Risks | null): Promise<Action[]> {
  const risky = (churn?.accounts ?? []).filter(({ atRisk }) => atRisk);
  const names = await accountNames(view, { keys: risky.map(({ key }) => key) });
  return risky.flatMap((account) => {
    const who = names.get(account.key);
    return who === undefined || churn === null ? [] : [saveAction(told, account, who, churn.horizon)];
  });
}

async function leads({ view, asOf, from }: Look, told: Told): Promise<Action[]> {
  if (!view.has("leads") || !view.covers("leads")) return [];
  const [waiting, worth] = await Promise.all([
    waitingLeads(view, { from: addDays(asOf, -leadDays), asOf }),
    leadWorth(view, { from, asOf }),
  ]);
  return worth.converted === 0 ? [] : waiting.map((lead) => leadAction(told, lead, worth));
}

async function complaints(
  { view, asOf, from, to }: Look,
  told: Told,
  churn: Risks | null,
  withdrawn: ReadonlySet<number>,
): Promise<Action[]> {
  if (!view.has("tickets") || !view.covers("tickets") || churn === null || churn.baseRate === null) return [];
  const { baseRate, average, risks } = churn;
  const open = await openComplaints(view, { from, asOf });
  const keys = [...new Set(open.map(({ account_key }) => account_key))].filter((key) => !withdrawn.has(key));
  const bought = await boughtBy(view, { keys, from, to });
  return open.map((complaint) => {
    const money = bought.get(complaint.account_key);
    const risk = risks.get(complaint.account_key)?.risk ?? baseRate;
    const stake = money === undefined ? { money: average, risk: baseRate, own: false } : { money, risk, own: true };
    return complaintAction(told, complaint, stake);
  });
}

async function deals({ view, asOf, from, to }: Look, told: Told): Promise<Action[]> {
  if (!view.has("opportunities") || !view.covers("opportunities")) return [];
  const { ungrouped } = view;
  const [open, arrivals, usual, stays] = await Promise.all([
    pipelineDealRows(ungrouped, { opening: asOf, closing: asOf, pipeline: null }),
    stageArrivals(ungrouped, { closing: asOf }),
    wonStageDays(ungrouped, { closing: asOf }),
    closedStays(ungrouped, { from, to }),
  ]);
  const stalled = stalledNow(open, arrivals, usual, { from, asOf });
  const priced = stalled.filter(({ amount }) => (amount ?? 0) > 0).slice(0, mostAtRisk);
  const names = await dealNames(view, { deals: priced.map(({ deal }) => deal) });
  return priced.flatMap((deal) => {
    const name = names.get(deal.deal);
    const stage = deal.basis === "stage" ? deal.stage : null;
    const rate = revivalRate(stays, { stage, usual: deal.usual });
    return name === undefined ? [] : [dealAction(told, deal, name, rate)];
  });
}

async function offers(look: Look, told: Told, unwilling: ReadonlySet<number>): Promise<Action[]> {
  const { asOf, view, recall, compute, words, from, to, start, end } = look;
  if (!view.has("order_lines")) return [];
  const [learned, products, largest] = await Promise.all([
    recall(offersLesson, asOf, offersLesson.usual).catch(notEnough),
    allProducts(view),
    largestAccounts(view, { from, to, most: mostOffered }),
  ]);
  if (learned instanceof NotEnoughData) return [];
  const model = learned.value;
  const facts = recommendFacts(model.products, products, basketItems(products, "product"));
  const keys = largest.filter((key) => !unwilling.has(key) && !model.withdrawn.has(key));
  const [who, lines] = await Promise.all([
    recommendAccounts(view, { accounts: keys }),
    ownedProducts(view, { accounts: keys, base: facts.base, end }),
  ]);
  const group = who.map(({ peers }) => (peers === null ? -1 : model.groups.indexOf(peers)));
  const accounts = { key: who.map(({ id }) => id), group };
  const found = await compute(chooseOffers, {
    model,
    facts,
    purchases: { ...lines, base: facts.base },
    accounts,
    count: 1,
  });
  const best = found.map(({ offers: [offer] }) => offer);
  const items = [
    ...new Set(best.flatMap((offer) => (offer === undefined ? [] : [model.products[offer.item] as number]))),
  ];
  const worths = await lineWorths(view, { start, end, products: items });
  return who.flatMap((account, row) => {
    const offer = best[row];
    const worth = offer === undefined ? undefined : worths.get(model.products[offer.item] as number);
    if (offer === undefined || worth === undefined) return [];
    const names = { items: facts.names, groups: model.groups };
    return [offerAction(told, account, toldOffer(words, names, facts.price, offer), worth)];
  });
}

async function gaps({ view, from, to, start, end }: Look, told: Told): Promise<Action[]> {
  const unnamed = view.has("orders") && view.covers("valid_orders");
  const [won, orders, customers] = await Promise.all([
    view.has("opportunities") && view.covers("opportunities") ? wonWithoutAmount(view, { from, to }) : null,
    unnamed ? ordersOfNobody(view, { start, end }) : [],
    unnamed ? customersBack(view, { from, to }) : { customers: 0, back: 0 },
  ]);
  const again = customers.customers === 0 ? 0 : customers.back / customers.customers;
  return [
    ...(won?.deals ?? []).map((deal) => amountAction(told, deal, won?.usual ?? 0, won?.ordered ?? 0)),
    ...orders.map((each) => nobodyAction(told, each, again)),
  ];
}
