import { z } from "zod";
import { UserError } from "#errors.ts";
import { Ambiguity } from "#grammar/ambiguity.ts";
import { key } from "#grammar/fold.ts";
import { quote } from "#grammar/format.ts";
import { nearest } from "#grammar/nearest.ts";
import { meaningsOf } from "#grammar/values.ts";
import type { Words } from "#messages.ts";
import type { BasketItems } from "#metrics/baskets/basket-items.ts";
import type { Question } from "#question.ts";

/**
 * Options that name a product. They stand before the dimension of that name, which would narrow orders to their lines with
 * it and hide what else they hold.
 */
export const productOptions = {
  product: z.string().optional(),
  产品: z.string().optional(),
  商品: z.string().optional(),
};

/** The text of the option that names a product; a name of several words may have come without its quotation marks. */
export function itemAsked({ options, subject }: Pick<Question, "options" | "subject">): string | null {
  const text = options.product ?? options.产品 ?? options.商品;
  return typeof text !== "string" ? null : subject === null ? text : `${text} ${subject}`;
}

/**
 * The one product (or category) that a text names: by its external id or sku, its name, or a part of it.
 * @throws Ambiguity when it may be several, with a whole command for each; UserError `unknown_value` with the nearest
 * names when it is none. `ask` makes the command that names one.
 */
export function itemMeant(items: BasketItems, text: string, words: Words, ask: (name: string) => string): string {
  const wanted = text.trim();
  const coded = items.names.filter((_, row) => items.codes[row]?.includes(wanted));
  const begun = meaningsOf(wanted, new Map([["product", items.names]])).flatMap(({ values }) => values);
  const inside = items.names.filter((name) => wanted !== "" && key(name).includes(key(wanted)));
  const meant = [coded, begun, inside].find(({ length }) => length > 0) ?? [];
  const [first, ...others] = meant;
  if (first !== undefined && others.length === 0) return first;
  const value = wanted.slice(0, 80);
  if (first !== undefined) {
    const choices = meant.slice(0, 5).map((name) => ask(quote(name)));
    throw new Ambiguity(
      "ambiguous_value",
      words.say("grammar.ambiguous_value", { value }),
      words.say("grammar.choose", { choices: choices.join("\n") }),
      choices,
    );
  }
  const close = nearest(wanted, items.names, 3);
  const example = close[0] === undefined ? "" : words.say("grammar.example", { example: ask(quote(close[0])) });
  throw new UserError("unknown_value", words.say("unknown_item", { value }), {
    hint:
      close.length === 0
        ? words.say("grammar.no_values", { dimension: words.dimension("product") })
        : `${words.say("grammar.nearest_values", { values: close.join(", ") })} ${example}`,
  });
}
