/**
 * Characters that begin the syllables of Mandarin in the collating order of their sounds: all from one of them to the
 * next sound alike, but for the tone.
 */
const beginnings =
  "阿哎安肮凹八挀扳邦勹陂奔伻屄边灬憋汃冫癶峬嚓偲参仓撡冊嵾曽叉芆辿伥抄车抻阷吃充抽出欻揣巛刅吹旾逴呲匆凑粗汆崔邨搓咑呆丹当刀嘚扥灯氐甸刁爹丁丟东吺厾耑襨吨多妸诶奀鞥儿发帆匚飞分丰覅仏紑伕旮侅甘冈皋戈给根刯工勾估瓜乖关光归丨呙哈咍佄夯茠诃黒拫亨噷吽喉呼花怀犿巟灰昏吙丌加戋江艽阶巾坕冂丩凥姢噘军咔开刊忼尻匼肎劥空抠扝夸蒯宽匡亏坤扩垃来兰啷捞肋勒崚刕俩奁良撩列拎刢溜囖龙瞜噜娈畧抡罗呣妈埋嫚牤猫么呅门甿咪宀喵乜民名谬摸哞毪嗯拏腉囡囔孬疒娞恁能妮拈嬢鸟捏囜宁妞农羺奴奻疟黁郍喔讴妑拍眅乓抛呸喷匉丕囨剽氕姘乒钋剖仆七掐千呛悄癿亲狅芎丘区峑缺夋呥穣娆惹人扔日茸厹邚挼堧婑瞤捼仨毢三桒掻閪森僧杀筛山伤弰奢申莘敒升尸収书刷衰闩双谁吮说厶忪捜苏狻夊孙唆他囼坍汤夲忑熥剔天旫帖厅囲偷凸湍推吞乇穵歪弯尣危昷翁挝乌夕虲仙乡灱些心星凶休吁吅削坃丫恹央幺倻一囙应哟佣优扜囦曰晕筠帀災兂牂遭啫贼怎増扎夈沾张长钊蜇贞争之中州朱抓拽专妆隹宒卓乲宗邹租钻厜尊昨";

const { compare } = new Intl.Collator("zh-Hans-CN-u-co-pinyin");
const ordered = [...beginnings].sort(compare);
const sounds = new Map<string, number>();

/** How a character sounds, as a number that all its homophones share whatever their tone. Logarithmic once, then kept. */
export function soundOf(character: string): number {
  const before = sounds.get(character);
  if (before !== undefined) return before;
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(ordered[middle] ?? "", character) <= 0) low = middle + 1;
    else high = middle;
  }
  sounds.set(character, low);
  return low;
}

/** How a word sounds: the same for words that one mistakes for one another in typing. */
export function soundsOf(word: string): string {
  return [...word].map(soundOf).join(" ");
}
