import { liftPanels } from "#charts/lift-panels.ts";
import { returnBars } from "#charts/return-bars.ts";
import type { Picture } from "#render/picture.ts";

const panel = (title: string, values: readonly number[], interval: readonly [number, number] | null, unit: string) => ({
  title,
  bars: values.map((value, index) => ({
    label: index === values.length - 1 ? "对照组" : "触达组",
    value,
    text: `${value}${unit}`,
    highlight: index < values.length - 1,
  })),
  difference: {
    label: "差异",
    value: (values[0] ?? 0) - (values.at(-1) ?? 0),
    text: interval === null ? "未知" : `${interval[0]} 至 ${interval[1]}`,
    interval,
    zero: "无差异",
  },
});

/** Returns of campaigns and an experiment, and awkward cases. */
export function campaignPictures(): Map<string, Picture> {
  const alt = "";
  const names = [
    "企微社群 · 每周一豆 2026Q3",
    "Newsletter · Roaster's Notes 2026Q3",
    "Coffee & Office 展会 2026Q3",
    "抖音直播",
  ];
  const returns = [1.67, -0.27, -0.8, null];
  const bars = names.map((label, index) => {
    const value = returns[index] ?? null;
    const text = value === null ? "花费未知" : `${Math.round(100 * value)}%`;
    return { label, value, text, side: "¥47.6万", highlight: index === 0 };
  });
  return new Map<string, Picture>([
    ["returns-zh", { alt, locale: "zh", title: "企微社群最划算：净回报率+167%", spec: returnBars({ bars }) }],
    [
      "returns-odd",
      {
        ...{ alt, locale: "en", title: "Only losses, an endless name and nothing known" },
        spec: returnBars({
          bars: [
            { label: "x".repeat(200), value: -1, text: "−100%", side: "¥12" },
            { label: "", value: Number.NaN, text: "cost unknown" },
            { label: "even", value: 0, text: "0%" },
          ],
        }),
      },
    ],
    ["returns-none", { alt, locale: "en", title: "Nothing", spec: returnBars({ bars: [] }) }],
    [
      "lift-zh",
      {
        ...{ alt, locale: "zh", title: "短信唤醒券有效：触达组响应率22.6%，对照组8.7%" },
        spec: liftPanels({
          panels: [
            panel("响应率", [22.6, 8.7], [9.4, 18.2], "%"),
            panel("人均销售额", [4205, 4331], [-1255, 1003], "元"),
          ],
        }),
      },
    ],
    [
      "lift-arms",
      {
        ...{ alt, locale: "zh", title: "几个方案，且一项没有区间" },
        spec: liftPanels({
          panels: [panel("响应率", [22, 18, 9], [4, 18], "%"), panel("人均销售额", [0, 0, 0], null, "元")],
        }),
      },
    ],
    ["lift-none", { alt, locale: "en", title: "Nothing", spec: liftPanels({ panels: [] }) }],
  ]);
}
