import { type CustomerTimeline, customerTimeline, type TimelineMonth } from "#charts/customer-timeline.ts";
import type { Picture } from "#render/picture.ts";

const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function monthsOf(values: readonly number[], zh: boolean): TimelineMonth[] {
  return values.map((value, index) => {
    const month = (index + 11) % 12;
    const name = zh ? `${month + 1}月` : (names[month] ?? "");
    return {
      label: month === 0 ? `${name}\n${2025 + Math.floor(index / 12)}` : name,
      value,
      text: `¥${value.toFixed(1)}万`,
      highlight: index >= values.length - 12,
      partial: index === values.length - 1,
    };
  });
}

const bought = [
  1.2, 0.8, 1.4, 0.9, 1.1, 0, 1.6, 1.2, 0.7, 1.9, 1.3, 1.1, 0.9, 2.4, 1.2, 0.8, 1.7, 1.1, 0.6, 1, 1.3, 0.9, 0, 0,
];

function lanesOf(zh: boolean): CustomerTimeline["lanes"] {
  return [
    {
      label: zh ? "商机" : "Deals",
      marks: [
        { at: 3.2, as: "bad", text: zh ? "输单 ¥1.7万" : "lost ¥17k" },
        { at: 9.8, as: "good", text: zh ? "赢单 ¥6.1万" : "won ¥61k" },
        { at: 10.1, as: "bad", text: zh ? "输单 ¥3.3万" : "lost ¥33k" },
      ],
    },
    {
      label: zh ? "投诉" : "Complaints",
      marks: [{ at: 20.4, as: "bad", text: zh ? "订单还没送到" : "Order is late" }],
    },
    {
      label: zh ? "评分" : "Surveys",
      marks: [9, 9, 8, 3].map((score, index) => ({
        at: 4 + 5.3 * index,
        as: score > 6 ? "good" : "bad",
        text: `${score}`,
      })),
    },
    {
      label: zh ? "联系" : "Contacts",
      marks: [0.2, 1, 1.4, 5, 7.7, 7.9, 12, 16.1, 19.9].map((at) => ({ at, as: "tick" })),
    },
  ];
}

/** A customer's story, in both languages, and awkward cases. */
export function customerPictures(): Map<string, Picture> {
  const alt = "";
  const silence = { from: 21.6, to: 23.7 };
  const pictures: [string, Picture][] = [
    [
      "customer-zh",
      {
        ...{ alt, locale: "zh", title: "华星科技近一年采购¥13.0万，比之前少18%，但已64天没有下单（通常每21天一单）" },
        subtitle: "各月销售额；下方为商机、投诉、评分和联系 · 制造、佛山（华南）",
        footer: "数据截至 2026-11-22 09:30 · 来源：演示数据",
        spec: customerTimeline({
          months: monthsOf(bought, true),
          axisText: [0, 1, 2].map((value) => ({ value, text: `¥${value}万` })),
          lanes: lanesOf(true),
          silence: { ...silence, text: "沉寂64天" },
        }),
      },
    ],
    [
      "customer-en",
      {
        ...{
          alt,
          locale: "en",
          title: "Huaxing bought ¥130k in the last year, 18% less than before, and is silent for 64 days",
        },
        subtitle: "Revenue by month; below: deals, complaints, surveys and contacts",
        footer: "Data as of 22 Nov 2026",
        spec: customerTimeline({
          months: monthsOf(bought, false),
          axisText: [0, 1, 2].map((value) => ({ value, text: `¥${value}0k` })),
          lanes: lanesOf(false),
          silence: { ...silence, text: "64 days silent" },
        }),
      },
    ],
    [
      "customer-prospect-zh",
      {
        ...{ alt, locale: "zh", title: "翰帆软件还没有下过单，手上有1个在跟商机，共¥3.2万" },
        spec: customerTimeline({
          months: monthsOf(Array(8).fill(0), true),
          axisText: [],
          lanes: lanesOf(true).slice(0, 1),
        }),
      },
    ],
    [
      "customer-returned-en",
      {
        ...{ alt, locale: "en", title: "More came back than was bought" },
        spec: customerTimeline({
          months: monthsOf([1, -2, 0.5, 0, 0, 1], false),
          axisText: [-2, 0, 1].map((value) => ({ value, text: `¥${value}0k` })),
          lanes: [],
        }),
      },
    ],
  ];
  return new Map(pictures);
}
