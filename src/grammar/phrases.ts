/**
 * Ways of asking for a command that have gaps and forms which a list of words cannot hold; regular expressions on folded
 * text (lower case, half width), each a group of its own. Latin letters must not go on before or behind a match.
 */
const spoken: Readonly<Record<string, readonly string[]>> = {
  kpi: [
    "(?:how(?:'s| is| are|'re)?|how have) (?:we|things|business|the business|our business|the company|everything|it all)(?: all)?(?: been)? (?:doing|going|looking|performing)",
    "how(?:'s| is) (?:the |our )?business|state of (?:the|our) business|business (?:health|overview|performance)",
    "(?:overall|general|company|overall business|overall company) (?:performance|health|results|situation|picture|figures|numbers)",
    "(?:key|main|core|headline|vital|business) (?:figures|metrics|numbers|indicators|stats)|score ?card|dash ?board",
    "(?:整体|总体|公司|业务|生意|全公司|大盘)(?:的|整体|总体)*(?:经营|运营|业务)?(?:情况|状况|表现|数据|得?怎么样|如何|咋样|好不好|好吗|做得?怎么样)",
    "(?:经营|运营|核心|关键|主要|业务)(?:情况|状况|数据|指标|分析)(?:看板)?|生意|大盘|仪表盘|驾驶舱",
  ],
  team: [
    "(?:sales|sellers?|reps?|salespeople|sales people|staff|team|people|sales team) (?:rankings?|leader ?board|league table)|leader ?board|league table",
    "(?:top|best|star) (?:performers?|performing (?:reps?|sellers?|salespeople)|sellers|reps|salespeople|sales ?(?:people|reps?))",
    "(?:sales )?team(?:'s)? performance|performance of (?:the |our |each )?(?:sales )?(?:team|reps|salespeople)|who performs best",
    "(?:on|against|behind|above|below|reached?|met|hit|missed) (?:the |their |our )?(?:sales )?(?:targets?|quotas?)|quota attainment|target attainment|win[- ]rates?",
    "(?:销售|业绩|团队|员工|个人|人员)(?:人员|团队|员工)?(?:业绩)?(?:的)?(?:排名|排行榜?|榜单?|龙虎榜)|排行榜|龙虎榜|销冠|光荣榜",
    "(?<=前(?:\\d+|[一二三四五六七八九十]+)[名位]的?)销售(?:员|人员|代表)?",
    "(?:完成|达成|达到)(?:了|业绩|销售)*(?:目标|任务|指标)|(?:目标|业绩|任务)(?:的)?(?:完成|达成)(?:率|情况|度)?|达成率|完成率|达标(?:率|情况)?|赢单率|赢率|人效",
  ],
  leads: [
    "(?:sales |new |incoming |inbound )?leads?(?: (?:response|conversion|quality|sources?|response times?|count|volume))*|in?quir(?:y|ies)|enquir(?:y|ies)|(?:speed|time) to lead",
    "(?:answer(?:s|ed|ing)?|respond(?:s|ed|ing)? to|follow(?:s|ing)? up on) (?:our |the |new )?leads?",
    "(?:销售|新|新增)?线索(?:的)?(?:转化率?|响应速度|响应时间|响应|跟进|质量|来源|数量|量|数)?|询盘|留资|潜在客户|潜客|客资",
  ],
  funnel: [
    "(?:sales |conversion |deal )?funnels?|(?:deal|stage|opportunity) conversion(?: rates?)?|conversion rates?|conversion|win/loss",
    "(?:where|at which stage|at what stage|how)?(?: do| are| did)?(?: we| our)?(?: deals)? ?(?:leak(?:s|ing|age)?|drop(?:ping)?[- ]?off)",
    "(?:where|at which stage|which stage|what stage)(?: do| are| did)? we (?:lose|losing|lost)(?: the)?(?: most)?(?: deals| opportunities)?|(?:lose|losing|lost) (?:the )?(?:most )?(?:deals|opportunities)",
    "(?:销售|转化|商机|成交)?漏斗|(?:成交|商机|阶段)?转化率?(?:情况)?|成交率|(?:商机|单子)?(?:都)?(?:在|卡在|死在|丢在|输在|流失在)(?:了)?(?:哪一?个?(?:阶段|环节|步骤?|步))(?:上)?(?:了)?(?:卡住|丢得?|流失得?|输得?|掉得?)?(?:最多|最严重)?|丢单|哪一?个?(?:阶段|环节)(?:丢|流失|掉|卡|输)得?(?:最多|最严重)?",
  ],
  pipeline: [
    "(?:sales )?pipelines?|(?:open|active|stalled|stuck|slipping|live|current|running|ongoing|pending) (?:deals?|opportunities)|deals? (?:in progress|in play|are (?:stalled|stuck|slipping|open))|stalled|stuck",
    "(?:在跟|在谈|在手|跟进中|进行中|停滞|卡住|搁置|推进中|没动静)(?:的)?(?:商机|单子|项目|订单)?|商机(?:盘点|变动|变化|储备|金额|数量)",
  ],
  forecast: [
    "(?:forecasts?|projections?|outlook|predictions?)|predict(?:ed|s|ing)?|project(?:ed|ing)|estimat(?:ed?|ing)|foresee",
    "(?:how much|what)(?: money| revenue)? (?:will|can|could|are|would) we (?:likely |probably |going to |be able to )*(?:sell|make|earn|book|bring in|do)|will we (?:sell|make|earn|book)|(?:going|likely|able) to sell",
    "(?:will|would) (?:our |the )?(?:revenue|sales|turnover|orders) (?:be|look like|come to|reach|grow|develop)|expect(?:ed)?(?: to (?:sell|make|earn))?",
    "(?:will|can|are|do) we (?:going to |likely to )?(?:hit|reach|meet|make) (?:the |our )?(?:sales )?(?:targets?|goals?|plan|numbers?|quota)",
    "(?:大概|估计|预计|大约)?(?:能|会|可以|可能)(?:卖|做|完成|达到|达成|实现|有)(?:到|出|成)?多少(?:钱|业绩|单)?|预测|预计|预估|能卖(?:多少|出去)?",
    "(?:能|能不能|能否|会不会|可以|可不可以)(?:完成|达成|达到|实现)(?:业绩|销售)?目标",
  ],
  churn: [
    "churn(?:ing|ed|s)?(?: risks?| rate)?|attrition|at[- ]risk|(?:most )?at risk(?: of (?:churn(?:ing)?|leaving))?|slipping away|gone quiet",
    "(?:about|likely|going|wanting|ready|want|wants) to (?:leave|churn|quit|stop buying|go|walk away|defect)(?: us)?|(?:might|may|could|will) (?:leave|churn|quit|stop buying)(?: us)?|leav(?:e|ing) us|(?:losing|lose) (?:customers|clients|accounts)",
    "(?:快要|快|即将|可能会|可能|容易|正在|要|会|有)?(?:流失|跑掉|跑路|跑单|离开我们|走掉)(?:掉)?(?:的)?(?:风险|预警|概率|可能)?(?:高|大)?|(?:不再|不)(?:续约|续费|下单)(?:了)?",
  ],
  retention: [
    "(?:customer |cohort |new customer )?retention(?: rate)?|retain(?:ed|ing|s)?|cohorts?|come back|coming back|came back|buy again|(?:re-?|repeat )purchas(?:e|es|ing)(?! rate)|repeat buyers|second (?:purchase|order)|stick around|(?:new )?(?:buyers|customers) return",
    "(?:新|老)?(?:客户|客|用户)?(?:的)?留存(?:率)?|复购(?!率)|回购(?!率)|(?:还会|会|再)(?:不会)?(?:再来|回来|再买|复购|回购)(?:买)?|二次购买|再次(?:购买|下单)|同期群|回头客",
  ],
  clv: [
    "(?:customer )?life ?time value|cltv|(?:be|are|is|customers|clients|accounts) worth(?: the)?(?: most)?|most valuable (?:customers|clients|accounts)|future value|customer value",
    "终身价值|长期价值|未来价值|客户价值|(?:未来|以后)?(?:能|会)?值多少钱|最?值钱|最有价值",
  ],
  pareto: [
    "concentrat(?:ed|ion)|pareto|80[/-]20|(?:do )?\\d+ ?(?:%|percent) of (?:our |the )?(?:customers|clients|accounts)(?: (?:bring|make|generate|account for|buy))?(?: \\d+ ?(?:%|percent) of)?|(?:depend|rely|dependent|reliant) (?:up)?on (?:a )?few(?: (?:big )?(?:customers|clients|accounts))?|long tail",
    "(?:biggest|largest) (?:customers|clients|accounts|buyers)|(?:the )?top \\d+ ?(?:%|percent)(?: of (?:our |the )?(?:customers|clients|accounts))?|前?\\d+ ?%的?(?:客户|产品)",
    "(?:过于|太|是不是|是否)?(?:都)?集中(?:度|在)?(?:少数|几个|大)?(?:客户)?(?:身上)?|二八(?:分析|法则|定律)?|帕累托|(?:大|头部|少数)客户(?:的)?(?:占比|依赖|集中度|贡献)?(?:多少|多大|多高)?|过度依赖",
  ],
  lifecycle: [
    "(?:customer )?life ?cycles?(?: stages?)?|(?:moved?|changed?)(?: (?:lifecycle )?stages?)?(?= .*life ?cycle)|dormant|(?:sleeping|inactive|lapsed) (?:customers|accounts|clients)",
    "生命周期(?:阶段|分布)?|沉睡(?:客户)?|休眠(?:客户)?|不活跃(?:的)?(?:客户)?|睡眠客户",
  ],
  rfm: [
    "rfm|(?:best|vip|core|top|most loyal|loyal|important|key) (?:customers?|clients?|accounts|buyers)|customer (?:tiers|ranking)|value tiers",
    "(?:最好|最优质|最重要|最忠诚|核心|优质|高价值|重要|忠诚)的?客户|客户(?:价值)?(?:分层|分级)|价值分层",
  ],
  segment: [
    "(?:customer )?segmentation|segment(?: (?:our|the))? (?:customers|clients)|customer (?:groups?|types?|mix|base|make-?up|demographics|clusters?|segments?)|(?:kinds?|types?|sorts?|groups?) of (?:our )?(?:customers?|clients?|buyers?)|demographics|(?:group|cluster|sort) (?:our|the) (?:customers|clients)",
    "客户(?:细分|分群|构成|结构|类型|分布|聚类)|(?:客户|顾客|用户)?(?:可以|能)?(?:分成|分为|有|分)?(?:哪)?几(?:类|种)(?:客户|顾客)?|哪(?:些|几)(?:类|种|类型)(?:的)?(?:客户|顾客|用户|人)|分群|人群(?:画像|构成|分布)|客群(?:分析|构成)",
  ],
  basket: [
    "(?:bought|sold|purchased|buy|sell|purchase|ordered)(?: most| often| frequently)? together|(?:often |frequently |usually )?(?:go|goes|sell|sells) (?:well )?(?:together )?with|(?:market )?basket(?: analysis)?|also (?:buy|bought)|product (?:combinations?|bundles?|affinity|pairs)",
    "(?:经常|常|往往|总是)?(?:会)?(?:被)?(?:一起|同时|搭配|搭着|组合|连带)(?:被)?(?:买|卖|购买|下单)(?:的)?|购物篮(?:分析)?|(?:商品|产品)?关联(?:分析|购买|规则|销售)?|还(?:会|要|想)?买(?:了)?(?:什么|啥|哪些)",
  ],
  customer: [
    "(?:tell me |say )?(?:all |more |everything )?(?:we know )?about(?: (?:the )?(?:customer|client|account))?(?= )|(?:the )?(?:profile|history|record|story|details?) of(?: (?:the )?(?:customer|client|account))?|what(?:'s| is) (?:going on|up|new|happening) with(?: (?:the )?(?:customer|client|account))?|look up (?:the )?(?:customer|client|account)",
    "(?:的)?客户(?:画像|档案|资料|详情|全貌|情况)|(?:查一下|查查|看看|看一下|查询|介绍一下|介绍)(?:这个)?客户(?=[^的都有分们])",
  ],
  recommend: [
    "recommend(?:ed|ation|ations|s)?|cross[- ]?sell(?:ing)?(?: (?:ideas|opportunities|chances))?|up[- ]?sell(?:ing)?(?: (?:ideas|opportunities|chances))?|next best (?:offer|product)",
    "(?:what )?(?:(?:should|can|could|shall|do) (?:i|we) |to |else (?:can|could) (?:i|we) )(?:offer|pitch|sell|propose|suggest)(?: to)?",
    "(?:应该|该|可以|能)?(?:给|向|对)?(?:客户)?推荐(?:什么|啥|哪些|点什么)?(?:产品|商品|东西)?|交叉销售(?:机会)?|向上销售(?:机会)?|增购(?:机会)?|(?:应该|可以|还可以|还能|能|该)(?:再)?(?:卖|推)(?:什么|啥|点什么|点啥|哪些)(?:产品|商品|东西)?(?:给)?",
  ],
  peak: [
    "(?:when|(?:at )?what time(?: of (?:the )?day)?|(?:at )?which (?:hours?|weekdays?|times?)|what (?:hours?|weekdays?|days?))(?: of the (?:day|week))? (?:do|does|did|are|is) (?:our |the |most |people|customers|we|clients|they|buyers)*(?: ?(?:customers|clients|people|orders|buyers|sales|shops?|stores?))? ?(?:usually |mostly |most )?(?:buy|order|shop|purchase|busy|busiest|come in|placed|place (?:their )?orders|sell)(?: (?:the )?most)?",
    "(?:busiest|peak|rush|quietest) (?:hours?|times?|days?|periods?|weekdays?)|(?:time|hour) of (?:the )?day|days? of the week|by (?:hour|weekday)",
    "(?:一般|通常|都|大多|主要)?(?:在)?(?:什么时候|什么时间|啥时候|几点钟?|哪个时段|哪个时间段)(?:来)?(?:买|下单|购买|成交|消费|购物)(?:的)?(?:东西)?(?:得)?(?:人)?(?:最多|最集中)?|(?:下单|购买|购物|消费|成交)?高峰(?:时段|期|时间)?|(?:下单|购买|消费)?时段(?:分布|分析)?",
  ],
  collections: [
    "over ?due|receivables?|(?:cash|payment|money) (?:we )?(?:collect(?:ed|ions?)?|received)|(?:cash|money) (?:did|have) we (?:collect(?:ed)?|receive[d]?)|collect(?:ed|ions?)?(?: rate)?|owe[sd]?(?: us)?(?: money)?|un-?paid(?: invoices)?|outstanding (?:invoices?|payments?|balances?|amounts?)|age?ing|past due|late payments?|invoices?|payments? due|payments?",
    "回款(?:率|额|情况|金额)?|(?:还)?欠(?:款|我们(?:的)?钱|我们多少钱?|钱)|应收(?:账款|款)?|逾期(?:款|未付|未回|账款)?|未付(?:款)?|账龄|催款|催收|收款|到账|没付款|尾款|账期|没有?付钱|没给钱",
  ],
  pool: [
    "(?:un-?owned|unassigned|unclaimed|ownerless)|no owner|without (?:an )?owner|(?:fall(?:ing|s)?|drop(?:ping|s)?) (?:back )?(?:in)?to the pool|(?:public|customer|account|shared) pool|pool",
    "(?:快|快要|即将|要)?(?:掉回?|回到?|落入|进)?(?:到)?公海(?:池|里|客户)?|无主(?:客户)?|没人(?:跟进?|管|负责|认领)(?:的)?|待认领|掉保",
  ],
  campaign: [
    "marketing(?: (?:performance|results?|spend|budget|return|effect|roi|campaigns?))?|campaign (?:performance|results?|roi)|roi|roas|cac|return on (?:ad|marketing|investment)(?: spend)?|(?:customer )?acquisition costs?|cost per (?:acquisition|lead|customer)|ad(?:vertising)? (?:spend|budget|performance)|advertising|pay(?:s|ing)? (?:off|back)(?: best| the most)?|pays? best|pays?",
    "(?:市场)?(?:营销|投放|推广|广告|投流)(?:的)?(?:效果|投入|产出|情况|活动|回报率?)?|活动效果|(?:市场)?活动(?:带来|产生|贡献)|投产比?|投入产出比?|获客成本|净?回报率|最?划算",
  ],
  satisfaction: [
    "(?:customer )?(?:satisf(?:ied|action|y|actory)|dissatisf(?:ied|action))|nps|csat|ces|complain(?:ts?|ed|ing|s)?(?: about)?|un-?happy|happy(?: with)?|(?:customer )?feedback|service quality|(?:service |support )?(?:response|resolution) times?(?: of (?:service|support))?|(?:support |service )?tickets?|customer experience|reviews",
    "(?:客户|顾客|服务|用户)?(?:满意度?|不满意?|满不满意)(?:吗|率)?|(?:客户|顾客)?(?:投诉|抱怨|吐槽|差评|客诉|反馈|口碑|好评)(?:率|量|情况|内容|问题|最多)?|净推荐值?|工单|售后|服务质量",
  ],
  why: [
    "why|(?:what|which)(?:'s| is| has| are)? ?(?:caus(?:ed|es|ing)|dr(?:ove|iving|ives)|(?:is )?behind|led to|made|explains?)(?: the| our)?(?: (?:fall|drop|rise|increase|decrease|decline|change|jump|growth|dip|slump)(?: in| of)?)?|reasons? (?:for|behind|of)(?: the)?|how come|explain(?: the| why)?|what happened to",
    "为什么(?:会)?|为啥(?:会)?|为何|(?:的)?原因(?:是什么)?|(?:是)?(?:什么|啥)(?:原因)?(?:导致|造成|引起|影响)(?:了|的)?|怎么(?:会|就|又)?(?:突然)?(?=(?:下?降|下滑|跌|掉|变|少|涨|上升|升|增|减))|咋(?:会|就)?(?=(?:下?降|下滑|跌|掉|变|少|涨|升))|怎么回事|受什么影响",
  ],
  actions: [
    "what (?:should|do|can|must) (?:i|we) (?:have to |need to )?(?:do|focus on|work on|follow up(?: on)?|prioriti[sz]e)(?: first| next)?|(?:things |stuff )?to[- ]?do(?:s| list)?|to do list|(?:my )?(?:priorities|next steps?|tasks?|action items?)|(?:most )?urgent",
    "待办(?:事项|清单)?|(?:应该|该|要|需要|可以)(?:先)?(?:做|干)(?:什么|啥|嘛|点什么|点啥|些什么)|(?:要|该|应该|需要)(?:优先|先)?(?:跟进|联系|拜访)(?:哪些|哪个|谁)(?:客户)?|(?:行动)?建议|优先(?:做|处理|跟进)(?:什么|哪些|谁)?",
  ],
  quality: [
    "data (?:quality|problems?|issues?|errors?|hygiene)|(?:how )?(?:good|clean|complete|accurate|bad|dirty) is (?:our|the) (?:crm )?(?:data|records)|(?:crm )?duplicat(?:es?|ed|ion)(?: (?:customers?|accounts?|records?|entries|contacts?))?|(?:missing|incomplete|wrong|dirty|invalid|bad) (?:data|fields?|information|records?|values?|entries)|(?:what is |what's )?missing (?:in|from) (?:our|the) (?:crm|data|records)(?: data)?",
    "数据(?:质量|体检|问题|错误|缺失|准确性?|完整性?)|(?:有没有|有)?重复的?(?:客户|数据|记录|录入)?|(?:缺失|补录|漏填|没填|填错|脏数据|查重)(?:的)?(?:数据|字段)?|录入(?:榜|质量|情况)?|(?:哪些)?数据(?:要|需要|该)(?:补录?|修|改|清理|完善)|数据(?:准不准|全不全|准吗)",
  ],
  define: [
    "(?:what is the )?definition of|defin(?:ed?|ition)|what (?:exactly |actually |really )?(?:do(?:es)? |counts? as |qualifies as |is meant by )|how (?:is|are|do (?:we|you|i)) (?=[a-z0-9 %-]{2,30} (?:calculated|defined|computed|measured))|(?:calculated|computed|measured)(?= ?$| ?\\?)",
  ],
  help: [
    "what (?:else )?can (?:you|i|this bot|parley) (?:do|ask|answer|tell me|help with)(?: you)?|how (?:do|can|should) i use (?:you|this|it|parley)|how does (?:this|parley) work|what (?:questions|commands)(?: (?:can i|do you|are there))?|help (?:with|for|on|me with)",
    "(?:你|你们|这个机器人|parley)?(?:都)?(?:能|会|可以)(?:干|做|回答|问|查|帮我)(?:什么|啥|些什么|哪些)|(?:有)?(?:什么|哪些)功能|(?:能|可以)问(?:什么|啥|哪些)|怎么(?:使)?用(?:你|的)?|使用(?:说明|方法)|有哪些命令",
  ],
  sales: [
    "(?:total |gross |net |sales )?(?:revenue|turnover|income|earnings|takings)|sales (?:figures|numbers|revenue|volume|results|performance|trend)|(?:order|sales) (?:count|volume|numbers?)",
    "(?:did|have|has|do) (?:we|i|they) (?:sell|sold|earn(?:ed)?|make|made|take in|bring in|brought in)|(?:earn(?:ed)?|made|brought in)(?= |$)|best[- ]sell(?:ing|ers?)|top[- ]sell(?:ing|ers?)|sell(?:s|ing)?|sold|purchases?|buy|bought",
    "(?<!哪个|哪位|哪些|每个|每位|各个)(?:总)?(?:销售|营业|业绩|成交|交易)(?:总)?(?:额|收入|金额|情况|数据|业绩|量|数)?|(?:总)?(?:营收|营业额|收入|流水|进账|业绩|销量|gmv)|卖(?:得|的|了|出|掉|出去)*(?:多少|怎么样|如何|咋样)?(?:钱)?|(?:买|购买|消费)了?多少(?:钱)?|(?:成交|下|签)了?(?:多少|几)(?:笔|个|张)?(?:订)?单|订单(?:数|量|金额|总数|总额)?|单量|畅销|热销|热卖",
  ],
};

/** Words that ask for something only where nothing in the sentence asks for more. */
const faint: Readonly<Record<string, readonly string[]>> = {
  kpi: ["(?<=how.{1,60} )(?:doing|going|performing)"],
  sales: ["how(?:'s| did| does| do| is| are| has) (?=.{1,40}(?: do| doing| sell| sold)(?![a-z]))"],
  help: ["help"],
  pipeline: ["deals?|opportunit(?:y|ies)|商机|单子"],
};

export interface Phrase {
  readonly command: string;
  readonly pattern: RegExp;
  readonly rank: Rank;
}

/** How decidedly words ask for a command: those of a higher rank are heard over those of a lower. */
export type Rank = 0 | 1 | 2;

/** Commands whose words are said of much else too (`sales`), and single words that are. */
const commonCommands = new Set(["sales"]);
const commonWords =
  /^(?:quality|team|customers?|segments?|pool|peak|actions|campaigns?|define|deals|opportunities|商机|推荐|定义|指标|待办|活动)$/;

/** The rank of a word out of the list of a command's words. */
export function rankOf(command: string, word: string): Rank {
  if (command === "help" && !word.includes(" ") && /^[a-z]+$/.test(word)) return 0;
  return commonCommands.has(command) || commonWords.test(word) ? 1 : 2;
}

function compiled(table: Readonly<Record<string, readonly string[]>>, rank: (command: string) => Rank): Phrase[] {
  return Object.entries(table).flatMap(([command, sources]) =>
    sources.map((source) => ({
      command,
      pattern: new RegExp(`(?<![a-z])(?:${source})(?![a-z])`, "g"),
      rank: rank(command),
    })),
  );
}

export const phrases: readonly Phrase[] = [
  ...compiled(spoken, (command) => (commonCommands.has(command) ? 1 : 2)),
  ...compiled(faint, (command) => (command === "pipeline" ? 1 : 0)),
];
