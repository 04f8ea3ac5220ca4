import { paretoCurve } from "#charts/pareto-curve.ts";
import { type StageRow, stageFlows } from "#charts/stage-flows.ts";
import type { Picture } from "#render/picture.ts";

const whole = (value: number) => Math.round(value).toLocaleString("en-US");
const names = {
  zh: ["潜在客户", "新客户", "活跃客户", "忠诚客户", "流失风险", "已流失", "已唤回"],
  en: ["Prospect", "New", "Active", "Loyal", "At risk", "Lost", "Reactivated"],
} as const;

function stages(language: "en" | "zh", sizes: readonly (readonly [value: number, went: number, came: number])[]) {
  const rows = sizes.map(
    ([value, went, came], i): StageRow => ({
      label: names[language][i] ?? "",
      value,
      text: whole(value),
      came,
      went,
      cameText: came === 0 ? "0" : `+${whole(came)}`,
      wentText: went === 0 ? "0" : `−${whole(went)}`,
      highlight: i === 4,
    }),
  );
  return language === "zh"
    ? stageFlows({ rows, stockTitle: "客户数", wentTitle: "流出", cameTitle: "流入" })
    : stageFlows({ rows, stockTitle: "Accounts", wentTitle: "left", cameTitle: "came" });
}

function curve(language: "en" | "zh", steep: number, names: readonly string[]) {
  const zh = language === "zh";
  const points = Array.from({ length: 101 }, (_, i) => ({ x: i / 100, y: 1 - (1 - i / 100) ** steep }));
  const at = points.find(({ y }) => y >= 0.8) ?? { x: 1, y: 1 };
  const part = `${Math.round(at.x * 100)}%`;
  return paretoCurve({
    points,
    mark: { ...at, text: zh ? `${part}的客户贡献80%` : `${part} of customers: 80%` },
    xTitle: zh ? "客户数占比" : "Share of customers",
    yTitle: zh ? "销售额占比" : "Share of revenue",
    rows: names.map((label, i) => {
      const value = 9e6 / (i + 1);
      return {
        label,
        value,
        text: zh ? `¥${whole(value / 1e4)}万` : `$${(value / 1e6).toFixed(1)}M`,
        share: `${8 + i * 5}%`,
      };
    }),
    rowsTitle: zh ? "最大客户" : "Largest customers",
    shareTitle: zh ? "累计占比" : "Cumulative",
  });
}

const zhNames = ["上海华星科技股份有限公司", "广州新联贸易", "北京中科远景信息技术（集团）有限责任公司", "青岛海润"];
const enNames = [
  "Huaxing Technology Co., Ltd. (Shanghai)",
  "Acme 🚀 Robotics",
  "O'Brien & Sons <Holdings>",
  "Ångström",
];

/** Stages with their flows and Pareto curves, and their awkward cases. */
export function lifecyclePictures(): Map<string, Picture> {
  const alt = "";
  const usual = [
    [262, 4, 8],
    [86, 96, 86],
    [12, 12, 12],
    [892, 132, 187],
    [127, 158, 114],
    [1201, 34, 151],
    [90, 65, 83],
  ] as const;
  const huge = usual.map(([value, went, came]) => [value * 1e6, went * 1e4, came * 1e4] as const);
  const none = usual.map(() => [0, 0, 0] as const);
  return new Map<string, Picture>([
    ["lifecycle-zh", { alt, locale: "zh", title: "127个客户有流失风险，近一年贡献¥228万", spec: stages("zh", usual) }],
    ["lifecycle-en", { alt, locale: "en", title: "127 customers are at risk of leaving", spec: stages("en", usual) }],
    ["lifecycle-huge-en", { alt, locale: "en", title: "127 million at risk", spec: stages("en", huge) }],
    ["lifecycle-none-zh", { alt, locale: "zh", title: "各阶段都没有客户", spec: stages("zh", none) }],
    ["pareto-zh", { alt, locale: "zh", title: "32%的客户贡献了80%的销售额", spec: curve("zh", 4.2, zhNames) }],
    [
      "pareto-en",
      { alt, locale: "en", title: "15% of customers bring 80% of revenue", spec: curve("en", 10, enNames) },
    ],
    ["pareto-steep-en", { alt, locale: "en", title: "One in a hundred brings it all", spec: curve("en", 300, ["A"]) }],
    ["pareto-even-zh", { alt, locale: "zh", title: "销售额分布均衡", spec: curve("zh", 1, []) }],
  ]);
}
