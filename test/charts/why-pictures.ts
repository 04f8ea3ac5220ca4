import { type ActionRow, actionList } from "#charts/action-list.ts";
import { type WaterfallRow, waterfall } from "#charts/waterfall.ts";
import type { Picture } from "#render/picture.ts";

const long = "上海凌越餐饮管理股份有限公司浦东分公司";
const level = (label: string, value: number, text: string): WaterfallRow => ({ kind: "level", label, value, text });
const step = (label: string, value: number, text: string, tone: "good" | "bad" | "quiet"): WaterfallRow => {
  return { kind: "step", label, value, text, tone };
};
const action = (kind: string, colour: number, name: string, value: number): ActionRow => {
  return { kind, colour, name, value, text: `¥${value.toLocaleString("en-US")}`, side: "王敏 · 11月26日" };
};

/** What moved a number, and what to do, in both languages, and awkward cases. */
export function whyPictures(): Map<string, Picture> {
  const zh = { alt: "", locale: "zh" } as const;
  const en = { alt: "", locale: "en" } as const;
  return new Map<string, Picture>([
    [
      "why-small-steps-zh",
      {
        ...{
          ...zh,
          title: "销售额下降¥67.4万，至¥862万；其中97%来自战略客户",
          subtitle: "销售额变化的来源（按会员等级）",
        },
        spec: waterfall({
          rows: [
            level("对比期", 929, "¥929万"),
            step("战略客户", -65.5, "−¥65.5万", "bad"),
            step("其余合计", -1.8, "−¥1.8万", "quiet"),
            level("本期", 862, "¥862万"),
          ],
        }),
      },
    ],
    [
      "why-below-zero-en",
      {
        ...{ ...en, title: "NPS fell by 52 points to −12", subtitle: "What moved NPS, by region" },
        spec: waterfall({
          rows: [
            level("Before", 40, "40"),
            step(long, -60, "−60 points", "bad"),
            step("South", 20, "+20 points", "good"),
            step("Everything else", -12, "−12 points", "quiet"),
            level("Now", -12, "−12"),
          ],
        }),
      },
    ],
    [
      "why-nothing-before-en",
      {
        ...{ ...en, title: "Revenue rose by $12k to $12k" },
        spec: waterfall({
          rows: [level("Before", 0, "$0"), step("the number of buyers", 12, "+$12k", "good"), level("Now", 12, "$12k")],
        }),
      },
    ],
    [
      "why-none-zh",
      {
        ...zh,
        title: "没有变化",
        spec: waterfall({ rows: [level("对比期", 0, "¥0"), level("本期", Number.NaN, "–")] }),
      },
    ],
    [
      "actions-zh",
      {
        ...{
          ...zh,
          title: "今天最值得做的4件事，预期价值¥8.2万；先由王敏挽回华星科技",
          subtitle: "预期价值＝概率×金额",
        },
        spec: actionList({
          rows: [
            action("挽回客户", 0, "华星科技", 45_500),
            action("推进商机", 3, long, 21_000),
            action("交叉销售", 4, `${long} · 商用全自动咖啡机 X9`, 14_200),
            action("处理投诉", 2, "Falcon Foods Inc, London", 900),
          ],
        }),
      },
    ],
    [
      "actions-one-en",
      {
        ...en,
        title: "One thing is worth $3 today",
        spec: actionList({ rows: [action("Fix data", 5, "enter whose order it is", 3)] }),
      },
    ],
  ]);
}
