import { opinionOf } from "./opinion-words.ts";

/** Features of a text by kind, each once. */
export interface TextFeatures {
  /** Words and pairs of neighbours; what stands after a negation is marked. */
  readonly words: readonly string[];
  /** Runs of three to five characters within words, which survive inflection and misspelling. */
  readonly characters: readonly string[];
  /** Words of praise and of complaint, negation turned round; 0 and more. */
  readonly praise: number;
  readonly complaint: number;
}

const negation =
  /^(?:not|no|never|none|nothing|nor|neither|cannot|cant|dont|doesnt|didnt|isnt|wasnt|arent|werent|wont|wouldnt|couldnt|shouldnt|hardly|barely|without|lacks?|lacking|(?:\p{L}+n't))$/u;
const chineseNegation = /(?:不|没有?|无|未|别|毫无|并非|难以)(?:太|很|够|怎么|是|那么|能|会|再|算)*$/u;
/** How many words a negation reaches unless punctuation ends it. */
const reach = 4;

/**
 * What a text is made of, for a classifier: English and other spaced languages by words, Chinese by characters and
 * pairs of them. O(length).
 * Source: Wang & Manning, Baselines and bigrams (2012); negation as in Das & Chen, Yahoo! for Amazon (2001).
 */
export function textFeatures(text: string): TextFeatures {
  const words = new Set<string>();
  const characters = new Set<string>();
  let [praise, complaint] = [0, 0];
  let previous = "^";
  let negated = 0;
  const note = (opinion: number, turned: boolean) => {
    if (opinion === 0) return;
    if (opinion > 0 !== turned) praise++;
    else complaint++;
  };
  const plain = text.normalize("NFKC").replaceAll("’", "'").toLowerCase();
  for (const [token] of plain.matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+(?:'\p{L}+)*|[!?]+|[.,;:()，。；：、]+/gu)) {
    if (/^[.,;:()，。；：、]/u.test(token)) {
      negated = 0;
      previous = "^";
    } else if (/^\p{Script=Han}/u.test(token)) {
      for (let at = 0; at < token.length; at++) {
        for (let length = 1; length <= 3 && at + length <= token.length; length++) {
          (length < 3 ? words : characters).add(token.slice(at, at + length));
        }
        const [opinion, length] = opinionAt(token, at);
        note(opinion, chineseNegation.test(token.slice(Math.max(0, at - 4), at)));
        at += Math.max(0, length - 1);
      }
      previous = "^";
    } else {
      const turned = negated > 0;
      words.add(turned ? `not ${token}` : token);
      words.add(`${previous} ${token}`);
      const padded = ` ${token} `;
      for (let length = 3; length <= 5; length++) {
        for (let at = 0; at + length <= padded.length; at++) characters.add(padded.slice(at, at + length));
      }
      note(opinionOf(token), turned);
      negated = negation.test(token) ? reach : negated - 1;
      previous = token;
    }
  }
  return { words: [...words], characters: [...characters], praise, complaint };
}

/** Opinion of the longest Chinese word of the list that begins here, and its length. */
function opinionAt(text: string, at: number): [number, number] {
  for (let length = 4; length >= 1; length--) {
    const opinion = at + length <= text.length ? opinionOf(text.slice(at, at + length)) : 0;
    if (opinion !== 0) return [opinion, length];
  }
  return [0, 0];
}
