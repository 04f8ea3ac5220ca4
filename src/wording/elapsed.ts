import type { Words } from "#messages.ts";

/** Elapsed time as people say it: minutes below one hour, hours below two days, else days, `25 minutes`, `9.5小时`. */
export function elapsed({ locale }: Pick<Words, "locale">, hours: number): string {
  const [value, unit] = hours < 1 ? [hours * 60, "minute"] : hours < 48 ? [hours, "hour"] : [hours / 24, "day"];
  const maximumFractionDigits = unit !== "minute" && Math.abs(value) < 20 ? 1 : 0;
  return new Intl.NumberFormat(locale === "zh" ? "zh-CN" : "en", {
    style: "unit",
    unit,
    unitDisplay: "long",
    maximumFractionDigits,
  }).format(value);
}
