/** English words whose forms mean the same topic. */
function stem(word: string): string {
  if (word.length < 5) return word.replace(/(?<=[a-z]{2})s$/, "");
  return word.replace(/(?:ies|y)$/, "i").replace(/(?:ing|ed|es|e|s)$/, "");
}

/**
 * What a folded text is recognised by: English word stems and pairs of them, Chinese characters, and pairs and threes
 * of those. Linear in its length.
 */
export function featuresOf(folded: string): string[] {
  const features: string[] = [];
  const words = (folded.match(/[a-z][a-z'/&-]*|\d+/g) ?? []).map(stem);
  for (const [index, word] of words.entries()) {
    features.push(word);
    if (index > 0) features.push(`${words[index - 1]} ${word}`);
  }
  for (const [run] of folded.matchAll(/\p{Script=Han}+/gu)) {
    for (let size = 1; size <= 3; size++) {
      for (let start = 0; start + size <= run.length; start++) features.push(run.slice(start, start + size));
    }
  }
  return features;
}
