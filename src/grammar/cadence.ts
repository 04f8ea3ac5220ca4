/** When something is to be sent, and what was said besides. */
export interface Cadence {
  /** Five-field cron, in the zone of whoever said it. */
  readonly cron: string;
  readonly rest: string;
}

const englishDays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const chineseDays: Readonly<Record<string, number>> = {
  ...{ 日: 0, 天: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 0: 0, 7: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6 },
};
const weekdayName = "(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?s?";
const chineseNumber: Readonly<Record<string, number>> = {
  ...{ 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十一: 11, 十二: 12 },
};

const weekdayOf = (text: string): number => englishDays.indexOf(text.slice(0, 3).toLowerCase());

/** Days of a cadence as cron's last three fields; the first way that fits, the longest words first. */
const ways: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^(?:every\s+|on\s+)?(?:weekdays?|working\s+days?|workdays?)(?![a-z])/i, () => "* * 1-5"],
  [/^(?:每个?)?工作日(?:每天)?/, () => "* * 1-5"],
  [
    new RegExp(`^(?:weekly|every\\s+week)(?:\\s+(?:on\\s+)?(${weekdayName}))?(?![a-z])`, "i"),
    ([, day]) => `* * ${day === undefined ? 1 : weekdayOf(day)}`,
  ],
  [new RegExp(`^(?:every\\s+|on\\s+)?(${weekdayName})(?![a-z])`, "i"), ([, day = ""]) => `* * ${weekdayOf(day)}`],
  [/^每(?:周|星期|礼拜)([一二三四五六日天1-7])?/, ([, day]) => `* * ${day === undefined ? 1 : chineseDays[day]}`],
  [/^(?:monthly|every\s+month)\s+(?:on\s+)?(?:the\s+)?last(?:\s+day)?(?![a-z])/i, () => "L * *"],
  [/^每个?月(?:最后一天|月末|底)/, () => "L * *"],
  [
    /^(?:monthly|every\s+month)(?:\s+(?:on\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?![\d:a-z]))?(?![a-z])/i,
    ([, day]) => `${Number(day ?? 1)} * *`,
  ],
  [/^每个?月(?:(\d{1,2})[号日])?/, ([, day]) => `${Number(day ?? 1)} * *`],
  [/^(?:daily|every\s*day|each\s+day)(?![a-z])/i, () => "* * *"],
  [/^每[天日]/, () => "* * *"],
];

const english = /^\s*(?:at\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?(?![\da-z./-])/i;
const chinese =
  /^\s*(凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?\s*(\d{1,2}|十[一二]?|[一二两三四五六七八九])\s*(?:[:：](\d{2})|[点时](?:(\d{1,2})分?|(半))?)/;

/** Minute and hour at the beginning of a text, with what follows; nine o'clock where none is said. */
function timeOf(text: string): { readonly fields: string; readonly rest: string } | null {
  const spoken = chinese.exec(text);
  if (spoken !== null) {
    const [all, part = "", hour = "", colon, minutes, half] = spoken;
    const said = chineseNumber[hour] ?? Number(hour);
    const later = /下午|傍晚|晚/.test(part) && said < 12;
    return clock(
      said + (later ? 12 : 0),
      half === undefined ? Number(colon ?? minutes ?? 0) : 30,
      text.slice(all.length),
    );
  }
  const read = english.exec(text);
  if (read === null) return { fields: "0 9", rest: text };
  const [all, hour, minute, half] = read;
  const said = Number(hour);
  const twelve = half === undefined ? said : (said % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  return clock(twelve, Number(minute ?? 0), text.slice(all.length));
}

const clock = (hour: number, minute: number, rest: string) =>
  hour > 23 || minute > 59 ? null : { fields: `${minute} ${hour}`, rest };

/**
 * Reads how often and when at the beginning of a text, in English or Chinese: `weekly Mon 9:00 …`, `every weekday at
 * 8:30`, `monthly on the 1st`, 每周一上午9点, 每月最后一天 18:00. Null when the text does not begin so, or names no
 * possible time.
 */
export function readCadence(text: string): Cadence | null {
  const folded = text.normalize("NFKC").trim();
  for (const [pattern, days] of ways) {
    const found = pattern.exec(folded);
    if (found === null) continue;
    const time = timeOf(folded.slice(found[0].length));
    if (time === null) return null;
    return { cron: `${time.fields} ${days(found)}`, rest: time.rest.replace(/^[\s,，:：]+/, "").trim() };
  }
  return null;
}
