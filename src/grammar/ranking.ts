import type { Asked } from "./context.ts";
import { fold } from "./fold.ts";
import { sortWords } from "./option-speech.ts";
import { optionWords } from "./options.ts";
import type { Parts } from "./parts.ts";

const seller =
  /\b(who)\s+(?:has\s+|have\s+|had\s+)?(?:the\s+)?(?:most\s+|best\s+|highest\s+)?(?:sold|sells|sales|revenue)\b|(谁)[^买购客]{0,8}?(?:卖|业绩|销售|销量)/;
const answerer = /\b(who|which\s+rep)\b|(谁)/;

/** 谁卖得最好, `who sold most`: the sentence without the word that asks for owners; null when it asks for none. */
export function withoutSeller(blank: string, text: string, command: string): string | null {
  const match = command === "sales" ? seller.exec(fold(text)) : command === "leads" ? answerer.exec(fold(text)) : null;
  if (match === null) return null;
  const word = match[1] ?? match[2] ?? "";
  return blank.slice(0, match.index) + " ".repeat(word.length) + blank.slice(match.index + word.length);
}

/** A measure that a command shows only when it ranks by it. */
function onlyMeasure(folded: string, command: Asked): string | null {
  const choices = optionWords(command).get("sort") ?? [];
  const found = [
    [
      "cac",
      /(?<![a-z])cac(?![a-z])|cheapest|最便宜|acquisition costs?|costs?(?: us)?(?: (?:the )?(?:less|least|more|most))? per (?:acquisition|(?:new )?customer)|获客成本|拉新成本/,
    ],
    ["payback", /(?<![a-z])payback(?![a-z])|回本|回收期/],
  ].find(([name, words]) => choices.includes(name as string) && (words as RegExp).test(folded));
  return (found?.[0] as string | undefined) ?? null;
}

/** ROI最高, `highest roi`: what to rank by, where the command can. */
export function ranking(text: string, command: Asked): string | null {
  const folded = fold(text);
  const superlative = "(?:highest|best|most|top|lowest|worst|cheapest|largest|biggest|smallest)";
  let best: { readonly word: string; readonly length: number } | null = null;
  for (const word of optionWords(command).get("sort") ?? []) {
    const words = `(${word}${sortWords.has(word) ? `|${sortWords.get(word)}` : ""})`;
    const pattern = `${superlative}\\s+${words}(?![a-z])|${words}(?:是)?\\s*最|最(?:高|大|好|低|多|少)的?${words}`;
    const length = new RegExp(pattern).exec(folded)?.slice(1).find(Boolean)?.length ?? 0;
    if (length > (best?.length ?? 0)) best = { word, length };
  }
  return best?.word ?? onlyMeasure(folded, command);
}

const contrast =
  /(?<![a-z])(?:compare|compared|comparing|comparison|vs\.?|versus)(?![a-z])|对比|相比|比较|比一比|[和与跟].{1,12}比|比(?!例|率|重)|(?<![a-z])(?:each|respectively|or|which|who)(?![a-z])|各(?!种|类|位客)|分别|还是|哪|谁/;

/** `compare east and south`: values set against each other are groups. */
export function contrasted(parts: Parts, text: string, command: Asked): Parts {
  if (command.groupings === 0) return parts;
  const several = parts.filters.find(
    ({ values, dimension, except }) => values.length > 1 && dimension !== null && !except,
  );
  if (several?.dimension == null || parts.by.length > 0 || !contrast.test(fold(text))) return parts;
  return { ...parts, by: [several.dimension] };
}
