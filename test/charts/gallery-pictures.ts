import type { TopLevelSpec } from "vega-lite";
import { cohortTriangle } from "#charts/cohort-triangle.ts";
import { funnelBars } from "#charts/funnel-bars.ts";
import { niceTicks } from "#charts/nice-ticks.ts";
import { rankedBars } from "#charts/ranked-bars.ts";
import { rfmGrid } from "#charts/rfm-grid.ts";
import { trend } from "#charts/trend.ts";
import type { Picture } from "#render/picture.ts";
import { basketPictures } from "./basket-pictures.ts";
import { campaignPictures } from "./campaign-pictures.ts";
import { customerPictures } from "./customer-pictures.ts";
import { forecastPictures } from "./forecast-pictures.ts";
import { kpiPictures } from "./kpi-pictures.ts";
import { lifecyclePictures } from "./lifecycle-pictures.ts";
import { promoterPictures } from "./promoter-pictures.ts";
import { ratePictures } from "./rate-pictures.ts";
import { segmentPictures } from "./segment-pictures.ts";
import { valuePictures } from "./value-pictures.ts";
import { whyPictures } from "./why-pictures.ts";

type Language = "en" | "zh";
const count = (value: number) => Math.round(value).toLocaleString("en-US");
const money = (value: number, language: Language) => {
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  if (language === "zh") return size >= 1e4 ? `${sign}¥${count(size / 1e4)}万` : `${sign}¥${count(size)}`;
  return size >= 1e6
    ? `${sign}$${(size / 1e6).toFixed(1)}M`
    : size >= 1e3
      ? `${sign}$${count(size / 1e3)}k`
      : `${sign}$${count(size)}`;
};
const axis = (values: number[], language: Language, zero: boolean) =>
  niceTicks(zero ? Math.min(0, ...values) : Math.min(...values), Math.max(...values), 4).map((value) => ({
    value,
    text: money(value, language),
  }));
const day = (year: number, month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
const monthName = (language: Language, month: number) =>
  language === "zh"
    ? `${(month % 12) + 1}月`
    : (["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month % 12] ?? "");

const grid = [
  [305, 217, 104, 70, 28],
  [151, 263, 158, 115, 69],
  [125, 170, 304, 249, 132],
  [46, 110, 217, 226, 147],
  [214, 60, 153, 246, 492],
];
const cells = grid.flatMap((row, f) =>
  row.map((customers, r) => ({ r: r + 1, fm: f + 1, customers, text: count(customers) })),
);

const monthly = [620, 410, 780, 735, 810, 902, 870, 895, 1010, 1122, 1223].map((value) => value * 1e4);
const yearBefore = [540, 520, 690, 700, 760, 790, 905, 860, 880, 930, 1010].map((value) => value * 1e4);
const long = Array.from({ length: 30 }, (_, i) => 5.9e6 + i * 1.6e5 + Math.sin(i * 1.7) * 3e5 + (i === 21 ? 9e5 : 0));

/** Every chart with the data its command would give it, and the awkward cases, in both languages. */
export function galleryPictures(): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  const add = (
    name: string,
    language: Language,
    zh: readonly [string, string],
    en: readonly [string, string],
    spec: TopLevelSpec,
  ) => {
    const [title, subtitle] = language === "zh" ? zh : en;
    const footer =
      language === "zh"
        ? "数据截至 2026-11-22 09:00 · 来源：销售易 CRM · 口径：已签合同含税额"
        : "Data as of 22 Nov 2026, 09:00 UTC+8 | Source: Salesforce | Signed contracts, tax included";
    pictures.set(`${name}-${language}`, { title, subtitle, footer, spec, locale: language, alt: title });
  };
  for (const language of ["zh", "en"] as const) {
    const zh = language === "zh";
    add(
      "rfm",
      language,
      ["214 位高频老客近期未下单，应优先召回", "RFM 分层客户数（共 4,371 位） · 近 12 个月订单 · 评分 5 为最好"],
      [
        "214 frequent buyers have gone quiet; win them back first",
        "Customers by RFM score (4,371 in all) | Orders of the last 12 months",
      ],
      rfmGrid({
        cells: cells.filter((cell) => cell.customers !== 28),
        highlight: [{ r: 1, fm: 5 }],
        xTitle: zh ? "最近购买 R" : "Recency R",
        yTitle: zh ? "购买频次与金额 FM" : "Frequency and money FM",
      }),
    );
    const stages = zh
      ? ["线索", "已确认需求", "已演示", "已报价", "赢单"]
      : ["Leads", "Qualified", "Demo held", "Proposal", "Won"];
    const sizes = [4820, 2314, 1388, 347, 152];
    add(
      "funnel",
      language,
      ["每 4 次演示只有 1 次进入报价，是漏斗中最大的流失点", "2026 年 Q3 新建商机，按到达的最远阶段 · 中型客户"],
      [
        "Only 1 in 4 demos becomes a proposal, the biggest leak in the funnel",
        "Opportunities created Q3 2026 by furthest stage | Mid-market, all regions",
      ],
      funnelBars({
        stages: stages.map((label, i) => ({
          label,
          value: sizes[i] ?? 0,
          text: count(sizes[i] ?? 0),
          ...(i > 0 ? { conversionText: `${Math.round(((sizes[i] ?? 0) / (sizes[i - 1] ?? 1)) * 100)}%` } : {}),
          highlight: i === 3,
        })),
      }),
    );
    add(
      "funnel-12",
      language,
      ["第 7 阶段之后只剩一成商机", "全部 12 个自定义阶段"],
      ["One deal in ten survives stage 7", "All twelve custom stages"],
      funnelBars({
        stages: Array.from({ length: 12 }, (_, i) => ({
          label: zh ? `自定义销售阶段 ${i + 1}` : `Custom sales stage ${i + 1}`,
          value: i === 11 ? 0 : 3000 * 0.72 ** i,
          text: i === 11 ? "0" : count(3000 * 0.72 ** i),
          conversionText: i === 11 ? "0%" : "72%",
          highlight: i === 6,
        })),
      }),
    );
    const regions = zh
      ? ["华东区", "华南区", "华北区", "西南区", "华中区", "西北区", "东北区", "海外"]
      : [
          "East China",
          "South China",
          "North China",
          "Southwest",
          "Central China",
          "Northwest",
          "Northeast",
          "Overseas",
        ];
    const amounts = [4620, 2180, 1865, 1240, 987, 632, 481, 193].map((value) => value * 1e4);
    add(
      "rank",
      language,
      ["华东区贡献 38% 的新签额，超过第二、三名之和", "2026 年 Q3 新签合同额，按销售区域 · 仅已签约"],
      [
        "East China signs 38% of new contracts, more than the next two together",
        "New contracts Q3 2026 by region | signed only",
      ],
      rankedBars({
        rows: regions.map((label, i) => ({
          label,
          value: amounts[i] ?? 0,
          text: money(amounts[i] ?? 0, language),
          share: `${[38, 18, 15, 10, 8, 5, 4, 2][i]}%`,
          highlight: i === 0,
        })),
      }),
    );
    add(
      "rank-12",
      language,
      ["上海华星科技一家占应收逾期的三成", "逾期应收款，按客户 · 竖线为上季度末"],
      [
        "Huaxing Technology alone owes a third of what is overdue",
        "Overdue receivables by account | upright tick: end of last quarter",
      ],
      rankedBars({
        otherLabel: zh ? "其他 46 家" : "46 others",
        rows: Array.from({ length: 12 }, (_, i) => {
          const value = i === 11 ? 6.1e6 : 8.2e6 * 0.72 ** i;
          const label = zh
            ? ([
                "上海华星科技股份有限公司",
                "广州新联贸易",
                "北京中科远景信息技术（集团）有限责任公司华北分公司",
                "青岛海润",
              ][i] ?? `客户 ${i + 1}`)
            : (["Huaxing Technology Co., Ltd. (Shanghai)", "Acme 🚀 Robotics", "O'Brien & Sons <Holdings>", "Ångström"][
                i
              ] ?? `Account ${i + 1}`);
          return {
            label: i === 11 ? (zh ? "其他 46 家" : "46 others") : label,
            value,
            text: money(value, language),
            previous: value * [0.6, 1.08, 1, 1.4][i % 4]!,
            highlight: i === 0,
          };
        }),
      }),
    );
    add(
      "rank-negative",
      language,
      ["三个产品线较去年下滑，软件订阅增长最多", "收入较去年同期的变化，按产品线"],
      ["Three lines shrank; subscriptions grew most", "Change of revenue on the year, by product line"],
      rankedBars({
        rows: [420, 230, 75, 0, -60, -180, -310].map((value, i) => ({
          label: (zh
            ? ["软件订阅", "实施服务", "培训", "硬件", "备件", "咨询", "运维外包"]
            : ["Subscriptions", "Services", "Training", "Hardware", "Spares", "Consulting", "Outsourcing"])[i]!,
          value: value * 1e4,
          text: `${value > 0 ? "+" : ""}${money(value * 1e4, language)}`,
          highlight: i === 0,
        })),
      }),
    );
    add(
      "bars",
      language,
      ["11 月新签额 ¥1,223 万，连续四个月增长，创全年新高", "2026 年各月新签合同额（含税） · 全部区域"],
      [
        "November signed $12.2M, the fourth month of growth and the year's best",
        "New contracts per month, 2026 (tax included) | all regions",
      ],
      trend({
        points: monthly.map((value, i) => ({
          start: day(2026, i),
          label: monthName(language, i),
          value,
          text: zh ? count(value / 1e4) : (value / 1e6).toFixed(1),
          highlight: i === 10,
          partial: i === 10,
        })),
        previous: yearBefore.map((value) => ({ value })),
        previousLabel: zh ? "去年同期" : "same month last year",
        unit: zh ? "单位：万元" : "USD million",
        axisText: axis(monthly, language, true),
      }),
    );
    add(
      "bars-14",
      language,
      ["近 14 周成交额平稳，第 9 周退款超过成交", "每周净成交额"],
      ["Net revenue was steady over 14 weeks, but week 9 ended below zero", "Net revenue per week"],
      trend({
        points: Array.from({ length: 14 }, (_, i) => {
          const value = i === 8 ? -2.4e6 : i === 4 ? null : 4e6 + Math.sin(i) * 2e6;
          return {
            start: day(2026, 0),
            label: `W${i + 30}`,
            value,
            text: value === null ? "–" : money(value, language),
            highlight: i === 8,
          };
        }),
        axisText: axis([-2.4e6, 6e6], language, true),
      }),
    );
    add(
      "line",
      language,
      ["月回款升至 ¥1,048万，两年半增长 77%", "月回款额，2024-06 至 2026-11 · 灰线为目标"],
      [
        "Monthly collections reached $10.5M, up 77% in two and a half years",
        "Collections per month, Jun 2024 to Nov 2026 | grey: target",
      ],
      trend({
        points: long.map((value, i) => ({
          start: day(2024, 5 + i),
          label:
            (5 + i) % 12 === 0
              ? `${monthName(language, 5 + i)}\n${2024 + Math.floor((5 + i) / 12)}`
              : monthName(language, 5 + i),
          value: i === 8 ? null : value,
          text: money(value, language),
          partial: i === 29,
          highlight: i === 21,
        })),
        previous: long.map((_, i) => ({ value: 6.2e6 + i * 1.1e5 })),
        previousLabel: zh ? "目标" : "Target",
        axisText: axis(long, language, false),
      }),
    );
    const cohort = (rows: number, columns: number) =>
      Array.from({ length: rows }, (_, i) => ({
        label: zh ? `${(i % 12) + 1}月（${412 + i * 13}）` : `${monthName("en", i)} (${412 + i * 13})`,
        cells: Array.from({ length: Math.min(columns, rows - i) }, (_, k) => {
          const ratio = (0.62 + (i > rows / 2 ? 0.1 : 0)) * 0.86 ** k;
          return { k: k + 1, ratio, text: `${Math.round(ratio * 100)}%`, complete: k < rows - i - 1 };
        }),
      }));
    const zhCohort = [
      "8 月起新客的次月留存从 62% 升至 72%",
      "各首购月新客的回购比例（括号内为人数） · 虚线格尚未满月",
    ] as const;
    const enCohort = [
      "Month-1 retention rose from 62% to 72% for cohorts that joined since August",
      "Share of new customers buying again, by first order (size) | dashed: month not over",
    ] as const;
    const xTitle = zh ? "首购后月数" : "Months since first order";
    add("cohort", language, zhCohort, enCohort, cohortTriangle({ rows: cohort(8, 8), xTitle }));
    add("cohort-13", language, zhCohort, enCohort, cohortTriangle({ rows: cohort(13, 13), xTitle }));
  }
  const bare = { locale: "zh", alt: "", footer: "数据截至 2026-11-22 09:00", subtitle: "边界情况" } as const;
  const huge = "超长名称".repeat(25_000);
  const one = { label: huge, value: 5, text: "5" };
  pictures.set("edge-rank-one", { ...bare, title: "只有一行，名字极长", spec: rankedBars({ rows: [one] }) });
  pictures.set("edge-rank-zero", {
    ...bare,
    title: "全部为零",
    spec: rankedBars({ rows: ["甲", "乙", "甲"].map((label) => ({ label, value: 0, text: "0", share: "–" })) }),
  });
  pictures.set("edge-rank-loss", {
    ...bare,
    title: "全部为负",
    spec: rankedBars({ rows: [-1, -1, -1].map((value) => ({ label: "同名", value, text: "-1", previous: 0 })) }),
  });
  pictures.set("edge-funnel-zero", {
    ...bare,
    title: "漏斗为零",
    spec: funnelBars({ stages: [1, 2].map((i) => ({ label: `阶段${i}`, value: 0, text: "0", conversionText: "–" })) }),
  });
  pictures.set("edge-funnel-one", {
    ...bare,
    title: "只有一个阶段",
    spec: funnelBars({ stages: [{ label: huge, value: 7, text: "7" }] }),
  });
  pictures.set("edge-trend-one", {
    ...bare,
    title: "只有一个月",
    spec: trend({ points: [{ start: "2026-11-01", label: "11月", value: 3, text: "3" }], axisText: [] }),
  });
  pictures.set("edge-line-flat", {
    ...bare,
    title: "三十天都一样",
    spec: trend({
      points: Array.from({ length: 30 }, (_, i) => ({ start: day(2026, 1), label: `${i + 1}日`, value: 5, text: "5" })),
      axisText: [{ value: 5, text: "5" }],
    }),
  });
  pictures.set("edge-rfm-none", {
    ...bare,
    title: "没有客户",
    spec: rfmGrid({ cells: [], xTitle: "最近购买 R", yTitle: "购买频次 F" }),
  });
  pictures.set("edge-cohort-one", {
    ...bare,
    title: "只有一个同期群",
    spec: cohortTriangle({
      rows: [
        {
          label: "11月（3）",
          cells: [
            { k: 0, ratio: 1, text: "100%", complete: true },
            { k: 1, ratio: null, text: "–", complete: false },
          ],
        },
      ],
      xTitle: "首购后月数",
    }),
  });
  pictures.set("edge-empty", { ...bare, title: "没有数据", spec: rankedBars({ rows: [] }) });
  pictures.set("edge-note", {
    ...bare,
    title: "所选范围内没有成交记录",
    subtitle: "2026-11-15 至 11-22 · 海外区域",
    note: { title: "没有符合条件的数据", hint: "可放宽时间范围，或去掉“区域 = 海外”筛选" },
  });
  for (const [name, picture] of basketPictures()) pictures.set(name, picture);
  for (const [name, picture] of customerPictures()) pictures.set(name, picture);
  for (const [name, picture] of forecastPictures()) pictures.set(name, picture);
  for (const [name, picture] of kpiPictures()) pictures.set(name, picture);
  for (const [name, picture] of lifecyclePictures()) pictures.set(name, picture);
  for (const [name, picture] of campaignPictures()) pictures.set(name, picture);
  for (const [name, picture] of ratePictures()) pictures.set(name, picture);
  for (const [name, picture] of promoterPictures()) pictures.set(name, picture);
  for (const [name, picture] of segmentPictures()) pictures.set(name, picture);
  for (const [name, picture] of valuePictures()) pictures.set(name, picture);
  for (const [name, picture] of whyPictures()) pictures.set(name, picture);
  return pictures;
}
