/** Words of everyday speech that ask for a command, besides its aliases; folded (lower case, half width). */
export const plainWords: Readonly<Record<string, string>> = {
  sales:
    "revenue|turnover|orders|sold|sell|sells|selling|bought|how much did we sell|营收|营业额|收入|销售额|销量|订单|订单量|订单数|业绩|流水|" +
    "成交|成交额|成交量|成交金额|卖得|卖的|卖了|卖出|卖出去|卖出了|卖多少|卖最好|卖最多|热卖|畅销|热销",
  campaign: "roi|roas|campaigns|投产比|回报率|净回报率|投放效果|获客成本",
  retention: "come back|coming back|repeat purchase|复购|回购|留存率",
  churn: "leaving|about to leave|at risk|churning|流失|流失风险|流失率",
  funnel: "conversion|conversion rate|where do deals leak|where do we lose deals|转化|转化率|成交率|漏斗",
  pipeline: "open deals|deals|opportunities|stalled deals|pipeline changes|停滞商机|在跟商机|商机",
  forecast:
    "predict|prediction|will we sell|will revenue be|will sales be|能卖多少|会卖多少|能做多少|能完成多少|能卖|预计|预测|预估",
  leads:
    "lead|answers leads|answers leads fastest|answer leads|lead conversion|where do leads come from|" +
    "线索转化率|线索来源|线索响应|线索从哪来",
  team:
    "win rate|leaderboard|top performers|who performs best|performs best|team performance|who is on target|" +
    "赢单率|排行榜|业绩排名|龙虎榜|谁的业绩最好|谁业绩最好|达标|谁达标了",
  satisfaction:
    "nps|csat|ces|complaints|complain|complaining|complain about|what do customers complain about|unhappy|dissatisfied|" +
    "why are customers unhappy|why are customers dissatisfied|how satisfied|how happy|how happy are customers|" +
    "how satisfied are customers|customer satisfaction|customer feedback|late deliveries|response time|" +
    "满意度|满意吗|满不满意|不满意|不满|投诉|投诉率|投诉最多|抱怨|口碑|客户反馈|客诉|客户为什么不满意|为什么不满意|" +
    "客户为什么不满|为什么不满|在抱怨什么|响应时间|回复时长",
  rfm: "best customers|customer tiers|最好的客户|优质客户|核心客户",
  segment:
    "customer segmentation|customer groups|groups of customers|kinds of customers|types of customers|clusters|cluster|" +
    "哪几类客户|几类客户|哪些类型的客户|客户类型|客户构成|分群|聚类|人群画像",
  clv: "lifetime value|customer value|future value|客户价值|终身价值|未来价值|值多少钱|最值钱",
  pareto:
    "concentration|concentrated|how concentrated is our revenue|how concentrated are our sales|revenue concentration|" +
    "biggest customers|largest customers|80/20|集中度|二八|大客户占比",
  lifecycle:
    "lifecycle stage|lifecycle stages|stage of the lifecycle|stages of the lifecycle|customer lifecycle|生命周期阶段",
  basket:
    "bought together|which products are bought together|which products sell together|一起买|搭配购买|" +
    "哪些商品一起买|哪些商品经常一起买|哪些产品一起买|哪些产品经常一起买|哪些商品搭配购买|哪些产品搭配购买",
  recommend:
    "cross-sell|cross sell|upsell|up-sell|what should i offer|what should we offer|what to offer|what can i sell to|" +
    "推荐什么|该推荐什么|推荐哪些产品|可以卖什么给",
  peak: "peak hours|busiest time|when do customers buy|when do people buy|when customers buy|高峰|下单高峰|什么时候买|什么时候买得最多|什么时候下单|几点下单",
  collections:
    "overdue|receivables|cash collected|collection rate|who owes us|who owes us money|owes us|欠款|逾期|应收",
  pool: "customer pool|unowned customers|unowned accounts|fall back|公海池|掉公海|掉回公海|待认领",
  quality:
    "data quality|duplicates|how good is our data quality|how good is our data|duplicate customers|recorded twice|wrong data|clean up the data|重复数据|重复客户|重复的客户|客户是重复的|客户重复了|数据错误|数据有问题|录入",
  kpi: "how are we doing|how is business|repeat rate|repeat purchase rate|repurchase rate|复购率|kpis|dashboard|scorecard|key figures|指标|看板|经营情况|经营状况|经营数据|业务怎么样",
  actions: "to do|todo|what should i do|待办|该做什么",
  why: "为什么|为啥|为何|原因",
  customer: "tell me about|介绍一下",
  define:
    "definition of|what does|是什么意思|什么意思|啥意思|什么叫|什么是|怎么定义的|怎么定义|怎么算出来的|怎么算出来|怎么得出来的|怎么得出的|怎么统计出来的|怎么统计的|怎么统计|怎么算的|怎么算|怎么计算出来的|怎么计算的|怎么计算",
  help: "what can you do|怎么用|能做什么",
};

/**
 * Words that change what a sentence asks of a command, so that it is not understood with them: `/sales` counts money
 * and orders, not people, and puts the largest first.
 */
export const decisiveWords: Readonly<Record<string, RegExp>> = {
  sales:
    /\b(?:(?:by|per|each|every|which|what|top(?: \w+)?|many|number of|largest|biggest|best) (?:customers?|clients?|accounts?|members?|buyers?)|(?:new|returning|existing|repeat|first[- ]time|loyal) (?:customers?|clients?|buyers?)|who|whom|lowest|worst|least|fewest)\b|(?:按|各|每个?|哪些|哪个|哪位|哪家|几个|前\S{1,3}|多少|最大的?)(?:客户|顾客|会员|用户|买家)|(?:客户|顾客|会员|用户|买家)(?:排名|排行|明细|名单|列表|数)|[新老](?:客|顾客|客户|用户|会员)|(?:biggest|largest|top|smallest|individual|single|recent|latest) (?:single |individual |\d+ )?(?:orders?|transactions?|invoices?|purchases?)\b|最大的?(?:几?[笔张个]|一[笔单])?(?:订单|单子|交易)|(?:金额)?最高的(?:订单|单子|一[笔单])|谁|最低|最少|最差|最小|倒数/,
};
