import { term } from "./define-term.ts";

const selling = term("selling");

/** Terms of orders, deals and money. */
export const sellingTerms = [
  selling(
    "valid_order",
    ["Valid order", "有效订单"],
    "valid orders, counted order",
    "Status confirmed or fulfilled, not deleted, net above zero. Without an orders table won deals count, dated when they closed",
    "状态为已确认或已完成、未删除、净额大于零的订单。没有订单表时，以赢单商机代替，按关闭时间计",
  ),
  selling(
    "net",
    ["Net amount", "净额"],
    "net, tax excluded, 不含税, 未税金额",
    "What an order or line brings without tax, in the reporting currency at the rate of its own day",
    "订单或明细的不含税金额，按交易当日汇率折算为报表币种",
  ),
  selling(
    "return",
    ["Return", "退货记录"],
    "refund, goods returned, 退款",
    "Counted in the period in which it happens, whenever the order was; revenue is net of it",
    "按退货发生的时间计入当期，与原订单何时下单无关；销售额已减去退货",
  ),
  selling(
    "previous",
    ["Period before", "环比"],
    "previous, vs prev, previous period, 上期, 上一期",
    "The equally long period just before; a running one compares with equally many elapsed days",
    "紧邻的上一个等长周期；进行中的周期取相同的已过天数",
  ),
  selling(
    "year_ago",
    ["Year ago", "同比"],
    "yoy, year over year, vs yoy, year on year, 去年同期",
    "The same dates a year before; weeks go back 52 weeks, so that weekdays match",
    "去年相同日期；按周比较时回退 52 周，使星期对齐",
  ),
  selling(
    "win_loss",
    ["Won, lost and void", "赢单、输单与作废"],
    "won, lost, void, 赢单, 输单, 作废",
    "A deal's final status. Void deals (duplicates, mistakes) count in no rate",
    "商机的最终状态。作废商机（重复、误建）不计入任何比率",
  ),
  selling(
    "reached",
    ["Reached a stage", "到达阶段"],
    "stage reached, funnel stage, 到达, 漏斗阶段",
    "A deal has reached a stage if it entered it or a later one of its pipeline; won implies all, a lost deal its furthest stage that is not lost",
    "商机进入过该阶段或同一流程的更后阶段即算到达；赢单视为全部到达，输单取其最远的非输单阶段",
  ),
  selling(
    "leak",
    ["Leak", "漏点"],
    "funnel leak, 漏损",
    "The funnel step whose conversion fell most surely against the comparison cohort at the same age (two-proportion z test, Holm)",
    "与同龄对比群组相比，转化率下降最显著的漏斗环节（两比例 z 检验，Holm 校正）",
  ),
  selling(
    "stage_history",
    ["Stage history", "阶段历史"],
    "history ladder, rung, 阶段变更记录",
    "The best that is known: native history, else the record's log, else differences of daily snapshots, else inferred from the current stage; replies name which",
    "按可得性取：原生历史 → 变更日志 → 每日快照差异 → 由当前阶段推断；回复会注明所用来源",
  ),
  selling(
    "weighted",
    ["Weighted pipeline", "加权商机金额"],
    "weighted amount, 加权金额, 加权商机",
    "Amount of open deals times their probability, the stage's where the deal names none",
    "进行中商机金额 × 赢率；商机未填时用阶段赢率",
  ),
  selling(
    "stalled",
    ["Stalled deal", "停滞商机"],
    "stalled, stuck, 停滞",
    "Open longer in its stage than three quarters of won deals were",
    "在当前阶段停留的时间超过四分之三的赢单商机",
  ),
  selling(
    "slipped",
    ["Slipped deal", "延期商机"],
    "slipped, slipping, 延期",
    "Its expected close date was pushed out, or lies in the past",
    "预计成交日期被推后，或已经过期",
  ),
  selling(
    "cycle",
    ["Sales cycle", "销售周期"],
    "cycle days, deal cycle, 成交周期",
    "Days from a won deal's creation to its close",
    "赢单商机从创建到关闭的天数",
  ),
  selling(
    "collection_rate",
    ["Collection rate", "回款率"],
    "rate of collection, 收款率",
    "Received against plans due in the period",
    "期内已收回款 ÷ 期内到期的应收计划",
  ),
  selling(
    "dso",
    ["Days sales outstanding", "应收账款周转天数"],
    "dso, 回款天数, 账期",
    "Outstanding receivables over revenue, in days of revenue",
    "应收未收金额相当于多少天的销售额",
  ),
];
