import type { GrammarContext } from "./context.ts";
import { withoutFillers } from "./fillers.ts";
import { fold, isBoundary } from "./fold.ts";
import type { Parts } from "./parts.ts";
import type { Leftover } from "./scan.ts";

/** Commands whose subject is a number to steer by. */
const ofMetrics = new Set(["why", "forecast"]);

/**
 * The number that a sentence's leftovers name for a command about one: its longest name as it was said, empty when there
 * are no leftovers. `unknown` when a word is left that is no number's and not idle; null for commands about anything else.
 */
export function metricIn(
  command: string,
  leftovers: readonly Leftover[],
  context: GrammarContext,
  isIdle: (folded: string) => boolean = (folded) => withoutFillers(folded) === "",
): string | null {
  if (!ofMetrics.has(command) || context.metrics === undefined) return null;
  let text = leftovers.map((left) => left.text).join(" ");
  let named = "";
  for (const metric of context.metrics) {
    const word = fold(metric);
    for (let at = fold(text).indexOf(word); word !== "" && at >= 0; at = fold(text).indexOf(word, at + 1)) {
      if (!isBoundary(fold(text), at) || !isBoundary(fold(text), at + word.length)) continue;
      if (named !== "" && !fold(named).includes(word)) return "unknown";
      if (named === "") named = text.slice(at, at + word.length);
      text = `${text.slice(0, at)} ${text.slice(at + word.length)}`;
    }
  }
  // 销售 is revenue, which is meant anyway; as people it would have been told apart by.
  const rest = fold(text).replace(/销售(?![员人代团渠])|生意/g, " ");
  return isIdle(rest) ? named : "unknown";
}

const stocking =
  /(?<![a-z])(?:stock(?: up)?|re-?order|how many (?:units|pieces|bags|boxes|packs|bottles|cartons|cases|machines)|how much [a-z ]{2,30} (?:to order|should we order|will we need|do we need))(?![a-z])|备[多少什么点]*货|[进订][多少什么]+货|多少[包箱件台袋盒瓶个套罐]/;

/** Things to be kept in stock are counted: 胶囊未来几周要备多少货. */
export function isOfUnits({ by, filters }: Parts, folded: string): boolean {
  const things = new Set(["product", "category"]);
  const named = by.some((name) => things.has(name)) || filters.some(({ dimension }) => things.has(dimension ?? ""));
  return named && stocking.test(folded);
}
