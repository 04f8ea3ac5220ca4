import { type Asked, applicable, type GrammarContext } from "./context.ts";
import { fold } from "./fold.ts";
import type { Parts } from "./parts.ts";

const done =
  "hit|sell|sold|win|won|lose|lost|make|made|close|closed|reach|reached|bring|brought|collect|collected|miss|missed|sign|signed|achieve|achieved|earn|earned|do|done";

/** What one says of one's own doing: `did I hit`, `owes me`, 我卖了. */
const ownDoing = new RegExp(
  `(?<![a-z])(?:any (?:[a-z]+ ){1,3}for me|(?:do|have) i (?:have|got)(?! to)|(?:did|have) i (?:already )?(?:${done})|i (?:have |'ve )?(?:sold|won|lost|closed|signed|missed)|i (?:should|can|could) close|am i (?:on|above|below|ahead|behind|doing|at)|how am i|where am i|(?:owes?|owed|owing) me|(?:do|will|can) i (?:hit|reach|make) (?:my|the))(?![a-z])|(?<!让|给|帮|告诉|问|跟|和)我(?:自己)?\\s*(?:上个?月|这个?月|本月|本?季度?|这个?季度?|上个?季度?|今年|去年|今天|昨天|[本这上]周)?\\s*(?:都|已经|总共|一共|大概|还|现在)?\\s*(?:有(?:几|多少|哪|什么)|卖|签|赢|丢|成交|完成|达标|达成|做了|做到|做得|出了|回款|回了|排第|排名|排多少)|欠我(?!们)|(?<!让|给|帮|告诉|问|跟|和)我\\s*(?:上个?月|这个?月|本月|本?季度?|这个?季度?|上个?季度?|今年|去年|今天|昨天|[本这上]周)\\s*的?\\s*(?:业绩|销售额?|回款|客户|商机|线索|单子|成交|达成|完成|目标|数据|表现|情况|排名|订单|漏斗|赢单)`,
);

/** Commands about others, or about all that one may do. */
const ofOthers = new Set(["actions", "customer", "recommend", "why", "basket", "peak", "kpi", "forecast", "quality"]);

/** A question about what the asker did is narrowed to them, where it names nobody and the command can be narrowed so. */
export function ofAsker(parts: Parts, text: string, command: Asked, context: GrammarContext): Parts {
  if (context.me === undefined || ofOthers.has(parts.command) || !ownDoing.test(fold(text))) return parts;
  const people = new Set(["owner", "team"]);
  if (parts.filters.some(({ dimension }) => dimension !== null && people.has(dimension))) return parts;
  if (!applicable(command, context).some(({ name }) => name === "owner")) return parts;
  return { ...parts, filters: [...parts.filters, { dimension: "owner", values: ["me"] }] };
}
