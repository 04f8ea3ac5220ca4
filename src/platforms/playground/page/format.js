const LOCALES = { en: "en", zh: "zh-CN" };

/** A table's cell as text. Numbers by their format; what arrives as text stays as it is. */
export function cell(value, format, locale) {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  const digits = { integer: 0, days: 0, percent: 1, money: Math.abs(value) < 1000 ? 2 : 0 }[format] ?? 2;
  const style = format === "percent" ? "percent" : "decimal";
  return new Intl.NumberFormat(LOCALES[locale], { style, maximumFractionDigits: digits }).format(value);
}

/** Does a column of this format stand on the right? */
export const isAmount = (format) => format !== "text" && format !== "date";

/** An instant as the reader's clock shows it, with its day when that is not today. */
export function clock(instant, locale) {
  const time = new Date(instant);
  const today = time.toDateString() === new Date().toDateString();
  const style = today ? { hour: "2-digit", minute: "2-digit" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(LOCALES[locale], style).format(time);
}
