/** Everyday words of praise in English and Chinese; a stem that ends with * stands for all that begins with it. */
const praise = words(`
  good great excellent* best better amazing* awesome* wonderful* fantastic* perfect* love loved loves loving lovely
  nice nicely delicious* tasty yummy fresh friendly helpful* happy pleased pleasant* pleasure satisf* enjoy* recommend*
  impress* favorite* favourite* beautiful* fast quick quickly easy easily comfort* reliab* superb outstanding* brilliant*
  incredibl* delight* fun glad thank* worth well works worked sturdy durable solid clear clearly crisp cheap affordable
  reasonabl* generous* attentive* polite* courteous* professional* prompt* clean cool sweet top phenomenal* terrific*
  exceptional* exceed* smooth* simple bargain flawless* fabulous* stellar gem must-have super value welcom* warm
  authentic* convenient* efficien* accurate* gorgeous* stylish* sleek handy useful* ideal* flavorful* flavourful* tender
  juicy deal* finest pretty sharp strong responsive* knowledgeable* charming cozy cute
  好 很好 不错 满意 喜欢 优秀 棒 赞 推荐 方便 快 快捷 迅速 及时 热情 耐心 专业 周到 细心 贴心 舒服 舒适 漂亮 好看 好吃
  美味 好用 实惠 便宜 值得 超值 划算 完美 开心 高兴 愉快 惊喜 感谢 谢谢 稳定 可靠 结实 耐用 清晰 流畅 干净 整洁 新鲜
  正品 优质 性价比高 物美价廉 信赖 放心 靠谱 给力 爱 一流 出色 精美 精致 友好 友善 高效 顺利 解决了 负责 支持 回购
  省心 强大 准时 合适 温馨 亲切`);

const complaint = words(`
  bad badly terribl* horribl* awful* worst worse poor poorly disappoint* disgust* gross nasty rude* slow slowly cold
  bland tasteless* overpriced expensive dirty filthy stale dry burnt burned undercooked overcooked soggy greasy broke
  broken break breaks broke defect* fail* useless* worthless* waste wasted wasting crap* junk* garbage trash* sucks suck
  sucked hate hated hates annoy* angry unhappy unfortunat* sadly sad problem* issue* trouble* difficult* hard cheaply
  flimsy uncomfort* unreliab* return returned returning refund* complain* mistake* avoid* never beware died dead dies
  stopped drops dropped dropping unusable* unacceptable* unprofessional* ignored ignor* wrong lack* lacking mediocre
  underwhelm* overrated lousy ridiculous* pathetic* scam* ripoff rip-off regret* frustrat* inconsistent* horrid* stupid*
  sick ill tasted weird* muffled static noisy loud scratch* crack* cracked loose leak* insult* attitude unfriendly* zero
  joke boring bored hassle* painful* pain unsatisf* dissatisf* inferior* fake cheated shame* embarrass* barely
  差 很差 太差 差劲 糟糕 糟 失望 垃圾 烂 坏 坏了 不满 不满意 不好 不行 难吃 难用 难看 慢 太慢 拖延 拖拉 贵 太贵 态度差 恶劣 敷衍
  冷漠 投诉 退货 退款 骗 骗人 欺骗 假货 假冒 故障 问题 毛病 破损 损坏 破 瑕疵 缺陷 脏 臭 异味 后悔 上当 坑 无语 生气 愤怒
  恶心 难受 麻烦 卡顿 卡 死机 崩溃 浪费 不值 不耐烦 迟到 延误 推诿 推卸 没人理 没用 无效 错误 漏发 少发 发错 掉色 褪色 粗糙
  劣质 廉价 最差 不专业 混乱 复杂 困难 缺货 噪音`);

interface OpinionWords {
  readonly whole: ReadonlySet<string>;
  readonly stems: readonly string[];
}

function words(list: string): OpinionWords {
  const all = list.trim().split(/\s+/);
  return {
    whole: new Set(all.filter((word) => !word.endsWith("*"))),
    stems: all.filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1)),
  };
}

/** Does a word, in lower case, praise (1), complain (-1) or neither (0)? O(stems). */
export function opinionOf(word: string): -1 | 0 | 1 {
  if (has(praise, word)) return 1;
  return has(complaint, word) ? -1 : 0;
}

function has({ whole, stems }: OpinionWords, word: string): boolean {
  return whole.has(word) || stems.some((stem) => word.startsWith(stem));
}
