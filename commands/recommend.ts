import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { NotEnoughData, notEnough, UserError } from "#errors.ts";
import { quote } from "#grammar/format.ts";
import offersLesson from "#learned/recommendations.ts";
import { basketItems } from "#metrics/baskets/basket-items.ts";
import { companionsOf, likelyBuyers } from "#metrics/recommend/recommend-buyers.ts";
import { recommendFacts } from "#metrics/recommend/recommend-facts.ts";
import type { RecommendModel } from "#metrics/recommend/recommend-model.ts";
import type { Offer } from "#metrics/recommend/recommend-offers.ts";
import { accountFields, buyerFields, offerFields, recommendResult } from "#metrics/recommend/recommend-result.ts";
import { accountNames } from "#queries/account-names.ts";
import { allProducts } from "#queries/all-products.ts";
import { namedAccounts } from "#queries/named-accounts.ts";
import { largestAccounts, ownedProducts, recommendAccounts } from "#queries/recommend-accounts.ts";
import { lineWorth, likelyBuyers as readBuyers } from "#queries/recommend-buyers.ts";
import type { FollowUp, Reply } from "#reply.ts";
import chooseOffers from "#tasks/choose-offers.ts";
import { accountMeant, askAbout } from "#wording/account-choice.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { itemAsked, itemMeant, productOptions } from "#wording/product-choice.ts";
import { messages } from "#wording/recommend.ts";
import { buyerBecause, toldOffer } from "#wording/recommend-because.ts";
import { tellBest } from "#wording/recommend-best.ts";
import { tellBuyers } from "#wording/recommend-buyers.ts";
import { tellOffers } from "#wording/recommend-offers.ts";
import type { Learnt } from "#wording/recommend-story.ts";

const options = z.object(productOptions);
type Input = CommandInput<z.output<typeof options>>;

/** Offers to one account, accounts offered something when nobody is named, and rows in `result` unless it is asked for in full. */
const mostOffers = 10;
const mostAccounts = 200;
const mostRows = 200;
const mostFullRows = 10_000;

export default defineCommand({
  title: { en: "What to offer whom", zh: "推荐" },
  summary: {
    en: "What should we offer a customer, and who will buy a product?",
    zh: "该向客户推荐什么，哪些客户会买某个产品？",
  },
  aliases: ["推荐", "商品推荐", "产品推荐", "交叉销售", "向上销售"],
  group: "sales",
  examples: [
    { en: "/recommend", zh: "/推荐" },
    { en: "/recommend last90d", zh: "/推荐 近90天" },
  ],
  period: "last365d",
  narrows: "accounts",
  groupings: 0,
  subject: "optional",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    if (!view.has("order_lines")) return noLines(input);
    const [learned, products] = await Promise.all([
      input.recall(offersLesson, question.asOf, offersLesson.usual).catch(notEnough),
      allProducts(view),
    ]);
    if (learned instanceof NotEnoughData) return noLines(input);
    const model = learned.value;
    const items = basketItems(products, "product");
    const facts = recommendFacts(model.products, products, items);
    const shop: Shop = {
      input,
      model,
      withdrawn: model.withdrawn,
      facts,
      learnt: { words, model, quality: model.quality, inactive: facts.inactive },
    };
    const { subject } = question;
    const text = itemAsked(question);
    if (text !== null) {
      const name = itemMeant(items, text, words, (each) => `/recommend product=${each}`);
      return buyersOf(shop, name, products.key[items.names.indexOf(name)] as number);
    }
    if (subject === null) return bestOf(shop);
    return offersTo(shop, accountMeant(await namedAccounts(view, subject), subject, "recommend", words).key);
  },
});

interface Shop {
  readonly input: Input;
  readonly model: RecommendModel;
  /** Keys of the accounts that do not want to be scored. */
  readonly withdrawn: ReadonlySet<number>;
  readonly facts: ReturnType<typeof recommendFacts>;
  readonly learnt: Learnt;
}

const lacking = (product: string) => `/recommend product=${quote(product)}`;

/** What to offer one account. */
async function offersTo(shop: Shop, key: number): Promise<Reply> {
  const { input, model, learnt } = shop;
  const { words, question, commands } = input;
  if (shop.withdrawn.has(key)) {
    throw new UserError("no_profiling", words.say("no_profiling"), { hint: words.say("no_profiling_hint") });
  }
  const [found] = await offersOf(shop, [key], mostOffers);
  if (found === undefined) throw new Error(`account ${key} was named and is gone`);
  const { who, group, bought, offers } = found;
  const result = resultOf(shop, 1, { account: accountFields(who), offers: offers.map(offerFields) });
  const basket = commands.has("basket") ? "/basket" : "/recommend";
  const [first] = offers;
  if (first === undefined) {
    const n = words.integer(shop.facts.sold.filter(Boolean).length);
    const headline = words.say("headline_all_owned", { account: who.name ?? who.account, n });
    return { headline, actions: [words.say("all_owned_do", { command: basket })], result };
  }
  const peers = group < 0 ? null : { name: model.groups[group] ?? "", accounts: model.buyers.accounts[group] ?? 0 };
  const story = {
    ...learnt,
    account: who,
    offers: offers.slice(0, question.top ?? mostOffers),
    bought,
    peers,
    lacking,
  };
  return {
    ...tellOffers(story),
    followUps: [
      { label: words.say("follow_product", { product: first.product }), ask: lacking(first.product) },
      ...(commands.has("customer")
        ? [
            {
              label: words.say("follow_customer", { account: who.name ?? who.account }),
              ask: askAbout("customer", who.account),
            },
          ]
        : []),
    ],
    result,
  };
}

/** The best offer of each of the largest accounts. */
async function bestOf(shop: Shop): Promise<Reply> {
  const { input, learnt } = shop;
  const { question, view, words } = input;
  const { period } = question;
  const largest = await largestAccounts(view, { from: period.from, to: period.to, most: mostAccounts });
  const keys = largest.filter((key) => !shop.withdrawn.has(key));
  const found = await offersOf(shop, keys, 1);
  const best = found
    .flatMap(({ who, offers }) => offers.map((offer) => ({ ...offer, to: who })))
    .sort((a, b) => b.share - a.share || b.score - a.score || (a.to.account < b.to.account ? -1 : 1));
  const listed = question.full ? best : best.slice(0, mostRows);
  const offered = listed.map(({ to, ...offer }) => ({ ...accountFields(to), ...offerFields(offer) }));
  const result = resultOf(shop, keys.length, { offers: offered });
  const [first] = best;
  if (first === undefined) return emptyPeriod(input, result);
  const story = { ...learnt, best: listed, total: best.length, accounts: keys.length, lacking };
  return {
    ...tellBest(story, question.top ?? 8),
    followUps: [{ label: words.say("follow_product", { product: first.product }), ask: lacking(first.product) }],
    result,
  };
}

/** Who will buy one product. */
async function buyersOf(shop: Shop, product: string, key: number): Promise<Reply> {
  const { input, model, facts, learnt } = shop;
  const { question, view, words, commands } = input;
  const { start, end } = question.period;
  const item = model.products.indexOf(key);
  const companions = item < 0 ? [] : companionsOf(model, item);
  const basket = commands.has("basket") ? `/basket product=${quote(product)}` : null;
  const followUps: FollowUp[] = [
    ...(basket === null ? [] : [{ label: words.say("follow_basket"), ask: basket }]),
    { label: words.say("follow_best"), ask: "/recommend" },
  ];
  const none = (key: string): Reply => {
    const actions = basket === null ? [] : [words.say("nobody_do", { command: basket })];
    return {
      headline: words.say(key, { product }),
      actions,
      followUps,
      result: resultOf(shop, 0, { product, accounts: [] }),
    };
  };
  if (companions.length === 0) return none("headline_no_companions");
  const keys = companions.map((each) => model.products[each.item] as number);
  const [read, worth] = await Promise.all([
    readBuyers(view, { product: key, companions: keys, groups: model.groups, start, end }),
    lineWorth(view, { product: key, start, end }),
  ]);
  const likely = likelyBuyers(companions, read).filter(({ row }) => !shop.withdrawn.has(read.account[row] as number));
  if (likely.length === 0) return none("headline_nobody");
  const listed = likely.slice(0, question.full ? mostFullRows : mostRows);
  const names = await accountNames(view, { keys: listed.map(({ row }) => read.account[row] as number) });
  const buyers = listed.flatMap(({ row, score, companion, times, confidence }) => {
    const who = names.get(read.account[row] as number);
    if (who === undefined) return [];
    const owned = facts.names[companions[companion]?.item ?? -1] ?? "";
    const group = model.groups[read.peers[row] as number] ?? null;
    const because = buyerBecause(words, { owned, times, group, confidence });
    return [{ ...who, score, because, companion: owned, confidence }];
  });
  buyers.sort((a, b) => b.score - a.score || (a.account < b.account ? -1 : 1));
  return {
    ...tellBuyers({ ...learnt, product, buyers, total: likely.length, worth, basket }, question.top ?? 8),
    followUps,
    result: resultOf(shop, likely.length, { product, accounts: buyers.map(buyerFields) }),
  };
}

/** Offers to accounts, in the order of their keys; only of those that the asker may see. */
async function offersOf({ input, model, facts }: Shop, keys: readonly number[], count: number) {
  const { view, words, question, compute } = input;
  const [who, lines] = await Promise.all([
    recommendAccounts(view, { accounts: keys }),
    ownedProducts(view, { accounts: keys, base: facts.base, end: question.asOfEnd }),
  ]);
  const accounts = {
    key: who.map(({ id }) => id),
    group: who.map(({ peers }) => (peers === null ? -1 : model.groups.indexOf(peers))),
  };
  const found = await compute(chooseOffers, {
    model,
    facts,
    purchases: { ...lines, base: facts.base },
    accounts,
    count,
  });
  const tell = (offer: Offer) => toldOffer(words, { items: facts.names, groups: model.groups }, facts.price, offer);
  return who.map(({ account, name, owner }, index) => ({
    who: { account, name, owner },
    group: accounts.group[index] ?? -1,
    bought: found[index]?.bought ?? 0,
    offers: (found[index]?.offers ?? []).map(tell),
  }));
}

function resultOf<Found extends object>({ input, model, facts }: Shop, n: number, found: Found) {
  return recommendResult(found, { n, period: input.question.period, quality: model.quality, inactive: facts.inactive });
}

function noLines({ question, words }: Input): Reply {
  const result = recommendResult({ offers: [] }, { n: 0, period: question.period, quality: null, inactive: 0 });
  const headline = words.say("no_lines", { date: words.date(question.asOf) });
  return { headline, actions: [words.say("no_lines_do")], result, empty: true };
}
