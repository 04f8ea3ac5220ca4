import type { Messages } from "#messages.ts";
import { reasonMessages } from "./churn-reason-texts.ts";
import { reportMessages } from "./churn-report-texts.ts";

/** Texts of `/churn`. */
export const messages: Messages = {
  en: {
    ...reasonMessages.en,
    ...reportMessages.en,
    slipping:
      "{n, plural, one {# customer} other {# customers}} worth {money} over the next {days} days {n, plural, one {is} other {are}} slipping away; {name} first",
    slipping_rule:
      "{n, plural, one {# customer has} other {# customers have}} been silent for unusually long; {money} over the next {days} days at stake, {name} first",
    slipping_contracts:
      "{n, plural, one {# contract} other {# contracts}} worth {money} {n, plural, one {ends} other {end}} within {days} days and {n, plural, one {is} other {are}} unlikely to be renewed; {name} first",
    group:
      "{group} has the most to lose: {n, plural, one {# customer} other {# customers}} worth {money} over the next {days} days {n, plural, one {is} other {are}} slipping away, {share} of all that is at risk",
    calm: "None of {n} active customers is likelier to leave than to stay over the next {days} days",
    calm_rule: "None of {n} active customers has been silent for unusually long",
    calm_contracts:
      "None of the {n, plural, one {# contract} other {# contracts}} ending within {days} days is likelier to lapse than to be renewed",
    untold:
      "Who is about to leave cannot be told yet: {n, plural, one {# customer has} other {# customers have}} ordered, but hardly anybody more than once",
    untold_action: "Sync more history, or come back when customers have ordered a second time",
    empty: "Nobody whose last order falls in {span} was still active on {asOf}: there is nobody to lose",
    empty_contracts: "No contract ends within {days} days after {asOf}",
    empty_longer: "Ask for everybody who is active: {command}",
    empty_orders: "Look at orders instead: {command}",
    expected:
      "Of {n} active customers about {leavers} ({rate}) are expected to leave within {days} days; company-wide {base} did in the last complete {days} days.",
    expected_contracts:
      "Of {n} contracts ending within {days} days about {leavers} ({rate}) are expected to lapse; company-wide {base} did in the last complete {days} days.",
    concentrated:
      "The ten largest hold {share} of the value at risk ({money}): ten calls cover most of what can be saved.",
    spread: "The ten largest hold only {share} of the value at risk: it takes a programme, not ten calls.",
    sign: "Besides silence, the commonest sign is that {reason, select, fewer_orders {they order less often} less_money {they spend less} smaller_orders {their orders get smaller} slowing {their orders come ever later} returns {they sent goods back} open_complaint {their complaints are still open} complained {they complained} slow_answers {they wait long for answers} low_score {they gave low scores} no_contact {nobody has been in touch} contract {their contract runs out} other {they order like those who left}}: so it is with {n} of the {of} most important.",
    call: "{owner, select, none {Somebody} other {{owner}}} calls {name} this week ({reason}): {money} at stake.",
    work: "Owners work through the first {n}: {owners}; {money} in all.",
    one_owner: "{owner} ({n})",
    settle:
      "Service settles the open complaints of {n, plural, one {# customer} other {# customers}} at risk before anybody calls about orders.",
    mail: "For the {n} who ordered once or twice a friendly message is enough; keep calls for the regular ones.",
    at_risk: "At risk",
    value_at_risk: "Value at risk",
    expected_loss: "Expected loss",
    leave_rate: "Expected to leave",
    customer: "Customer",
    owner: "Owner",
    risk: "Risk",
    why: "Why",
    customers: "Customers",
    none: "(none)",
    subtitle:
      "{kind, select, margin {Margin} other {Revenue}} expected over {days} days and the chance of leaving; sorted by both multiplied",
    subtitle_rule: "{kind, select, margin {Margin} other {Revenue}} expected over {days} days",
    subtitle_contracts: "Contract value over {days} days and the chance of not renewing; sorted by both multiplied",
    subtitle_groups:
      "{kind, select, margin {Margin} other {Revenue}} at risk over {days} days by {dimension}, and the share of customers at risk",
    quality:
      "Tested on the newest complete {days} days, which it had not seen ({n} customers, {base} left): AUC {auc} against {recency} for ranking by days since the last order; mean calibration error {ece}; the riskiest tenth left {lift} times as often as all.",
    no_better: "On this data the model is no better than ranking by days since the last order.",
    lacking:
      "{why, select, history {The order history is too short to train and test a model} accounts {Fewer than {accounts} customers are too few to train a model} other {Fewer than {churners} customers have left: too few to train a model}}; instead, a silence longer than 97.5 % of a customer’s own gaps between orders counts as at risk.",
    no_costs: "No costs are known, so values are revenue, not margin.",
    contracts_count: "A contract signed or renewed counts as staying. For contracts by themselves: {command}",
    narrowed: "Only customers whose last order falls in {span}.",
    capped: "The data lists the {shown} most important of {n} customers; --full in a terminal lists all.",
    method_who:
      "Active: ordered in the {active} days up to {asOf}. Leaving: no valid order in the following {days} days.",
    method_who_contracts:
      "In question: the last contract ends within {days} days after {asOf}. Leaving: no further contract by then that was not cancelled.",
    method_horizon:
      "{given, select, yes {The horizon of {days} days is as asked.} other {The horizon is the larger of 90 days and twice the median gap between order days: {days} days.}}",
    method_model:
      "Logistic regression and boosted trees learned from {n} customer snapshots, each with what was known on its day; mixed by cross-validation, calibrated, and tested on a later time.",
    method_rule:
      "At risk: the silence exceeds 97.5 % of the customer’s own gaps, or of everybody’s scaled to the own median.",
    method_value:
      "Value at risk = what the customer brought in the 365 days up to the last order ÷ 365 × {days}{costs, select, yes {, times its margin share} other {}}; at risk from a chance of 50 %; sorted by chance × value.",
    method_value_contracts: "Value at risk = the contract’s amount a day × {days}; sorted by chance × value.",
    follow_horizon: "Over {days} days",
    follow_contracts: "Contracts that may lapse",
    follow_orders: "By orders",
    follow_owner: "By owner",
    follow_customer: "Look at {name}",
    follow_rfm: "Customer segments",
  },
  zh: {
    ...reasonMessages.zh,
    ...reportMessages.zh,
    slipping: "有{n}个客户正在流失，未来{days}天价值{money}，首先是{name}",
    slipping_rule: "有{n}个客户异常沉寂，未来{days}天涉及{money}，首先是{name}",
    slipping_contracts: "{days}天内有{n}份合同到期且很可能不续签，价值{money}，首先是{name}",
    group: "{group}损失风险最大：{n}个客户正在流失，未来{days}天价值{money}，占全部风险金额的{share}",
    calm: "{n}个活跃客户中，未来{days}天没有人更可能流失",
    calm_rule: "{n}个活跃客户中，没有人异常沉寂",
    calm_contracts: "{days}天内到期的{n}份合同都更可能续签",
    untold: "暂时无法判断谁会流失：有{n}个客户下过单，但几乎没有人买过第二次",
    untold_action: "同步更多历史数据，或等客户有了第二单再看",
    empty: "最后一单在{span}的客户，到{asOf}都已不活跃，没有可预警的对象",
    empty_contracts: "{asOf}之后{days}天内没有合同到期",
    empty_longer: "看全部活跃客户：{command}",
    empty_orders: "改为按订单看：{command}",
    expected:
      "{n}个活跃客户中，预计约有{leavers}个（{rate}）在{days}天内流失；最近一个完整的{days}天里，全公司实际流失{base}。",
    expected_contracts:
      "{days}天内到期的{n}份合同中，预计约有{leavers}份（{rate}）不续签；最近一个完整的{days}天里，全公司实际有{base}没有续签。",
    concentrated: "金额最大的10个客户占风险金额的{share}（{money}），先打这十个电话就能守住大头。",
    spread: "金额最大的10个客户只占风险金额的{share}，靠几个电话不够，需要成批维护。",
    sign: "除了沉寂，最常见的信号是{reason, select, fewer_orders {下单变少} less_money {采购额下降} smaller_orders {单笔金额变小} slowing {下单间隔越拉越长} returns {有退货} open_complaint {投诉还没有解决} complained {投诉过} slow_answers {等回复太久} low_score {评分偏低} no_contact {长期没有人联系} contract {合同即将到期} other {下单规律与以往流失的客户相似}}：最重要的{of}个客户里有{n}个如此。",
    call: "请{owner, select, none {负责人} other {{owner}}}本周联系{name}（{reason}）：涉及{money}。",
    work: "请各负责人逐个跟进前{n}个客户：{owners}，共{money}。",
    one_owner: "{owner}（{n}个）",
    settle: "请客服先处理完{n}个风险客户的未结投诉，再谈下单。",
    mail: "只买过一两次的{n}个客户发条问候消息即可，电话留给常客。",
    at_risk: "风险客户",
    value_at_risk: "风险金额",
    expected_loss: "预期损失",
    leave_rate: "预计流失率",
    customer: "客户",
    owner: "负责人",
    risk: "流失概率",
    why: "原因",
    customers: "客户数",
    none: "（未填写）",
    subtitle: "未来{days}天预计{kind, select, margin {毛利} other {销售额}}，右侧为流失概率，按两者之积排序",
    subtitle_rule: "未来{days}天预计{kind, select, margin {毛利} other {销售额}}",
    subtitle_contracts: "未来{days}天的合同金额，右侧为不续签概率，按两者之积排序",
    subtitle_groups:
      "各{dimension}未来{days}天有流失风险的{kind, select, margin {毛利} other {销售额}}，右侧为风险客户占比",
    quality:
      "用模型没见过的最近一个完整{days}天检验（{n}个客户，实际流失{base}）：AUC {auc}，只按多久没下单排序为{recency}；平均校准误差{ece}；风险最高的一成客户流失率是整体的{lift}倍。",
    no_better: "在这份数据上，模型并不比只按多久没下单排序更准。",
    lacking:
      "{why, select, history {订单历史太短，无法训练并检验模型} accounts {客户不足{accounts}个，无法训练模型} other {流失过的客户不足{churners}个，无法训练模型}}；改用规则：沉寂时间超过自己97.5%的下单间隔即视为有风险。",
    no_costs: "没有成本数据，价值按销售额而非毛利计算。",
    contracts_count: "签订或续签合同也算留下。单独看合同：{command}",
    narrowed: "只看最后一单在{span}的客户。",
    capped: "数据中列出{n}个客户里最重要的{shown}个，在终端加--full可列出全部。",
    method_who: "活跃客户：截至{asOf}的{active}天内下过单；流失：随后{days}天没有有效订单。",
    method_who_contracts:
      "统计对象：最近一份合同在{asOf}之后{days}天内到期；流失：到期末仍没有新合同（已取消的不算）。",
    method_horizon:
      "{given, select, yes {观察期按您指定的{days}天。} other {观察期取90天与两倍下单间隔中位数的较大者：{days}天。}}",
    method_model:
      "用{n}条客户历史快照训练逻辑回归与梯度提升树，每条只用当天已知的信息；按交叉验证组合、校准，并在更晚的时间段检验。",
    method_rule: "有风险：沉寂时间超过自己97.5%的下单间隔；间隔太少时，用全体客户的间隔按自己的中位数折算。",
    method_value:
      "风险金额 = 最后一单之前365天的贡献 ÷ 365 × {days}{costs, select, yes { × 毛利率} other {}}；流失概率达到50%即为风险客户；按概率 × 金额排序。",
    method_value_contracts: "风险金额 = 合同每天的金额 × {days}；按概率 × 金额排序。",
    follow_horizon: "看未来{days}天",
    follow_contracts: "哪些合同可能不续签",
    follow_orders: "按订单看",
    follow_owner: "按负责人看",
    follow_customer: "看看{name}",
    follow_rfm: "客户分层",
  },
};
