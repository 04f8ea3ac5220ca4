import { z } from "zod";
import type { Period } from "#calendar.ts";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { quote } from "#grammar/format.ts";
import { basketItems } from "#metrics/baskets/basket-items.ts";
import { basketResult } from "#metrics/baskets/basket-result.ts";
import type { BasketRules, TooMuch } from "#metrics/baskets/basket-rules.ts";
import { allProducts } from "#queries/all-products.ts";
import { basketCounts } from "#queries/basket-counts.ts";
import { basketLines } from "#queries/basket-lines.ts";
import { basketRevenue } from "#queries/basket-revenue.ts";
import type { FollowUp, Reply } from "#reply.ts";
import mineBaskets from "#tasks/mine-baskets.ts";
import { messages } from "#wording/basket.ts";
import { basketChart, basketKpis, basketTable } from "#wording/basket-figures.ts";
import {
  actionsOf,
  type BasketStory,
  footnotesOf,
  headlineOf,
  insightsOf,
  methodOf,
} from "#wording/basket-sentences.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { itemAsked, itemMeant, productOptions } from "#wording/product-choice.ts";

/** A share of all: `.001`, `0.1%`. */
const share = z
  .string()
  .regex(/^(\d*\.)?\d+(e-\d+)?%?$/, "0.01, 1%")
  .transform((text) => (text.endsWith("%") ? Number((Number(text.slice(0, -1)) / 100).toPrecision(12)) : Number(text)))
  .refine((ratio) => ratio > 0 && ratio <= 1, "0.01, 1%");
const options = z.object({
  support: share.optional(),
  confidence: share.prefault("0.3"),
  level: z.enum(["product", "category"]).default("product"),
  ...productOptions,
});
type Input = CommandInput<z.output<typeof options>>;

/** Rules in `result` unless it is asked for in full. */
const mostRules = 1_000;

export default defineCommand({
  title: { en: "Bought together", zh: "购物篮分析" },
  summary: { en: "Which products are bought together?", zh: "哪些商品经常一起买？" },
  aliases: ["购物篮", "购物篮分析", "关联分析", "关联规则", "商品关联"],
  group: "sales",
  examples: [
    { en: "/basket", zh: "/购物篮分析" },
    { en: "/basket last365d level=category", zh: "/购物篮分析 近365天 level=category" },
    { en: "/basket last12m support=.005 confidence=.4", zh: "/购物篮分析 近12个月 support=.005 confidence=.4" },
  ],
  period: "last365d",
  narrows: "orders",
  groupings: 0,
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { period, full } = question;
    const { level, confidence, support = null } = question.options;
    if (!view.has("order_lines")) return missing(input, "no_lines", words.say("no_lines_do"));
    const [products, counts] = await Promise.all([allProducts(view), basketCounts(view, period)]);
    const items = basketItems(products, level);
    const text = itemAsked(question);
    const about = text === null ? null : itemMeant(items, text, words, (name) => again(question, named(name)));
    const priced = counts.valid > 0 || counts.unpriced === 0;
    const base = products.key.reduce((most, key) => Math.max(most, key), 0) + 1;
    const mine = async (span: Pick<Period, "start" | "end">, at: number | null) =>
      input.compute(mineBaskets, {
        lines: { pairs: await basketLines(view, { ...span, priced, base }), base },
        rowOf: items.rowOf,
        names: items.names,
        ...{ support: at, confidence, about, mostRules: full ? null : mostRules },
      });
    const found = fitting(await mine(period, support), input);
    const excluded = leftOut(counts, priced, found?.transactions ?? 0, level);
    const shown = { level, confidence, about, period };
    if (found === null) {
      const result = basketResult(null, { ...shown, excluded, previous: null });
      if (level === "category" && counts.valid > 0) {
        const command = again(question, { options: { level: null } });
        return {
          headline: words.say("no_categories"),
          actions: [words.say("no_categories_do", { command })],
          result,
          empty: true,
        };
      }
      return emptyPeriod(input, result);
    }
    const earlier =
      question.comparison === null || question.comparison.kind === "target" ? null : question.comparison.period;
    const before = earlier && fitting(await mine(earlier, found.support), input);
    const previous = before && earlier && { found: before, from: earlier.from, to: earlier.to };
    const story: BasketStory = {
      ...{ words, level, found, confidence, about, previous, excluded },
      chosen: support === null,
      worth: priced ? await worthOf(input, found, items) : new Map(),
      unpriced: !priced,
      listed: found.rules.length,
      commands: {
        support: again(question, { options: { support: String(lower(found.support)) } }),
        lacking: input.commands.has("recommend") ? (product) => `/recommend product=${quote(product)}` : null,
      },
    };
    const headline = headlineOf(story);
    const pictured = found.best.length > 0;
    return {
      headline,
      ...(pictured ? { chart: basketChart(story, headline), table: basketTable(story, question.top ?? 8) } : {}),
      kpis: basketKpis(story),
      insights: insightsOf(story),
      actions: pictured ? actionsOf(story) : [words.say("lower", { command: story.commands.support })],
      footnotes: footnotesOf(story),
      method: methodOf(story),
      followUps: followUpsOf(input, story),
      result: basketResult(found, { ...shown, excluded, previous }),
    };
  },
});

/** The rules, or how to ask so that there are not too many. */
function fitting(found: BasketRules | TooMuch | null, { question, words }: Input): BasketRules | null {
  if (found === null || !("tooMany" in found)) return found;
  const limit = words.integer(found.limit);
  if (found.trySupport !== null) {
    const command = again(question, { options: { support: String(found.trySupport) } });
    throw new UserError("too_many", words.say("too_many", { limit }), {
      hint: words.say("too_many_hint", { command }),
    });
  }
  const confidence = String(Math.min(1, Math.round((question.options.confidence + 1) * 50) / 100));
  const command = again(question, { options: { confidence } });
  throw new UserError("too_many", words.say("too_many_rules", { limit }), {
    hint: words.say("too_many_rules_hint", { command }),
  });
}

/** Average money of each item of the best rules in an order that holds it. */
async function worthOf({ question, view }: Input, found: BasketRules, items: ReturnType<typeof basketItems>) {
  const wanted = new Set(found.best.map(({ consequent }) => consequent));
  const products = [...items.rowOf.keys()].filter((key) => wanted.has(items.names[items.rowOf[key] as number] ?? ""));
  const sums = new Map<string, number>();
  if (products.length === 0) return sums;
  const { start, end } = question.period;
  for (const { product, net } of await basketRevenue(view, { start, end, priced: true, products })) {
    const name = items.names[items.rowOf[product] as number];
    if (name !== undefined && net !== null) sums.set(name, (sums.get(name) ?? 0) + net);
  }
  return new Map(
    [...sums].map(([name, net]) => [name, net / (found.itemCounts.get(name) ?? Number.POSITIVE_INFINITY)]),
  );
}

/** Orders that are no baskets, and why. */
function leftOut(
  { valid, unpriced, undated }: Awaited<ReturnType<typeof basketCounts>>,
  priced: boolean,
  transactions: number,
  level: "product" | "category",
) {
  return [
    { reason: level === "category" ? "no_category" : "no_products", rows: (priced ? valid : unpriced) - transactions },
    { reason: "no_amount", rows: priced ? unpriced : 0 },
    { reason: "no_date", rows: undated },
  ].filter(({ rows }) => rows > 0);
}

/** The next support below on the ladder 1, 2, 5. */
function lower(support: number): number {
  const power = Math.floor(Math.log10(support) + 1e-9);
  const digit = support / 10 ** power;
  return Number(`${digit > 5.001 ? 5 : digit > 2.001 ? 2 : digit > 1.001 ? 1 : 0.5}e${power}`);
}

function named(name: string | null) {
  return { options: { 产品: null, 商品: null, product: name } } as const;
}

function followUpsOf({ question, words }: Input, { level, found, commands, about }: BasketStory): FollowUp[] {
  const [first] = found.best;
  const other = level === "category" ? "product" : "category";
  return [
    ...(first && level === "product" && commands.lacking
      ? [
          {
            label: words.say("follow_recommend", { consequent: first.consequent }),
            ask: commands.lacking(first.consequent),
          },
        ]
      : []),
    ...(about === null ? [] : [{ label: words.say("follow_all"), ask: again(question, named(null)) }]),
    {
      label: words.say(`follow_${other}`),
      ask: again(question, {
        options: { ...named(null).options, level: level === "category" ? null : "category", support: null },
      }),
    },
  ];
}

function missing({ question, words }: Input, key: string, action: string): Reply {
  const { level, confidence } = question.options;
  const shown = { level, confidence, about: null, period: question.period, excluded: [], previous: null };
  return { headline: words.say(key), actions: [action], result: basketResult(null, shown), empty: true };
}
