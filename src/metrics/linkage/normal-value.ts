/** What tables write where they have nothing. */
const missing = /^(?:NA|N\/A|#N\/A|NaN|nan|NULL|null|None|none|unknown|Unknown|无|未知|暂无|[-–—?.\\]+)$/;

/** What an organisation is by law says nothing about which one it is. */
const legalForm =
  /(?<=.)(?:(?:股份|责任|集团)*有限(?:责任)?公司|(?:集团)?公司|集团|(?<=[a-z0-9]) (?:inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|kg|sarl|bv|nv|oy|ab|spa|srl|pty|pte|corp|corporation|co|company))$/u;

/**
 * A value as it is compared: width, case, accents and punctuation evened out; dates as YYYYMMDD; the legal form at the
 * end of an organisation's name left out. Null when it says nothing. O(length).
 */
export function normalValue(value: string): string | null {
  const text = value.trim();
  if (text === "" || missing.test(text)) return null;
  const date = dateDigits(text);
  if (date !== null) return date;
  let plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/['’.]/g, "")
    .replace(/[^\p{L}\p{N}@]+/gu, " ")
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "")
    .trim();
  for (let shorter = plain.replace(legalForm, ""); shorter !== plain; shorter = plain.replace(legalForm, "")) {
    plain = shorter.trim();
  }
  return plain === "" ? null : plain;
}

function dateDigits(text: string): string | null {
  const yearFirst = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|[T ]\d{2}:.*)?$/.exec(text);
  if (yearFirst) return dated(yearFirst[1], yearFirst[2], yearFirst[3]);
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  return yearLast && dated(yearLast[3], yearLast[2], yearLast[1]);
}

function dated(year = "", month = "", day = ""): string {
  return year + month.padStart(2, "0") + day.padStart(2, "0");
}

/** Words of a normal value; pairs of characters where it is written without spaces. O(length). */
export function wordsOf(value: string): string[] {
  const words = new Set<string>();
  for (const word of value.split(/[ @]/)) {
    for (const run of word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) {
      if (!/^\p{Script=Han}{2}/u.test(run)) words.add(run);
      else for (let at = 0; at + 2 <= run.length; at++) words.add(run.slice(at, at + 2));
    }
  }
  return [...words];
}
