import { term } from "./define-term.ts";

const marketing = term("marketing");
const data = term("data");

/** Terms of marketing and service, of statistics and of the data themselves. */
export const marketTerms = [
  marketing(
    "attribution",
    ["Attribution", "归因"],
    "attribution model, last touch, first touch, linear, position, decay, 归因模型, 末次触点, 首次触点, 线性归因",
    "Credit for an order among touches in the 90 days before it: last (default), first, linear, position (40/20/40) or decay (half-life 7 days); revenue without a touch is a row of its own",
    "订单前 90 天内触点的功劳分配：末次（默认）、首次、线性、位置（40/20/40）或衰减（半衰期 7 天）；没有触点的销售额单列一行",
  ),
  marketing(
    "roi",
    ["Return on investment", "净回报率"],
    "roi, 投资回报率",
    "(Revenue − cost) ÷ cost; margin in the place of revenue where costs of goods are known, and said. Without a cost it is unknown",
    "（销售额 − 费用）÷ 费用；商品成本已知时用毛利代替销售额并注明。没有费用则为未知",
  ),
  marketing("roas", ["Return on ad spend", "投产比"], "roas, 投入产出比", "Revenue ÷ cost", "销售额 ÷ 费用"),
  marketing(
    "cac",
    ["Customer acquisition cost", "获客成本"],
    "cac, cost per customer, 拉新成本",
    "Cost of campaigns ÷ new customers credited to them",
    "营销费用 ÷ 归因到的新客户数",
  ),
  marketing(
    "lift",
    ["Lift", "增量"],
    "uplift, control group, 对照组, 提升",
    "Response or revenue of the treated less that of the control arm, with a 95 % interval",
    "触达组与对照组的响应率或人均销售额之差，附 95% 置信区间",
  ),
  marketing(
    "csat",
    ["CSAT", "满意度得分"],
    "customer satisfaction score, 满意率",
    "Share of the two best answers",
    "最高两档评分的占比",
  ),
  marketing(
    "ces",
    ["CES", "费力度"],
    "customer effort score, 客户费力度",
    "Mean of the effort scores",
    "费力度评分的平均值",
  ),
  marketing(
    "response_time",
    ["Response time", "响应时间"],
    "median response, first response, 首次响应, 响应时长",
    "Hours from opening (or creation) to the first response; medians, so that a few very late ones do not decide",
    "从提出（或创建）到首次响应的小时数，取中位数，避免个别超长拉偏",
  ),
  data(
    "anomaly",
    ["Unusual", "异常"],
    "anomaly, out of the ordinary, outlier, 异常值, 波动",
    "A value whose seasonally adjusted residual has a robust z beyond 3.5; /kpi states how often that was raised before",
    "季节调整后残差的稳健 z 值超过 3.5；/kpi 会说明以往的报警频率",
  ),
  data(
    "small_sample",
    ["Small sample", "小样本"],
    "few cases, 样本量, 样本太少",
    "Fewer than 30 cases; rates of them are shown with that caveat",
    "少于 30 个样本；其比率会注明样本小",
  ),
  data(
    "interval",
    ["95 % interval", "95% 置信区间"],
    "confidence interval, wilson, ci95, 置信区间",
    "Where the true rate lies with 95 % confidence: Wilson for shares, Welch for money. Rates are ranked only where intervals part",
    "真实值以 95% 的把握所在的范围：比率用 Wilson，金额用 Welch。区间重叠的比率不排名",
  ),
  data(
    "reporting_currency",
    ["Reporting currency", "报表币种"],
    "currency conversion, 本位币, 折算币种",
    "All money in one currency, converted at the rate of the transaction's own day; a missing rate is reported, never guessed",
    "所有金额统一折算为一种币种，按交易当日汇率；缺失的汇率会报告，不作猜测",
  ),
  data(
    "business_day",
    ["Business day", "业务日"],
    "business timezone, week start, fiscal year, 业务时区, 周起始日, 财年",
    "Days, weeks and years are cut in the business timezone, by the company's own week start and fiscal year",
    "日、周、年按业务时区以及本公司的周起始日与财年划分",
  ),
];
