import { type RankedRate, rankedRates } from "#charts/ranked-rates.ts";
import { wilson } from "#metrics/proportions.ts";
import type { Picture } from "#render/picture.ts";

function rateOf(successes: number, trials: number): RankedRate["rate"] {
  const value = successes / trials;
  return { ...wilson({ successes, trials }), value, text: `${Math.round(100 * value)}%` };
}

/** Ranked money with win rates, in both languages, and awkward cases. */
export function ratePictures(): Map<string, Picture> {
  const people = ["张佳", "罗辰", "李博露", "Annabel Featherstonehaugh-Smythe", "孙彤", "韩晨琳"];
  const money = [341, 287, 283, 281, 269, 263];
  const wins = [0, 0, 4, 12, 2, 3];
  const deals = [14, 5, 15, 17, 7, 11];
  const rows = people.map((label, index) => ({
    label,
    value: money[index] ?? 0,
    text: `¥${money[index]}万`,
    wanted: 240 + 12 * index,
    rate: rateOf(wins[index] ?? 0, deals[index] ?? 1),
    highlight: index === 3,
  }));
  const alt = "";
  return new Map<string, Picture>([
    [
      "rates-zh",
      {
        ...{ alt, locale: "zh", title: "张佳以¥341万居首（占6%），26人中11人达标，赢单率没有明显差异" },
        subtitle: "各负责人净销售额，短竖线为目标；赢单率及95%区间，长竖线为整体",
        footer: "数据截至 2026-11-22 09:30 · 来源：演示数据",
        spec: rankedRates({ rows, whole: 0.3, valueTitle: "净销售额", rateTitle: "赢单率" }),
      },
    ],
    [
      "rates-one-en",
      {
        ...{ alt, locale: "en", title: "Ann: $341k; 0 of 0 closed deals won" },
        footer: "Data as of 22 Nov 2026",
        spec: rankedRates({
          rows: [{ label: "Ann", value: 341, text: "$341k", rate: null }],
          whole: null,
          valueTitle: "Net revenue",
          rateTitle: "Win rate",
        }),
      },
    ],
    [
      "rates-nothing-en",
      {
        ...{ alt, locale: "en", title: "Nobody sold anything, and nobody won more than the others" },
        footer: "Data as of 22 Nov 2026",
        spec: rankedRates({
          rows: people.map((label) => ({ label, value: 0, text: "$0", rate: rateOf(5, 10) })),
          whole: 0.5,
          valueTitle: "Net revenue",
          rateTitle: "Win rate",
        }),
      },
    ],
  ]);
}
