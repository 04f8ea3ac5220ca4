import type { TemplateCard } from "@wecom/aibot-node-sdk";
import type { Answer } from "#answer.ts";
import { cut, fits } from "../lengths.ts";
import { limits } from "../limits.ts";

/** A card of this kind must lead somewhere. */
const leadsTo = "https://work.weixin.qq.com";

/**
 * Key numbers as a card, the first of them large; null unless each fits whole, as a cut number is a wrong number. Then
 * they stand in the text.
 */
export function numbersCard({ headline, kpis = [] }: Answer): TemplateCard | null {
  const [first, ...others] = kpis;
  if (first === undefined || others.length > limits.rows) return null;
  const value = (change: string | undefined, text: string): string =>
    change === undefined ? text : `${text} ${change}`;
  const rows = others.map((kpi) => ({ keyname: kpi.label, value: value(kpi.change, kpi.value) }));
  const whole =
    fits(first.value, limits.emphasis) &&
    fits(value(first.change, first.label), limits.emphasisNote) &&
    rows.every((row) => fits(row.keyname, limits.rowName) && fits(row.value, limits.rowValue));
  if (!whole) return null;
  return {
    card_type: "text_notice",
    main_title: { title: cut(headline, limits.cardTitle) },
    emphasis_content: { title: first.value, desc: value(first.change, first.label) },
    ...(rows.length === 0 ? {} : { horizontal_content_list: rows }),
    card_action: { type: 1, url: leadsTo },
  };
}
