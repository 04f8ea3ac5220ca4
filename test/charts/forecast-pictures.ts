import { type FanAhead, type FanPoint, fanBounds, forecastFan } from "#charts/forecast-fan.ts";
import { niceTicks } from "#charts/nice-ticks.ts";
import type { Picture } from "#render/picture.ts";

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Eighteen months and six ahead, with a dip and two targets. */
export function fanMonths(language: "en" | "zh"): { past: FanPoint[]; ahead: FanAhead[] } {
  const label = (t: number) => {
    const month = (t + 5) % 12;
    const name = language === "zh" ? `${month + 1}月` : (monthNames[month] ?? "");
    return t === 0 || month === 0 ? `${name}\n${2025 + Math.floor((t + 5) / 12)}` : name;
  };
  const money = (value: number) => (language === "zh" ? `¥${value}万` : `¥${(value / 100).toFixed(1)}M`);
  const level = (t: number) => Math.round((580 + 17 * t + 30 * Math.sin(t)) * (t === 8 || t === 20 ? 0.7 : 1));
  const past = Array.from({ length: 18 }, (_, t) => {
    return { label: label(t), value: level(t), ...(t === 17 ? { text: money(level(t)) } : {}) };
  });
  const ahead = Array.from({ length: 6 }, (_, k) => {
    const value = level(18 + k);
    const spread = 30 + 14 * k;
    return {
      ...{ label: label(18 + k), value, lo80: value - spread, hi80: value + spread },
      ...{ lo95: value - 1.7 * spread, hi95: value + 1.7 * spread },
      target: k < 2 ? 960 + 40 * k : null,
      ...(k === 5 || k === 2 ? { text: language === "zh" ? `预测 ${money(value)}` : `Forecast ${money(value)}` } : {}),
    };
  });
  return { past, ahead };
}

/** A fan with the ticks that belong to it. */
export function fan(past: readonly FanPoint[], ahead: readonly FanAhead[], targetLabel: string) {
  const [low, high] = fanBounds(past, ahead) ?? [0, 1];
  const axisText = niceTicks(low, high).map((value) => ({ value, text: `¥${value}万` }));
  return forecastFan({ past, ahead, targetLabel, aheadLabel: "", axisText });
}

/** Forecasts with their bands, and their awkward cases. */
export function forecastPictures(): Map<string, Picture> {
  const alt = "";
  const zh = fanMonths("zh");
  const en = fanMonths("en");
  const flat = zh.ahead.map((point) => ({ ...point, value: 5, lo80: 5, hi80: 5, lo95: 5, hi95: 5, target: null }));
  const wide = zh.ahead.map((point) => ({ ...point, lo95: -1e6, hi95: 1e6 }));
  return new Map<string, Picture>([
    [
      "forecast-zh",
      { alt, locale: "zh", title: "明年3月销售额预计¥1,024万，完成目标的98%", spec: fan(zh.past, zh.ahead, "目标") },
    ],
    [
      "forecast-en",
      { alt, locale: "en", title: "Revenue will reach 98% of the target", spec: fan(en.past, en.ahead, "Target") },
    ],
    [
      "forecast-flat",
      {
        alt,
        locale: "zh",
        title: "没有变化",
        spec: fan(
          zh.past.map((point) => ({ ...point, value: 5 })),
          flat,
          "目标",
        ),
      },
    ],
    ["forecast-wide", { alt, locale: "zh", title: "区间极宽", spec: fan(zh.past, wide, "目标") }],
  ]);
}
