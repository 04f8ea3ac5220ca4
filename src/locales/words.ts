import { IntlMessageFormat } from "intl-messageformat";
import type { Calendar } from "#calendar.ts";
import type { Conversion, Locale, Messages, Words } from "#messages.ts";
import { dimensions as builtIn, type Dimension } from "#model/dimensions.ts";
import { bucketLabel, longDate, longSpan } from "./dates.ts";
import { en } from "./en.ts";
import { currencySign, percentage, relativeChange, shortMoney, shortNumber, wholeNumber } from "./numbers.ts";
import { zh } from "./zh.ts";

/** The shared catalogue: texts that belong to no single unit. */
export const catalogue: Messages = { en, zh };

const tags: Readonly<Record<Locale, string>> = { en: "en", zh: "zh-CN" };
const compiled: Readonly<Record<Locale, Map<string, IntlMessageFormat>>> = { en: new Map(), zh: new Map() };

/** Messages come from catalogues in the code, so the cache is as small as they are. */
function compile(locale: Locale, text: string): IntlMessageFormat {
  const known = compiled[locale].get(text);
  if (known !== undefined) return known;
  const message = new IntlMessageFormat(text, tags[locale], undefined, { ignoreTag: true });
  compiled[locale].set(text, message);
  return message;
}

interface Speech {
  readonly dimensions?: readonly Dimension[];
  readonly calendar?: Pick<Calendar, "fiscalYearStart">;
  readonly into?: Conversion | null;
}

/**
 * The number, date and message words of one language and one reporting currency.
 * `messages` are a unit's own and win over the shared catalogue. `dimensions` names mapped custom fields too, and
 * `calendar` says when the fiscal year starts, by which quarters are named: January unless given. Amounts are shown in
 * the currency that they are converted `into`.
 * `say` throws on a key that neither has, and on a missing argument.
 */
export function createWords(
  locale: Locale,
  currency: string,
  messages?: Messages,
  { dimensions = builtIn, calendar = { fiscalYearStart: 1 }, into = null }: Speech = {},
): Words {
  const sign = currencySign(currency);
  const names = new Map(dimensions.map((dimension) => [dimension.name, dimension.label[locale]]));
  const conjunction = new Intl.ListFormat(locale === "zh" ? "zh-CN" : "en-GB", { type: "conjunction" });
  const own = messages?.[locale] ?? {};
  const shared = catalogue[locale];
  const shown = into === null ? sign : currencySign(into.code);
  return {
    locale,
    currency: { code: currency, sign },
    amounts: { code: into?.code ?? currency, sign: shown, rate: into?.rate ?? 1 },
    say(key, values) {
      const text = Object.hasOwn(own, key) ? own[key] : Object.hasOwn(shared, key) ? shared[key] : undefined;
      if (text === undefined) throw new Error(`no message "${key}" in ${locale}`);
      return String(compile(locale, text).format(values));
    },
    number: (value) => shortNumber(value, locale),
    integer: (value) => wholeNumber(value),
    money: (value) => shortMoney(value * (into?.rate ?? 1), locale, shown),
    percent: (ratio, digits) => percentage(ratio, digits),
    change: (ratio) => relativeChange(ratio),
    date: (day) => longDate(day, locale),
    span: (from, to) => longSpan(from, to, locale),
    list: (items) => conjunction.format(items),
    bucket: (day, grain) => bucketLabel(day, grain, locale, calendar.fiscalYearStart),
    dimension: (name) => names.get(name) ?? name,
  };
}
