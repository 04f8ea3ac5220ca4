import type { Locale } from "#messages.ts";

const minus = "−";
const missing = "–";

const formats = new Map<string, Intl.NumberFormat>();

/** So many digits after the point, thousands grouped. To make a format takes as long as a hundred numbers. */
function formatted(value: number, least: number, most: number): string {
  const key = `${least} ${most}`;
  const known = formats.get(key);
  if (known !== undefined) return known.format(value);
  const format = new Intl.NumberFormat("en-US", { minimumFractionDigits: least, maximumFractionDigits: most });
  formats.set(key, format);
  return format.format(value);
}

/** At most `digits` after the point, without trailing zeros, thousands grouped. */
const grouped = (value: number, digits: number): string => formatted(value, 0, digits);

/** Scaled digits as a phone can show them: `462`, `46.2`, `1.2`. */
function scaled(value: number): string {
  return grouped(value, value >= 100 ? 0 : 1);
}

function plain(value: number): string {
  return grouped(value, value < 10 ? 1 : 0);
}

/** Ten thousands (万) and hundred millions (亿); thresholds are where rounding would carry into the next unit. */
function chinese(value: number): string {
  if (value >= 99_995_000) return `${scaled(value / 1e8)}亿`;
  if (value >= 9_999.5) return `${scaled(value / 1e4)}万`;
  return plain(value);
}

function english(value: number, thousandsFrom: number): string {
  if (value >= 999.5e6) return `${scaled(value / 1e9)}B`;
  if (value >= 999_500) return `${scaled(value / 1e6)}M`;
  if (value >= thousandsFrom) return `${scaled(value / 1e3)}k`;
  return plain(value);
}

function signed(value: number, text: string): string {
  return value < 0 && /[1-9]/.test(text) ? minus + text : text;
}

/** A count or quantity in short form: `4,820`, `12.3k`, `1.2亿`. What is not finite is `–`. */
export function shortNumber(value: number, locale: Locale): string {
  if (!Number.isFinite(value)) return missing;
  const size = Math.abs(value);
  return signed(value, locale === "zh" ? chinese(size) : english(size, 9_999.5));
}

/** An amount in short form behind its currency sign: `$12.3k`, `¥4,620万`. */
export function shortMoney(value: number, locale: Locale, sign: string): string {
  if (!Number.isFinite(value)) return missing;
  const size = Math.abs(value);
  return signed(value, sign + (locale === "zh" ? chinese(size) : english(size, 999.5)));
}

/** All digits, grouped: `1,234,567`. */
export function wholeNumber(value: number): string {
  if (!Number.isFinite(value)) return missing;
  return signed(value, grouped(Math.abs(value), 0));
}

/** `0.384` → `38%`. Without `digits`, a ratio that would read `0%` though it is not gets one digit. */
export function percentage(ratio: number, digits?: number): string {
  if (!Number.isFinite(ratio)) return missing;
  const size = Math.abs(ratio) * 100;
  const places = digits ?? (size > 0 && size < 0.5 ? 1 : 0);
  return signed(ratio, `${formatted(size, places, places)}%`);
}

/** A relative change always carries its sign: `+12%`, `−3%`, `0%`. */
export function relativeChange(ratio: number): string {
  const text = percentage(ratio);
  return ratio > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** The currency's own sign, such as `¥`; a code that has none stands apart (`CHF 12k`). */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(1);
  const sign = parts.find((part) => part.type === "currency")?.value ?? currency;
  return /[A-Za-z]$/.test(sign) ? `${sign}\u00a0` : sign;
}
