import { readNumber } from "./fold.ts";

/** Hours of a day, `HH:MM`; over midnight where they end earlier than they begin. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

const english = "(\\d{1,2})(?:[:.](\\d{2}))?\\s*(am|pm|a\\.m\\.|p\\.m\\.|o'clock)?|(midnight|noon)";
const chinese =
  "(凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚间|夜里|晚)?\\s*(\\d{1,2}|[一二两三四五六七八九十]{1,3})\\s*(?:[:：](\\d{2})|[点时](?:钟|整)?(?:(\\d{1,2})分?|(半))?)";
const to =
  "\\s*(?:-|–|—|~|～|至|到|to|till?|until|through|and)\\s*(?:the next|next|第二天|次日|隔天|转天)?\\s*(?:day|morning|的)?\\s*(?:at\\s+)?";

const englishRange = new RegExp(`(?<![\\d:.])(?:${english})${to}(?:${english})(?![\\d:])`);
const chineseRange = new RegExp(`(?:${chinese})${to}(?:${chinese})`);

function clock(hour: number, minute: number): string | null {
  if (hour > 24 || minute > 59) return null;
  return `${String(hour % 24).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function englishTime([hour, minute = "0", half = "", word]: readonly (string | undefined)[]): string | null {
  if (word !== undefined) return word === "noon" ? "12:00" : "00:00";
  const said = Number(hour);
  const isHalf = /^[ap]/.test(half);
  if (isHalf && said > 12) return null;
  return clock(isHalf ? (said % 12) + (half.startsWith("p") ? 12 : 0) : said, Number(minute));
}

function chineseTime([part = "", hour = "", colon, minute, half]: readonly (string | undefined)[]): string | null {
  const said = readNumber(hour);
  const later = /下午|傍晚|晚|夜/.test(part) && said < 12 && !(part === "夜里" && said < 6);
  return clock(said + (later ? 12 : 0), half === undefined ? Number(colon ?? minute ?? 0) : 30);
}

/**
 * The first two times of day in a folded text from one of which to the other something lasts: `19:00-09:00`, `7pm to
 * 9am`, 晚上7点到早上9点. Null when there are none, or both are the same. Linear in the text.
 */
export function hoursIn(folded: string): Hours | null {
  const chineseFound = chineseRange.exec(folded);
  const found = chineseFound ?? englishRange.exec(folded);
  if (found === null) return null;
  const groups = found.slice(1);
  const half = groups.length / 2;
  const read = chineseFound === null ? englishTime : chineseTime;
  const [from, until] = [read(groups.slice(0, half)), read(groups.slice(half))];
  return from === null || until === null || from === until ? null : { from, to: until };
}

const disturbing =
  /(?<![a-z])(?:quiet|silent|silence|mute|do not disturb|don'?t (?:disturb|bother|ping|message|notify|alert|send|write|wake)|no (?:pings?|messages?|notifications?|alerts?|reminders?)|leave me alone)(?![a-z])|安静|免打扰|勿扰|静音|静默|(?:不要|别|不用|请勿|莫)(?:再)?(?:打扰|提醒|推送|发消息|给我发|发|通知|吵)/;

/** The hours in which a sentence asks not to be disturbed; null when it asks for nothing like it, or names no hours. */
export function quietHoursIn(folded: string): Hours | null {
  return disturbing.test(folded) ? hoursIn(folded) : null;
}
