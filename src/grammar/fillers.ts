const english = [
  "gimme|lemme|gotta|wanna|gonna|thru|folks|please|performance|results|result|can you|could you|would you|show me|show|tell me|give me|let me see|i want to see|i want to know",
  "i want|i'd like to see|i would like to see|what is|what are|what was|what were|what's|how is|how are|how was",
  "how were|how much|how many|how did|how do|how does|how's|how|what|which|who|the|our|my|we|us|i|are|is|was",
  "were|do|does|did|of|for|in|during|over|on|from|at|with|by|and|a|an|to|me|you|look|looking|like|doing|going",
  "performing|had|have|has|get|got|been|be|about|now|currently|all|best|worst|highest|lowest|most|least",
  "customers|customer|company|data|numbers|figures|report|analysis|chart|overview|hi|hello|hey|thanks|thank you",
  "there|only|just|split|compare|compared|trend|break down|breakdown|happened|this time|will|drop|fall|rise",
  "came in|come in|came|made|placed|in total|total|number of|well|performs|perform",
  "um|umm|uh|uhm|er|erm|hmm|so|well|ok|okay|basically|actually|really|just|maybe|perhaps|kinda|sort of|kind of|you know|i mean|right",
  "i was wondering|was wondering|wondering|i wonder|i need|i'd like|i would like|i want to understand|let's|let us|lets|need|needs|wants|want|know|see",
  "boss|manager|director|ceo|colleague|asked|asks|asking|wants to know|told|says|said|quick one|quick|quickly|asap|urgently|pls|plz|kindly|cheers|thx|parley|bot|buddy|guys",
  "check|check out|find|find out|pull|pull up|bring up|display|list|give|view|look into|look at|take a look|run|share|present|provide|send over|read out",
  "in terms of|terms|regarding|about|concerning|related to|with respect to|as far as|broken down|break it down|break that down|break this down|break|drill down|splitting|sliced",
  "summary|details|detailed|info|information|stats|statistics|amount|volume|level|levels|totals|so far|until now|up to now|as well|also|again|too|any|some|its|it|this|that|these|those|their|they|them|he|she|his|her",
  "can|could|would|should|may|might|shall|must|if|as|into|onto|within|across|through|via|using|whether|very|much|many|one|ones|here|instead|then|same|but|that's|it's|i'm|we're|we've|i've|i'd|there's|who's|where's|where|when|why not|often|usually|mostly|ever|never mind|vs|versus|between|against",
  "moved|move|happening|looks|stand|standing|stands|comparison|development|evolution|each|every|next to|out|off|reps|rep|salespeople|salesperson|sellers|accounts|account|clients|client|members|member|share|percentage|percent|rate|rates|fast|quickly|soon|likely|strongest|weakest|better|worse|good|bad|great|high|low|strong|weak",
  "so far|until now|up to now|up till now|as of now|to date|thus far",
  "grow|decline|increase|decrease|dropped|fell|rose|grown|declined|change|changed|go down|go up|down|up|value",
];

const chinese = [
  "你好|您好|请问|请|麻烦|帮我|帮忙|给我|我想知道|我想看看|我想看|我想|想知道|想看看|想看|我要看|我要",
  "看一下|看下|看一看|看看|查一下|查看|查询|查查|查|看|分析一下|分析|统计一下|统计|展示|显示|告诉我",
  "说说|说一下|多少钱|多少|怎么样|怎样|如何|怎么|什么情况|情况|是什么|什么|有哪些|哪些|哪个|哪里",
  "哪儿|哪|谁|最高|最低|最多|最畅销|畅销|最少|最好|最差|最大|最小|我们的|咱们的|我们|咱们|公司|我|您|你",
  "多少单|多少笔|多少个|几单|几笔|共|一共|快|即将",
  "的|了|吗|呢|吧|啊|呀|有|是|在|和|与|一下|给|把|里|中|现在|目前|客户|数据|报表|报告",
  "表现|结果|整体|总体|总的|几个|几|会|能|可以|要|对比|比较|排名|排行|排序|占比|明细|客户数",
  "嗯|呃|唉|哎|哎呀|喂|嗨|哈喽|亲|哦|噢|哈|嘛|啦|呗|咯|那个啥|那个|这个|那啥|就是说|就是|然后呢|然后|话说|的话|好的|好|老板问我们|老板问我|老板问|老板要看|老板要|老板|领导要看|领导要|领导问|领导|boss",
  "要用|需要|用一下|发我看看|发给我看看|发我|发给我|给我看看|一份|一张|一版|来一份|来个|来一个|来张|搞个|弄个|弄一份|做个|做一下|做一个|出个|出一份|拉一下|拉个|拉一份|导个|调一下|调出|打开|调取|跑一下|列一下|列出|列",
  "是什么样的|是什么样子|是什么样|是怎样的|是怎么样的|是啥样的|是多少|能不能|能否|可不可以|可否|可以吗|行吗|好吗|是否|是不是|有没有|有多少|多不多|多吗|少吗|高吗|高不高|大不大|好不好|有什么|什么样的|什么样|啥样|咋样|咋|啥|哪几个|哪几|到底|究竟|大概|大约|具体的|具体|详细的|详细|详情|我想了解一下|我想了解|了解一下|了解|知道|搞清楚|想了解|关注",
  "关于|对于|针对|按照|方面|角度|维度|口径下|各自|分别|合计|总共|一下子|快速|赶紧|尽快|麻烦你|劳驾|辛苦了|辛苦|辛苦你|谢谢你|谢谢|谢了|感谢|多谢|拜托|最近|近期|近来|当前|现阶段|如今|里面|其中|期间|内|时候|那边|这边|咱|我们家|家|会员|顾客|用户|都|也|就|还|再|又|从|来|去|拆一下|拆开|拆|看过来|看过|对我们|对|个|请你|同样|一样",
  "从高到低|由高到低|按高到低|从大到小|由大到小|按大小|从多到少|由多到少|高到低|降序|倒序|排列|曲线|曲线图|走势图|折线图|排个名|排个序|排个队|排一排|排排名|排排序|排一下|排名次|占多少|占几成|各占|怎么个|数量|总量|金额|总额|变低|变高|变差|变好|变少|变多|降低|提高|提升|上涨|下跌|减少|少了|多了|降了|涨了|跌了|掉了|差了|最快|最慢|速度|时间|可能|比|跟|前|人|分布|做得|做|得|到|成|之前|所有|全部|各个|各|每个|每",
  "等下|等会儿?|待会儿?|一会儿?|拉一个|赶紧的?|马上|立刻|到目前为止|截至目前|截止目前|目前为止|截至现在|一下下|的人",
  "就行了?|就好了?|就可以了?|就够了?|即可|够了|看呗|看吧|列出来|拉出来|拎出来|弄出来|摆出来|趋势|走势|变化|下降|上升|下滑|增长|减少|增加|跌|涨|降|这么|呗|那|那么|换成|改成|只",
];

/** Longer words first, so that none is cut short. */
function alternatives(lines: readonly string[]): string {
  const words = lines.flatMap((line) => line.split("|"));
  return words.sort((a, b) => b.length - a.length).join("|");
}

/** The English words that carry no meaning of their own, separated by bars. */
export const fillerWords: readonly string[] = english;

const fillers = new RegExp(
  `(?<![a-z0-9])(?:${alternatives(english)})(?![a-z0-9])|['’]s(?![a-z0-9])|${alternatives(chinese)}|[\\s?!.,:;"'()…~-]+`,
  "g",
);

/** A folded text without the words that carry no meaning of their own, in either language. */
export function withoutFillers(folded: string): string {
  return folded.replace(fillers, " ").trim();
}

/** What is said beside the question: whom or what it is for, and ways of asking that name nobody (`my boss`). */
const asides =
  /^(?:hi|hello|hey|dear|morning|good morning|yo)(?: there)? (?:team|all|folks|everyone|everybody|guys|both|parley|bot)(?![a-z])|(?<![a-z])(?:any chance|is there (?:any|a) (?:chance|way)|would it be possible|is it possible|do you (?:happen to|mind)|would you mind|could i (?:trouble|bother) you|i would appreciate it if|i'd appreciate it if|be so kind as)(?: (?:that|for|to))?(?: (?:i|we|you))?(?: (?:could|can|to))?(?: (?:see|get|have|show|look at|pull|send|give|giving|showing|sending|share|sharing))?(?: me)?(?![a-z])|(?<![a-z])(?:i have )?(?:a )?(?:meeting|call|review|presentation|standup|sync) (?:is )?at (?:\d{1,2}(?::\d{2})? ?(?:am|pm)?|noon)(?![a-z\d])|^(?:good )?(?:morning|afternoon|evening)(?= ?[!,.])|^(?:早上|上午|中午|下午|晚上)好|^[a-z ]{2,24} here(?= ?[,.:!])|(?<![a-z])(?:meeting|call|presentation|review|demo|standup) (?:starts |is )?in (?:\d+|two|five|ten|fifteen|twenty|thirty|a few) ?(?:min(?:ute)?s?|hours?)?(?![a-z])|(?<![a-z])(?:i(?:'ve| have)|got|only)(?: only)?(?: got)? (?:\d+|one|two|five|ten|a few) (?:minutes?|mins?|seconds?)(?![a-z])|(?<![a-z])i (?:own|run|manage|lead) (?:this|the|our) (?:company|business|shop|place)(?![a-z])|(?<![a-z])(?:for|in|before|because of)\s+(?:my|a|the|our|tomorrow's|today's|this)\s+(?:next\s+)?(?:sales\s+|team\s+|board\s+|management\s+|weekly\s+|monthly\s+)?(?:meeting|presentation|review|report|call|boss|manager)(?:\s+(?:tomorrow|today|next week|this (?:morning|afternoon|week)))?(?![a-z])|(?<![a-z])(?:my|the|our)\s+(?:boss|manager|director|ceo|colleagues?)(?:\s+(?:wants?|needs?|asks?|asked|would like)(?:\s+(?:to\s+(?:know|see)|me|for))*)?(?![a-z])|(?<![a-z])(?:finance|accounting|controlling|marketing|management|procurement|legal|hr|the\s+board|head\s+office|headquarters)\s+(?:(?:is|are|keeps?)\s+)?(?:asks?|asking|wants?|needs?)(?:\s+(?:for|to\s+know|me|us))*(?![a-z])|(?:财务|人事|市场部|董事会|总部|法务|采购|行政)(?:部|那边|同事)?(?:又|在|要|来)*(?:问|要|催|让我)了?|(?<![a-z])(?:do\s+you\s+know|i\s+was\s+wondering(?:\s+if)?|if\s+you\s+(?:can|could|would)|as\s+soon\s+as\s+possible)(?![a-z])|(?:(?:今天|明天|后天|待会儿?|一会儿?|等会儿?|下午|上午|晚上|下周|周[一二三四五])?(?:我们?|领导|老板)?(?:要|得|有|去)?(?:开会|汇报|做汇报|见客户)(?:上)?(?:要)?(?:用|讲|看)?)|(?:我们?|咱们?)(?:这边|这里|现在|正|在|得|要|需要|准备|今天|明天)*(?:做|写|准备|弄|整理)(?:个|一个|一份|份)?(?:周报|月报|日报|季报|年报|汇报|报告|ppt|材料|复盘|总结|会议|月会|周会|例会)(?:要用|用)?|我的(?:老板|领导|经理|上司)(?:问|想看|要看|想知道)?|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]总(?:问|要看|要|想看|想知道|让我)/g;

/** A folded text with what is said beside the question blanked out, each character in its place. */
export function withoutAsides(folded: string): string {
  return folded.replace(asides, (aside) => " ".repeat(aside.length));
}
