/** What stands for what is left out. */
const blot = "***";
const addresses = /(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}._%+-]+[@＠][\p{L}\p{N}.-]+\.\p{L}{2,}|@[\p{L}\p{N}_]{2,}/gu;
/** Telephone, card, licence and order numbers: five digits and more, also with spaces, dashes or letters between. */
const numbers = /[+＋]?[(（]?\p{Nd}(?:[\s()（）./－-]{0,2}\p{Nd}){4,}[xX]?|\b(?=[\w-]*\d{5})[\w-]+/gu;
const chinesePerson = /\p{Script=Han}{1,2}(?=先生|女士|小姐|经理|老师|师傅|主管|总监|店长|老板)/gu;
/** Not names: what stands before such a title otherwise. */
const noName =
  /^(?:的|客户|销售|区域|大区|项目|产品|维修|安装|配送|送货|快递|送水|我们|你们|他们|贵司|这个|那个|一个|两个|两位|一位|这位|那位|位|个|总|副|老|大)$|(?:户|售|域|区|目|品|修|装|送|货|递|位|个|的|和|找|叫|问|跟|让)$/u;
const englishPerson = /\b(Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+)?/gu;
const latin = /^[\p{Script=Latin}\p{N}\s.'-]+$/u;
const longest = 90;
const mostRead = 500;

/**
 * A customer's words without what tells who wrote them: addresses, numbers of five and more digits, people with their
 * title, and the `names` (as `nameParts` gives them). Cut after 90 characters. O(length · names).
 */
export function maskedQuote(text: string, names: readonly string[]): string {
  // Long texts are cut first, not within what may be a number or an address.
  const beginning = text.length > mostRead ? text.slice(0, mostRead).replace(/[\p{N}\w@.()+-]*$/u, "") : text;
  let quote = beginning.replaceAll(/\s+/gu, " ").trim();
  quote = quote.replaceAll(addresses, blot).replaceAll(numbers, blot);
  const lower = quote.toLowerCase();
  const found = names
    .filter((name) => lower.includes(name))
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  for (const name of found) {
    const pattern = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const whole = latin.test(name) ? `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])` : pattern;
    quote = quote.replaceAll(new RegExp(whole, "giu"), blot);
  }
  quote = quote.replaceAll(englishPerson, `$1 ${blot}`);
  quote = quote.replaceAll(chinesePerson, (found) => (noName.test(found) ? found : blot));
  const characters = [...quote];
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : quote;
}

/** What may stand for each name in a text, in lower case: the whole, and of people the words of names in Latin letters. */
export function nameParts(names: readonly string[], { people }: { readonly people: boolean }): string[] {
  const parts = names.flatMap((name) => {
    const whole = name.trim().toLowerCase();
    return people && latin.test(whole) ? [whole, ...whole.split(/\s+/).filter((word) => word.length >= 3)] : [whole];
  });
  return [...new Set(parts)].filter((part) => [...part].length >= 2);
}

/** Words of a term that name somebody or are an address, so that it is no theme. O(words · names). */
export function revealingWords(term: string, names: readonly string[]): string[] {
  const words = term.split(" ").filter((word) => maskedQuote(word, names) !== word);
  return words.length > 0 || maskedQuote(term, names) === term ? words : [term];
}
