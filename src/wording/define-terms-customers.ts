import { lifecycleRules as rules } from "#model/lifecycle-rules.ts";
import { term } from "./define-term.ts";

const customers = term("customers");

/** Terms of customers: scores, stages of life, worth and risk. */
export const customerTerms = [
  customers(
    "rfm",
    ["RFM scores", "RFM 评分"],
    "rfm, recency frequency monetary, rfm模型",
    "Recency, frequency and net monetary value of valid orders, each 1 to 5 by how many customers are strictly worse; equal values always share a score",
    "最近下单、频次、净消费额各评 1–5 分，按严格差于自己的客户占比计；数值相同者得分必相同",
  ),
  customers(
    "recency",
    ["Recency", "最近下单"],
    "recency days, 最近一次下单, 距上次下单",
    "Business days of the calendar from the last valid order to the as-of day",
    "从最近一笔有效订单到统计日的天数",
  ),
  customers(
    "lifecycle",
    ["Lifecycle stage", "生命周期阶段"],
    "lifecycle stages, stage of life, 生命周期",
    "By days since the last order over the account's own median gap (everybody's with fewer than 3 gaps, never below 30 days), first rule that holds: reactivated, lost, at risk, loyal, new, active, prospect",
    "距上次下单的天数 ÷ 该客户自己的下单间隔中位数（不足 3 个间隔用全体中位数，至少 30 天），依次判断：唤回、流失、预警、忠诚、新客、活跃、潜在",
  ),
  customers(
    "active_stage",
    ["Active (stage)", "活跃阶段"],
    "active stage, 活跃期",
    `Silent for at most ${rules.atRisk} times the account's own usual gap`,
    `未下单时间不超过自身常规间隔的 ${rules.atRisk} 倍`,
  ),
  customers(
    "loyal_stage",
    ["Loyal (stage)", "忠诚阶段"],
    "loyal stage, 忠诚期",
    `Active, with at least ${rules.loyalOrders} valid orders`,
    `处于活跃且有效订单不少于 ${rules.loyalOrders} 笔`,
  ),
  customers(
    "new_stage",
    ["New (stage)", "新客阶段"],
    "new stage, 新客期",
    `First valid order at most ${rules.newDays} days ago`,
    `首笔有效订单在 ${rules.newDays} 天之内`,
  ),
  customers(
    "at_risk_stage",
    ["At risk (stage)", "预警阶段"],
    "at risk stage, slipping, 预警期",
    `Silent for ${rules.atRisk} to ${rules.lost} times its usual gap`,
    `未下单时间为自身常规间隔的 ${rules.atRisk}–${rules.lost} 倍`,
  ),
  customers(
    "lost_stage",
    ["Lost (stage)", "流失阶段"],
    "lost stage, lapsed, 流失期",
    `Silent for more than ${rules.lost} times its usual gap`,
    `未下单时间超过自身常规间隔的 ${rules.lost} 倍`,
  ),
  customers(
    "reactivated_stage",
    ["Reactivated (stage)", "唤回阶段"],
    "reactivated, won back, 唤回",
    "Ordered in the period after having been lost",
    "流失后在期内再次下单",
  ),
  customers(
    "prospect_stage",
    ["Prospect (stage)", "潜在阶段"],
    "prospect, 潜在客户, 未成交客户",
    "An account without any valid order",
    "没有任何有效订单的客户",
  ),
  customers(
    "retention",
    ["Retention", "留存率"],
    "retention rate, cohort retention, 留存",
    "Of the customers whose first valid order fell in a month (week, quarter), the share that ordered in the k-th one after; averages leave incomplete ones out",
    "首单在某月（周、季）的客户中，在其后第 k 期下单的占比；平均值不含未结束的周期",
  ),
  customers(
    "churn",
    ["Churn", "流失"],
    "churned, churn risk, 客户流失, 流失风险",
    "No valid order within the horizon: the larger of 90 days and twice the industry's median gap. The risk is a calibrated probability of that",
    "在观察期内没有有效订单；观察期取 90 天与行业间隔中位数 2 倍中的较大者。流失风险为校准后的概率",
  ),
  customers(
    "clv",
    ["Customer lifetime value", "客户终身价值"],
    "clv, ltv, lifetime value, 生命周期价值",
    "Expected net value of orders in the next 12 months (BG/NBD times Gamma-Gamma), discounted monthly; revenue, not margin",
    "未来 12 个月订单净额的期望值（BG/NBD × Gamma-Gamma），按月折现；为销售额而非毛利",
  ),
  customers(
    "pareto",
    ["80/20 share", "二八占比"],
    "pareto, concentration, gini, 二八, 集中度",
    "The share of revenue that the top 20 % of buyers bring, and how many bring 80 %",
    "前 20% 客户贡献的销售额占比，以及贡献 80% 销售额的客户数",
  ),
  customers(
    "pool",
    ["Pool", "公海"],
    "public pool, unowned, 公海客户",
    "Accounts that nobody owns and that lie in a pool; who sees them is configuration",
    "无负责人且在公海中的客户；可见范围由配置决定",
  ),
];
