/** Words that carry no theme of their own. Negations are no stop words: "not fresh" is a theme. */
const english = `a about above after again all also am an and any are as at be because been before being below between both but by
  came can could did do does doing done down during each even ever every few for from further get gets getting go goes going
  gone got had has have having he her here hers him his how however i i'd i'll i'm i've if in into is it it'd it'll it's
  its itself just let like made make makes many may me might mine more most much must my myself now of off on once one
  only or other our ours out over own per please quite really s same she should since so some still such t than that
  that's the their theirs them then there these they they're they've thing things this those though through to too under
  until up upon us very was we we'd we'll we're we've were what when where which while who whom why will with would yes yet
  you you'd you'll you're you've your yours thanks thank hello hi dear regards`;

const chinese = `的 了 和 是 就 都 而 及 与 着 或 一个 我 我们 你 你们 您 他 她 它 他们 她们 它们 自己 这 那 这个 那个 这些 那些 这里 那里 这样 那样
  这么 那么 在 有 也 还 还是 又 才 再 把 被 让 给 对 对于 关于 从 到 向 往 以 以及 因为 所以 因此 如果 但 但是 可是 不过 然后 而且
  并 并且 或者 虽然 即使 只 只是 就是 已 已经 正在 将 会 能 可以 可 要 想 应该 需要 得 地 之 其 其中 等 等等 个 一 两 几 些 一些 一下
  一点 有点 有些 比 比较 最 更 很 太 非常 十分 挺 真 真的 特别 吧 吗 呢 啊 呀 哦 嗯 哈 嘛 啦 什么 怎么 怎样 如何 为什么 哪 哪里 谁 多少
  上 下 里 中 内 外 前 后 时 时候 来 去 过 起来 出来 下来 上来 现在 今天 昨天 每 每次 次 好几 请 请问 麻烦 谢谢 你好 您好 一直 整体 都是
  看 做 用 说 觉得 感觉 方面 东西 情况 天 月 年 号 第一 这次 上次 希望 尽快`;

const all = new Set(`${english} ${chinese}`.split(/\s+/));

const numbers = /^(?:[\p{N}'.]+|[一二两三四五六七八九十百千万几半数]+[次个天年月日号只件袋包台块元小时分钟]*)$/u;

/** Is a word, in lower case, too common to tell anything? Numbers are, too, with what they count. O(1). */
export function isStopWord(word: string): boolean {
  return all.has(word) || numbers.test(word);
}
