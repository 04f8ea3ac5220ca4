import type { Locale } from "#messages.ts";

/** `22 Nov, 14:05`, `11月22日 14:05` in a zone. */
export function moment(at: Date, zone: string, locale: Locale): string {
  const parts = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false } as const;
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", { timeZone: zone, ...parts }).format(at);
}
