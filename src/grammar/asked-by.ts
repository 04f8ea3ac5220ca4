/** What a question word asks to be told apart, where a sentence names no grouping: command, words, dimension. */
const asked: readonly (readonly [command: string, dimension: string, words: RegExp])[] = [
  [
    "sales",
    "product",
    /(?<![a-z])what(?:'s| is| are)?(?: we)? (?:sold|sells?|selling) (?:best|well|most|the most)|best[- ]?sellers|top[- ]sellers|什么(?:东西)?卖得|卖得最好的(?:是什么|是啥|东西)|爆款/,
  ],
  [
    "funnel",
    "competitor",
    /(?<![a-z])(?:who(?:m)? (?:do|did|are) we (?:lose|losing)|who beats? us|(?:biggest|main|toughest|strongest) (?:competitor|rival)|los(?:e|t|ing) (?:the most )?(?:deals )?to (?:who|whom|which))|最大的?(?:竞争)?对手|输给(?:了)?(?:谁|哪个)|被谁抢|(?:谁|哪个(?:对手|竞品|竞争对手))抢/,
  ],
  [
    "pipeline",
    "owner",
    /(?<![a-z])who(?:'s)? (?:has|have|got|holds?) (?:the )?(?:most|biggest|largest)|谁(?:手上|手里|的)(?:商机|单子|在跟)/,
  ],
  ["collections", "owner", /(?<![a-z])who collect(?:s|ed)|谁(?:的)?(?:回款|收款)/],
  ["leads", "owner", /(?<![a-z])who(?:'s| is)? (?:works?|working|handles?|handling|following)|谁(?:在)?跟/],
];

/** The dimension that a folded sentence asks a command to tell apart; null when its question word asks for none. */
export function askedBy(folded: string, command: string): string | null {
  return asked.find(([name, , words]) => name === command && words.test(folded))?.[1] ?? null;
}
