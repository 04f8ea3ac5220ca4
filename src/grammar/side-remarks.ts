import type { GrammarContext } from "./context.ts";
import { decided, weighed } from "./decide-command.ts";
import { commandInSentence } from "./find-command.ts";
import { fold } from "./fold.ts";
import { isOrdinary } from "./ordinary-words.ts";
import { sentenceClaims } from "./read.ts";
import { topicsIn } from "./topics-in.ts";

/** Where a sentence pauses; in Chinese also at a space. */
const pause =
  /\s*(?:[:;!?…—]+|\.{2,}|[.,](?=\s|\p{Script=Han}|$)|(?<=\p{Script=Han})[.,]|\s-{1,2}\s|(?<=\p{Script=Han})\s+(?=[\p{Script=Han}\d])|\s+(?:so|anyway|but first|by the way|btw)[\s,:]+)\s*/gu;

/** What turns round or narrows a question may not be passed over. */
const weighty =
  /(?<![a-z])(?:not|no|never|don'?t|without|except|excluding|only|just|but|ignore|leave out|left out|taken out|removed|excluded|minus|other than|apart from|above|below|over|under|at least|since|until|euros?|dollars?|gross|net|vs|versus|if|unless|per|by|each|split|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|enough)(?![a-z])|[不别没无勿]|[\d一二两三四五六七八九十百][档类个天周月年层组]|除|只|仅|比|按|如果|要是|剔|排|以上|以下|超过|低于|以外|之外|非|含|美元|欧元/;

/** Is a clause long enough to say something of its own? A word or two that nobody knows may be a value with a slip. */
const isTalk = (folded: string): boolean =>
  (folded.match(/[a-z][a-z'’]*/g) ?? []).length >= 4 || (folded.match(/\p{Script=Han}/gu) ?? []).length >= 5;

interface Clause {
  readonly start: number;
  readonly end: number;
}

function clausesOf(folded: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of [...folded.matchAll(pause), { index: folded.length, 0: "" }]) {
    if (folded.slice(start, match.index).trim() !== "") clauses.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  return clauses;
}

/** Does a clause ask nothing and say nothing of what is asked: no period, value, grouping or topic of its own? */
async function isRemark(clause: string, context: GrammarContext): Promise<boolean> {
  const folded = fold(clause);
  if (weighty.test(folded) || !(isOrdinary(folded) || isTalk(folded))) return false;
  const command = context.commands.get("sales") ?? [...context.commands.values()][0];
  if (command === undefined || (await sentenceClaims(clause, command, context)).length > 0) return false;
  const found = commandInSentence(clause, context);
  if ("command" in found && found.named.some(({ rank }) => rank === 2)) return false;
  return decided(weighed(found, await topicsIn(clause, context)), true) === null;
}

/**
 * A text without the remarks that it begins or ends with (`sitting in a taxi, quick one: …`, 财务又催了，…): those of its
 * clauses, up to two, that ask nothing. Each with the rest blanked out in its place, the longest first.
 */
export async function withoutRemarks(text: string, context: GrammarContext): Promise<string[]> {
  // 、 joins what is counted up.
  const clauses = clausesOf(fold(text).replace(/./gsu, (letter, at: number) => (text[at] === "、" ? "、" : letter)));
  if (clauses.length < 2 || clauses.length > 6) return [];
  const isAside = await Promise.all(clauses.map(({ start, end }) => isRemark(text.slice(start, end), context)));
  let [first, last] = [0, clauses.length - 1];
  const shorter: string[] = [];
  const blank = () => {
    const [from, to] = [clauses[first]?.start ?? 0, clauses[last]?.end ?? text.length];
    shorter.push(" ".repeat(from) + text.slice(from, to) + " ".repeat(text.length - to));
  };
  while (first < last && isAside[first] === true) {
    first++;
    blank();
  }
  while (first < last && isAside[last] === true) {
    last--;
    blank();
  }
  return shorter;
}
