const LOCALES = { en: "en", zh: "zh-CN" };

/** Does a column of this format stand on the right? */
export const isAmount = (format) => format !== "text" && format !== "date";

/** An instant as the reader's clock shows it, with its day when that is not today. */
export function clock(instant, locale) {
  const time = new Date(instant);
  const today = time.toDateString() === new Date().toDateString();
  const style = today ? { hour: "2-digit", minute: "2-digit" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(LOCALES[locale], style).format(time);
}
