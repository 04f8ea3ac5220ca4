import { type ValuePart, type ValueRow, valueRanking } from "#charts/value-ranking.ts";
import type { Picture } from "#render/picture.ts";

const names = [
  "华星科技",
  "Falcon Foods Inc, London",
  "上海凌越餐饮管理股份有限公司浦东分公司",
  "澄拓信息",
  "Borealis",
  "__proto__",
  "成都知岳咨询有限公司",
  "苏州睿源软件",
];

function rowsOf(values: readonly number[]): ValueRow[] {
  return values.map((value, index) => ({
    label: names[index % names.length] ?? "",
    value,
    text: Number.isFinite(value) ? `¥${Math.round(value)}万` : "–",
  }));
}

function partsOf(shares: readonly number[], zh: boolean): ValuePart[] {
  const labels = zh ? ["前10%客户", "其后20%", "其余70%"] : ["Top tenth", "Next fifth", "The other 70%"];
  return shares.map((share, index) => ({ label: labels[index] ?? "", share, text: `${Math.round(100 * share)}%` }));
}

/** Who brings how much, in both languages, and awkward cases. */
export function valuePictures(): Map<string, Picture> {
  const alt = "";
  const usual = [231, 135, 125, 123, 116, 112, 111, 107];
  const pictures: [string, Picture][] = [
    [
      "value-zh",
      {
        ...{ alt, locale: "zh", title: "现有客户未来12个月的价值为¥3,162万，前10%的客户贡献49%，华星科技居首" },
        subtitle: "未来12个月的折现价值；上方为各层客户的贡献",
        footer: "数据截至 2026-11-22 09:30 · 来源：演示数据",
        spec: valueRanking({ parts: partsOf([0.49, 0.34, 0.17], true), rows: rowsOf(usual) }),
      },
    ],
    [
      "value-steep-en",
      {
        ...{ alt, locale: "en", title: "Current customers are worth $8.4M over the next 12 months; a tenth bring 97%" },
        subtitle: "Discounted value over the next 12 months; above: who brings how much of it",
        footer: "Data as of 22 Nov 2026",
        spec: valueRanking({ parts: partsOf([0.97, 0.025, 0.005], false), rows: rowsOf([9000, 12, 3, 1]) }),
      },
    ],
    [
      "value-one-zh",
      {
        alt,
        locale: "zh",
        title: "华星科技未来12个月的价值为¥23万",
        spec: valueRanking({ parts: [], rows: rowsOf([23]) }),
      },
    ],
    [
      "value-nothing-en",
      {
        ...{ alt, locale: "en", title: "Nobody is expected to buy" },
        spec: valueRanking({ parts: partsOf([0, 0, 0], false), rows: rowsOf([0, 0, Number.NaN]) }),
      },
    ],
  ];
  return new Map(pictures);
}
