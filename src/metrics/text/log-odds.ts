/**
 * How much more a word belongs to one body of text than to another: z scores of log-odds ratios with an informative
 * Dirichlet prior, by word. Positive for words of the first. The prior pulls rare words to what is usual in all texts,
 * so that neither stop words nor words seen once lead the list.
 *
 * `first` and `second` count each word in either body, `prior` is its pseudo-count, above 0 (its count in a background).
 * With one word and nothing else there is nothing to compare: z is 0. O(words). Throws on lists of unequal length and on
 * a prior that is not positive.
 * Source: Monroe, Colaresi & Quinn, Fightin' words: lexical feature selection and evaluation for identifying the content
 * of political conflict, Political Analysis 16 (2008).
 */
export function logOddsZ(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  prior: ArrayLike<number>,
): Float64Array<ArrayBuffer> {
  const words = prior.length;
  if (first.length !== words || second.length !== words) {
    throw new Error("logOddsZ requires a count and a prior for each word");
  }
  let [firstTotal, secondTotal, priorTotal] = [0, 0, 0];
  for (let word = 0; word < words; word++) {
    if (!((prior[word] as number) > 0)) throw new Error("logOddsZ requires a positive prior for each word");
    firstTotal += first[word] as number;
    secondTotal += second[word] as number;
    priorTotal += prior[word] as number;
  }
  const z = new Float64Array(words);
  for (let word = 0; word < words; word++) {
    const [here, there] = [
      (first[word] as number) + (prior[word] as number),
      (second[word] as number) + (prior[word] as number),
    ];
    const [hereRest, thereRest] = [firstTotal + priorTotal - here, secondTotal + priorTotal - there];
    if (hereRest <= 0 || thereRest <= 0) continue;
    z[word] = (Math.log(here / hereRest) - Math.log(there / thereRest)) / Math.sqrt(1 / here + 1 / there);
  }
  return z;
}
