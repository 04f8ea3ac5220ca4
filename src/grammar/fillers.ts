const english = [
  "please|performance|results|result|can you|could you|would you|show me|show|tell me|give me|let me see|i want to see|i want to know",
  "i want|i'd like to see|i would like to see|what is|what are|what was|what were|what's|how is|how are|how was",
  "how were|how much|how many|how did|how do|how does|how's|how|what|which|who|the|our|my|we|us|i|are|is|was",
  "were|do|does|did|of|for|in|during|over|on|from|at|with|by|and|a|an|to|me|you|look|looking|like|doing|going",
  "performing|had|have|has|get|got|been|be|about|now|currently|all|best|worst|highest|lowest|most|least",
  "customers|customer|company|data|numbers|figures|report|analysis|chart|overview|hi|hello|hey|thanks|thank you",
  "there|only|just|split|compare|compared|trend|break down|breakdown|happened|this time|will|drop|fall|rise",
  "came in|come in|came|made|placed|in total|total|number of|well|performs|perform",
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
  "趋势|走势|变化|下降|上升|下滑|增长|减少|增加|跌|涨|降|这么|呗|那|那么|换成|改成|只",
];

/** Longer words first, so that none is cut short. */
function alternatives(lines: readonly string[]): string {
  const words = lines.flatMap((line) => line.split("|"));
  return words.sort((a, b) => b.length - a.length).join("|");
}

const fillers = new RegExp(
  `(?<![a-z0-9])(?:${alternatives(english)})(?![a-z0-9])|${alternatives(chinese)}|[\\s?!.,:;"'()…~-]+`,
  "g",
);

/** A folded text without the words that carry no meaning of their own, in either language. */
export function withoutFillers(folded: string): string {
  return folded.replace(fillers, " ").trim();
}
