import { isInvisible, type Measure } from "./measure.ts";

/** What had to be taken out so that the picture can be drawn. */
export interface Cleaning {
  /** Characters that no bundled font has, each once. */
  readonly missingGlyphs: Set<string>;
  /** Numbers that were NaN or infinite and are drawn as gaps. */
  invalidNumbers: number;
}

export const createCleaning = (): Cleaning => ({ missingGlyphs: new Set(), invalidNumbers: 0 });

// Control characters and lone surrogates make librsvg refuse the picture; bidi controls reorder what follows them.
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed.
  /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff0-\uffff]/g;
const stand = "·";

/**
 * Text that can be drawn: valid XML characters, well-formed, with a glyph for each, at most `limit` code points.
 * A run of characters without glyphs becomes one middle dot, never an empty box. Linear in `limit`, not in the length.
 */
export function cleanText(text: string, measure: Measure, cleaning: Cleaning, limit = 160): string {
  const readable = text
    .slice(0, limit * 8)
    .replace(/\p{Surrogate}/gu, " ")
    .replace(forbidden, " ")
    .replace(/[^\S\u3000]/g, " ")
    // The Chinese font draws this apostrophe as wide as an ideograph.
    .replace(/(?<=\p{Script=Latin})’(?=\p{Script=Latin})/gu, "'");
  let result = "";
  let count = 0;
  let missing = false;
  for (const character of readable) {
    if (count === limit) return `${result.trimEnd()}…`;
    const codePoint = character.codePointAt(0) ?? 0;
    const drawable = measure.covers(codePoint);
    if (!drawable) cleaning.missingGlyphs.add(character);
    if (drawable && missing && isInvisible(codePoint)) continue;
    if (drawable || !missing) {
      result += drawable ? character : stand;
      count++;
    }
    missing = !drawable;
  }
  const trimmed = result.trim();
  // vega keys categories by plain objects, which this one name would corrupt.
  return trimmed === "__proto__" ? "_proto_" : trimmed;
}

/** The value with every string in it cleaned and every number that cannot be drawn made null. */
export function cleanValue(value: unknown, measure: Measure, cleaning: Cleaning): unknown {
  if (typeof value === "string") {
    // Ordinary ASCII, among it every expression of a specification, needs no work.
    return /^[\x20-\x7e]{0,160}$/.test(value) && value !== "__proto__" ? value : cleanText(value, measure, cleaning);
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    cleaning.invalidNumbers++;
    return null;
  }
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, measure, cleaning));
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "__proto__")
      .map(([key, item]) => [key, cleanValue(item, measure, cleaning)]),
  );
}
