import { z } from "zod";
import type { Asked, GrammarContext } from "#grammar/context.ts";
import type { Locale } from "#messages.ts";
import { commands as all, context as anyContext, values } from "./example-context.ts";

function shape(name: string, example: string, rest: Partial<Asked>): [string, Asked] {
  const known = all.get(name) ?? all.get("rfm");
  if (known === undefined) throw new Error("the example commands have rfm");
  return [name, { ...known, examples: [{ en: `/${name} last quarter`, zh: `${example} 上季度` }], ...rest }];
}

/** What a company that has just begun has: five commands, and nothing about churn, forecasts or teams. */
export const commands = new Map<string, Asked>([
  shape("funnel", "/漏斗", {}),
  shape("help", "/帮助", {}),
  shape("retention", "/留存", {
    title: { en: "Retention", zh: "客户留存" },
    aliases: ["留存"],
    narrows: "orders",
    options: z.object({ grain: z.enum(["week", "month", "quarter"]).optional() }),
  }),
  shape("rfm", "/客户分层", {}),
  shape("sales", "/销售", {
    narrows: ["orders", "order_lines"],
    groupings: 1,
    options: z.object({ grain: z.enum(["day", "week", "month", "quarter", "year"]).optional() }),
  }),
]);

const bands = { age_band: ["1980", "1990"], product: ["Chair", "书桌"] };

export function context(more: Partial<GrammarContext> = {}, locale: Locale = "en"): GrammarContext {
  const known: Readonly<Record<string, readonly string[]>> = { ...values, ...bands };
  return anyContext({ commands, valuesOf: (dimension) => known[dimension] ?? [], ...more }, locale);
}

/** The language that a text is in. */
export function localeOf(text: string): Locale {
  return /\p{Script=Han}/u.test(text) ? "zh" : "en";
}
