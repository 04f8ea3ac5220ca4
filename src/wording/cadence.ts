import type { Words } from "#messages.ts";

/** What a cron says, in words, where it is one that people say: `every Monday at 09:00`, 每周一 09:00. Else the cron. */
export function cadenceText(cron: string, { locale }: Words): string {
  const [minute = "", hour = "", date = "", month = "", weekday = ""] = cron.split(" ");
  const plain = /^\d+$/;
  if (!plain.test(minute) || !plain.test(hour) || month !== "*") return cron;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  const days = daysText(date, weekday, locale);
  if (days === null) return cron;
  return locale === "zh" ? `${days} ${time}` : `${days} at ${time}`;
}

function daysText(date: string, weekday: string, locale: Words["locale"]): string | null {
  const zh = locale === "zh";
  if (date === "*" && weekday === "*") return zh ? "每天" : "every day";
  if (date === "*" && weekday === "1-5") return zh ? "每个工作日" : "every weekday";
  if (date === "*" && /^[0-7]$/.test(weekday)) {
    // 4 January 1970 was a Sunday.
    const day = new Date(Date.UTC(1970, 0, 4 + (Number(weekday) % 7)));
    const name = new Intl.DateTimeFormat(zh ? "zh-CN" : "en-GB", { weekday: "long", timeZone: "UTC" }).format(day);
    return zh ? name.replace("星期", "每周") : `every ${name}`;
  }
  if (weekday !== "*") return null;
  if (date === "L") return zh ? "每月最后一天" : "on the last day of every month";
  if (/^\d+$/.test(date)) return zh ? `每月${date}日` : `on day ${date} of every month`;
  return null;
}
