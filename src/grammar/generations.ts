import { UserError } from "#errors.ts";
import type { Locale } from "#messages.ts";
import type { GrammarContext } from "./context.ts";
import { isBoundary } from "./fold.ts";
import type { Found } from "./vocabulary.ts";

/** The dimension whose values are decades of birth: `1980`, `1990`. */
const dimension = "age_band";

const generation =
  /(\d)([05])后|([五六七八九零〇])([零〇五])后|(?:people |customers |those )?born in the (?:19|20)?(\d)0'?s(?![a-z])|(?:19|20)?(\d)0'?s (?:kids|babies|generation|born)(?![a-z])/y;

const digits = "零一二三四五六七八九";

/** First year of birth of a generation: 80后 → 1980, 95后 → 1995, 00后 → 2000; null for anything else. */
function firstYear(word: string): number | null {
  const digits = /^(\d[05])后$/.exec(word.trim())?.[1];
  if (digits === undefined) return null;
  return Number(digits) + (Number(digits) < 40 ? 2000 : 1900);
}

/** A generation in the digits of the Chinese word: 九五后, `born in the 90s` → 95后, 90后. */
function chineseWord([all, , , tens, ones, decade, other]: RegExpExecArray): string {
  if (tens !== undefined)
    return `${[tens, ones ?? ""].map((digit) => digits.indexOf(digit.replace("〇", "零"))).join("")}后`;
  const said = decade ?? other;
  return said === undefined ? all : `${said}0后`;
}

/** 80后, 90后 … 95后: people by when they were born, as a filter in the asker's own word. */
export function generationAt(text: string, index: number): Found | null {
  generation.lastIndex = index;
  const match = generation.exec(text);
  if (match === null || !isBoundary(text, index)) return null;
  return { claim: { kind: "filter", dimension, values: [chineseWord(match)] }, end: index + match[0].length };
}

/**
 * The decade that a value of a dimension means: 80后 → `1980`; the value itself when it names no generation.
 * Throws `unknown_value` for half a decade (95后), which bands of ten years cannot tell apart.
 */
export function decadeOf(value: string, of: string | null, command: string, context: GrammarContext): string {
  const year = of === dimension ? firstYear(value) : null;
  if (year === null) return value;
  if (year % 10 === 0) return String(year);
  const { words } = context;
  const decade = year - 5;
  throw new UserError(
    "unknown_value",
    words.say("grammar.half_decade", { value, first: String(year), last: String(year + 4) }),
    {
      hint: words.say("grammar.half_decade.hint", {
        first: String(decade),
        last: String(decade + 9),
        example: `/${command} ${dimension}=${decade}`,
      }),
    },
  );
}

/** A value of a dimension as one says it: `1980` of the age bands is 80后, 1980s; any other is itself. */
export function spokenValue(value: string, of: string, locale: Locale): string {
  if (of !== dimension || !/^\d{3}0$/.test(value)) return value;
  if (locale === "en") return `${value}s`;
  const short = `${value.slice(2)}后`;
  return firstYear(short) === Number(value) ? short : `${value}年代`;
}
