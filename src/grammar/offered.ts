import { type Asked, dimensionsOf, type GrammarContext } from "./context.ts";
import { knownValues } from "./filters.ts";
import { fold } from "./fold.ts";
import { optionWords } from "./options.ts";
import type { Parts } from "./parts.ts";
import { meaningsOf } from "./values.ts";

const buyers =
  /(?<![a-z])(?:who|whom|which (?:customers|clients|accounts))(?![a-z]).{0,30}(?:buy|want|need|take|like|get|fit|use|interested|pitch|sell|offer|good fit)|谁.{0,6}(?:买|要|需要)|(?:卖|推荐?|推销)给(?:谁|哪|什么)|(?:谁|哪些客户|什么客户).{0,6}(?:感兴趣|有兴趣|可能买|会买)|(?:哪些|什么)(?:客户|人).{0,6}(?:买|要|需要|适合)|适合(?:谁|哪)/;

/** A thing without what is asked of it behind: 清洁药片 of 清洁药片该推. */
function withoutAsking(subject: string): string {
  const bare = subject.replace(/^(?:应该|该|可以|能|会|要|适合|可能|想)*(?:推荐?|卖|买|要|用|推销)/, "") || subject;
  return bare.replace(/(?:应该|该|可以|能|要|适合)?(?:再)?(?:推|卖|推荐|推销|介绍|给|卖给|推给)*$/, "") || bare;
}

/** A product or category as the data spells it, where a word stands for one only. */
async function spelledAsData(word: string, context: GrammarContext): Promise<string> {
  const lists = dimensionsOf(context).filter(({ name }) => name === "product" || name === "category");
  const [meaning, other] = meaningsOf(word, await knownValues(lists, context));
  return other === undefined ? (meaning?.values[0] ?? word) : word;
}

/**
 * Products that a question is about, where its command takes one as an option: whoever may buy something names the
 * product, and what is bought with it is asked of the thing itself, not of orders that hold nothing else.
 */
export function offered(parts: Parts, text: string, command: Asked): Parts {
  if (!optionWords(command).has("product")) return parts;
  if (parts.subject !== null) {
    if (!buyers.test(fold(text))) return parts;
    return { ...parts, subject: null, options: { ...parts.options, product: withoutAsking(parts.subject) } };
  }
  const filter = parts.filters.find(({ dimension }) => dimension === "product" || dimension === "category");
  const [value, other] = filter?.values ?? [];
  if (filter === undefined || value === undefined || other !== undefined || filter.except === true) return parts;
  const filters = parts.filters.filter((one) => one !== filter);
  return { ...parts, filters, options: { ...parts.options, product: value } };
}

/** The question with its product as the data spells it, however it was said. */
export async function withKnownProduct(parts: Parts, command: Asked, context: GrammarContext): Promise<Parts> {
  const { product } = parts.options;
  // A name without its quotation marks goes on in what would be the subject: it is put together where it is looked up.
  if (product === undefined || parts.subject !== null || !optionWords(command).has("product")) return parts;
  return { ...parts, options: { ...parts.options, product: await spelledAsData(product, context) } };
}
