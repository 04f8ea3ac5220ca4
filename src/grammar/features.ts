/** English words whose forms mean the same topic. */
function stem(word: string): string {
  if (word.length < 5) return word.replace(/(?<=[a-z]{2})s$/, "");
  return word.replace(/(?:ies|y)$/, "i").replace(/(?:ing|ed|es|e|s)$/, "");
}

/** What stands for a value (`{owner}`), and the stems of English words. */
function tokensOf(folded: string): string[] {
  const tokens = folded.match(/\{[a-z]+\}|[a-z][a-z'/&-]*|\d+/g) ?? [];
  return tokens.map((token) => (token.startsWith("{") ? token : stem(token)));
}

/** English word stems and pairs of them, Chinese characters, and pairs and threes of those. Linear in the text. */
export function wordsOf(folded: string): string[] {
  const features: string[] = [];
  const tokens = tokensOf(folded);
  for (const [index, token] of tokens.entries()) {
    features.push(token);
    if (index > 0) features.push(`${tokens[index - 1]} ${token}`);
  }
  for (const [run] of folded.matchAll(/\p{Script=Han}+/gu)) {
    for (let size = 1; size <= 3; size++) {
      for (let start = 0; start + size <= run.length; start++) features.push(run.slice(start, start + size));
    }
  }
  return features;
}

/** Letters of a piece of a word. */
const piece = 4;

/**
 * What a folded text is recognised by: its words, and pieces of the longer English ones, so that a slip or another form
 * of a word leaves most of it. Linear in its length.
 */
export function featuresOf(folded: string): string[] {
  const features = wordsOf(folded);
  for (const token of tokensOf(folded)) {
    if (token.length < 5 || token.startsWith("{")) continue;
    const whole = `^${token}$`;
    for (let start = 0; start + piece <= whole.length; start++) features.push(`#${whole.slice(start, start + piece)}`);
  }
  return features;
}
