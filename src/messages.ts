import type { Grain } from "./calendar.ts";

/** The languages Parley speaks. `zh` is Simplified Chinese (zh-CN). */
export type Locale = "en" | "zh";

/** A short text in every language. */
export type Localized = Readonly<Record<Locale, string>>;

/** A unit's own texts by key, ICU MessageFormat (`{n, plural, one {# customer} other {# customers}}`). */
export type Messages = Readonly<Record<Locale, Readonly<Record<string, string>>>>;

/** Another currency to show amounts in: what one unit of the reporting currency was worth on a day. */
export interface Conversion {
  /** ISO 4217. */
  readonly code: string;
  readonly rate: number;
  readonly on: string;
}

/** Number and date words of one language and one reporting currency. */
export interface Words {
  readonly locale: Locale;
  /** The reporting currency: its ISO 4217 code, and the sign that amounts carry. */
  readonly currency: { readonly code: string; readonly sign: string };
  /** How amounts are shown: in which currency, and what one unit of the reporting currency is in it. */
  readonly amounts: { readonly code: string; readonly sign: string; readonly rate: number };
  /** A message of the unit, or one of the shared catalogue, with its arguments filled in. Throws on an unknown key. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** `4,820`, `1.2亿`, `12.3k`. */
  number(value: number): string;
  /** All digits, grouped: `1,234,567`. */
  integer(value: number): string;
  /** Reporting currency, short: `¥4,620万`, `$12.3k`; converted for whoever chose another. */
  money(value: number): string;
  /** 0..1 → `38%`; `digits` after the point. */
  percent(ratio: number, digits?: number): string;
  /** Relative change with its sign: `+12%`, `−3%`. */
  change(ratio: number): string;
  /** `2026-11-22` → `22 Nov 2026`, `2026年11月22日`. */
  date(day: string): string;
  /** `[from, to)` → `1–30 Sep 2026`, with the last day included. */
  span(from: string, to: string): string;
  /** A list in running text: `a, b and c`, `a、b和c`. */
  list(items: readonly string[]): string;
  /** Months, weeks, quarters as axis labels: `Sep`, `9月`. */
  bucket(day: string, grain: Grain): string;
  /** A dimension's name in this language. */
  dimension(name: string): string;
}
