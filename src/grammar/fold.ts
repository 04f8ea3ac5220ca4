/**
 * The text with full-width letters, digits, punctuation and spaces made narrow and ASCII letters made lower case, each
 * character in its place: an index into the folded text is one into the original.
 */
export function fold(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0\t\r\n]/g, " ")
    .replace(/[“”「」『』]/g, '"')
    .replace(/[、；]/g, ",")
    .replace(/。/g, ".")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** For comparing words and values: compatibility forms and case make no difference. */
export function key(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

const wordCharacter = /[\p{L}\p{N}_]/u;
const ideograph = /\p{Script=Han}/u;

/**
 * Does a word begin or end at `index`? Chinese words may anywhere; others where letters and digits meet what is none.
 */
export function isBoundary(text: string, index: number): boolean {
  const before = text[index - 1];
  const at = text[index];
  if (before === undefined || at === undefined) return true;
  if (!wordCharacter.test(before) || !wordCharacter.test(at)) return true;
  return ideograph.test(before) || ideograph.test(at);
}

const digits: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const english = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const tensWords: Readonly<Record<string, number>> = {
  ...{ twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90 },
};

/** `12`, `十二`, `三百六十五`, `twelve` → number; NaN for anything else. */
export function readNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (english.includes(text)) return english.indexOf(text) + 1;
  const [, tens = "", ones = ""] = /^(twenty|thirty|forty|fifty|sixty|ninety)[\s-]?([a-z]*)$/.exec(text) ?? [];
  if (tens !== "") return (tensWords[tens] ?? 0) + (ones === "" ? 0 : english.indexOf(ones) + 1);
  let total = 0;
  let digit = 0;
  for (const character of text) {
    const scale = character === "百" ? 100 : character === "十" ? 10 : 0;
    if (scale > 0) {
      total += (digit === 0 ? 1 : digit) * scale;
      digit = 0;
    } else {
      const value = digits[character];
      if (value === undefined) return Number.NaN;
      digit = value;
    }
  }
  return text === "" ? Number.NaN : total + digit;
}
