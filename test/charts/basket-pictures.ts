import { type NotedBar, notedBars } from "#charts/noted-bars.ts";
import type { Picture } from "#render/picture.ts";

const pairs = {
  zh: ["净水滤芯 F200 → 除垢剂 500ml", "胶囊咖啡机 Mini → 意式浓缩胶囊 100颗", "手摇磨豆机 G02 → V60 滤纸 100张"],
  en: ["Water filter F200 → Descaler", "Capsule machine Mini → Espresso capsules, 100", "Hand grinder → V60 papers"],
} as const;

function rules(language: "en" | "zh"): NotedBar[] {
  return pairs[language].map((label, i) => ({
    label,
    value: [0.64, 0.67, 0.57][i] ?? 0,
    text: ["64%", "67%", "57%"][i] ?? "",
    side: [22, 12, 41].map((lift) => (language === "zh" ? `${lift}倍` : `${lift}×`))[i] ?? "",
    usual: [0.03, 0.056, 0.014][i] ?? 0,
    highlight: i === 0,
  }));
}

function offers(language: "en" | "zh"): NotedBar[] {
  const zh = language === "zh";
  return Array.from({ length: 9 }, (_, i) => ({
    label: zh ? `一次性纸杯 ${(i + 1) * 100}只` : `Paper cups, pack of ${(i + 1) * 100}`,
    value: 0.69 * 0.7 ** i,
    text: `${Math.round(69 * 0.7 ** i)}%`,
    side: zh ? "交叉销售" : "Cross-sell",
    note: zh
      ? "买深烘意式拼配豆 5kg的174个酒店客户中，120个也买它"
      : "120 of 174 hotel customers that buy Espresso beans, dark, 5 kg also buy it",
    highlight: i === 0,
  }));
}

/** Rules and offers as bars below their names, and their awkward cases. */
export function basketPictures(): Map<string, Picture> {
  const alt = "";
  const huge = "超长产品名称".repeat(2_000);
  const odd: NotedBar[] = [
    { label: huge, value: 1, text: "100%", side: huge, note: huge, usual: 0.99 },
    { label: "", value: 0, text: "0%", usual: 1 },
    { label: "W".repeat(300), value: Number.NaN, text: "–" },
  ];
  return new Map<string, Picture>([
    [
      "basket-zh",
      { alt, locale: "zh", title: "买了净水滤芯的订单，64%也买除垢剂", spec: notedBars({ bars: rules("zh") }) },
    ],
    [
      "basket-en",
      {
        alt,
        locale: "en",
        title: "Who buys the filter also buys the descaler",
        spec: notedBars({ bars: rules("en") }),
      },
    ],
    ["offers-zh", { alt, locale: "zh", title: "下一步推荐一次性纸杯", spec: notedBars({ bars: offers("zh") }) }],
    ["offers-en", { alt, locale: "en", title: "Offer paper cups next", spec: notedBars({ bars: offers("en") }) }],
    ["basket-odd", { alt, locale: "zh", title: "名称极长、没有名称、没有数值", spec: notedBars({ bars: odd }) }],
  ]);
}
