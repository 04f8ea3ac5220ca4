import { fold } from "#grammar/fold.ts";
import { hoursIn } from "#grammar/quiet-hours.ts";
import { zoneMeant } from "#grammar/zone.ts";
import type { Choices } from "#office.ts";

/** What somebody wishes to set, as they wrote it. */
export type Wish = Readonly<Partial<Record<keyof Choices, string>>>;

const automatic = /^(auto|default|reset|自动|默认|跟随)$/i;
const off = /^(off|none|no|关|关闭|不限)$/i;

const currencies: Readonly<Record<string, string>> = {
  ...{ 人民币: "CNY", 元: "CNY", 美元: "USD", 美金: "USD", 欧元: "EUR", 英镑: "GBP", 日元: "JPY", 港币: "HKD" },
  ...{ 港元: "HKD", 新加坡元: "SGD", 韩元: "KRW", 澳元: "AUD", 加元: "CAD", rmb: "CNY", dollar: "USD", euro: "EUR" },
};

/** Hours between which nothing interrupts: `20:00-08:00`, `20–8`, `from 8pm to 8am`, 晚上8点到早上8点; `off` for none. */
function quietOf(text: string): Choices["quiet"] | undefined {
  if (off.test(text)) return { from: "00:00", to: "00:00" };
  return hoursIn(fold(text)) ?? undefined;
}

/** Most pings a day that may be chosen. */
export const mostPings = 20;

/** Reads what was written for one setting; undefined when it means nothing there. */
export function settingMeant<Name extends keyof Choices>(name: Name, text: string): Choices[Name] | undefined {
  const given = text.trim();
  if (automatic.test(given)) return null;
  return readers[name](given);
}

const readers: { readonly [Name in keyof Choices]: (text: string) => Choices[Name] | undefined } = {
  language: (text) =>
    /^(en|英文|英语|english)$/i.test(text)
      ? "en"
      : /^(zh|zh-cn|中文|汉语|简体中文|chinese)$/i.test(text)
        ? "zh"
        : undefined,
  picture: (text) => (off.test(text) || /^不要$/.test(text) ? "off" : /^(on|开|打开)$/i.test(text) ? "on" : undefined),
  zone: (text) => zoneMeant(text) ?? undefined,
  currency: (text) => currencies[text.toLowerCase()] ?? (/^[a-z]{3}$/i.test(text) ? text.toUpperCase() : undefined),
  pings: (text) => {
    const count = /^(\d{1,3})\s*(条|次)?$/.exec(text)?.[1];
    return count !== undefined && Number(count) <= mostPings ? Number(count) : undefined;
  },
  quiet: quietOf,
};

/** What people write instead of `name=value`: a setting's name and its value, or a language by itself. */
const spoken: readonly (readonly [keyof Choices, RegExp])[] = [
  ["language", /^(?:语言|language)?\s*(中文|汉语|简体中文|chinese|zh|zh-cn|英文|英语|english|en)$/i],
  ["language", /^(?:语言|language)\s*(.+)$/i],
  ["picture", /^(?:图片|pictures?|charts?)\s*(.+)$/i],
  ["zone", /^(?:时区|所在地|time ?zone|zone)\s*(.+)$/i],
  ["currency", /^(?:货币|币种|currency)\s*(.+)$/i],
  ["pings", /^(?:每天提醒|提醒|pings?)\s*(.+)$/i],
  ["quiet", /^(?:免打扰|勿扰|安静|静音|quiet|do not disturb)(?:时间段?|时段| hours| time)?[:：]?\s*(.+)$/i],
];

/** The one setting that a text without options speaks of; null when it speaks of none. */
export function wishSpoken(text: string): Wish | null {
  for (const [name, pattern] of spoken) {
    const value = pattern.exec(text.trim().replace(/=/g, " "))?.[1];
    if (value !== undefined) return { [name]: value };
  }
  return null;
}
