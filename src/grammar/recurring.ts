import { readCadence } from "./cadence.ts";
import { fold } from "./fold.ts";
import { quietHoursIn } from "./quiet-hours.ts";

/** A sentence that wants its answer again and again: how often, as `/subscribe` says it, and what is asked. */
export interface Recurring {
  readonly cadence: string;
  readonly question: string;
}

const day = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?";
const manyDays = "(?:mon|tues|wednes|thurs|fri|satur|sun)days";
const englishDays = `(?:(?:every|each)\\s+(?:single\\s+)?(?:weekday|working\\s+day|workday|business\\s+day|day|morning|afternoon|evening|night|week(?:\\s+on\\s+${day})?|month(?:\\s+on\\s+the\\s+\\d{1,2}(?:st|nd|rd|th))?|${day})|on\\s+(?:weekdays|workdays|${manyDays})|weekdays|daily|weekly\\s+on\\s+${day}|(?:on\\s+)?the\\s+\\d{1,2}(?:st|nd|rd|th)\\s+of\\s+(?:every|each|the)\\s+month|monthly\\s+on\\s+the\\s+\\d{1,2}(?:st|nd|rd|th))`;
const englishTime = "(?:at\\s+)?\\d{1,2}(?:[:.]\\d{2})?\\s*(?:am|pm)|at\\s+\\d{1,2}(?:[:.]\\d{2})?|\\d{1,2}[:.]\\d{2}";
const chineseDays =
  "每个?工作日(?:每天)?|工作日(?:每天)?|每[天日晚早]|每(?:周|星期|礼拜)[一二三四五六日天1-7]|每个?月(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[号日]|每个?月(?:最后一天|月末|底)|每(?:周|星期|礼拜)|每个?月";
const chineseTime =
  "(?:凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?\\s*(?:\\d{1,2}|十[一二]?|[一二两三四五六七八九])\\s*(?:[:：]\\d{2}|[点时](?:\\d{1,2}分?|半|整)?)";
const schedule = new RegExp(
  `(?<![a-z])(?<days>${englishDays})(?![a-z])(?:\\s*,?\\s*(?<time>${englishTime})(?![\\da-z%]))?|(?<![a-z\\d])(?<earlier>${englishTime})\\s*,?\\s*(?<later>${englishDays})(?![a-z])|(?<zh>${chineseDays})\\s*的?\\s*(?<zhTime>${chineseTime})?`,
);

const sending =
  /(?<![a-z])(?:please\s+)?(?:can you\s+|could you\s+)?(?:send|e?-?mail|post|push|ping|message|deliver|forward|remind|notify)(?:\s+(?:it|this|that))?(?:\s+to)?(?:\s+(?:me|us))(?:\s+(?:with|about|of|to (?:look at|check|review|see)|this|that|it))?(?![a-z])|(?:请|帮我|自动|定时|按时)*(?:发|推送?|提醒|汇报|播报|报|抄送)(?:给|送)?(?:到)?(?:我|我们|一下|一份|一次)+(?:去|要)?(?:看一?下?|发)?|(?:给我|帮我|自动|定时)(?:发|推送?|播报)(?:一下|一份|一次)?|(?:推送|播报)(?:一下|一份|一次)?/;

/** A limit to how often one is written to is a wish about Parley, not a question. */
const limiting = /(?<![a-z])(?:at most|no more than|maximum)(?![a-z])|最多|不超过|至多/;

const pronouns =
  /^(?:(?:this|that|it|these|the same|same|please|pls|for|of|about|again|too|[这那]个?|它|一次|同样|的|,|\.|:|\s)+)?$/;

/** The cadence in words that `readCadence` reads, in one fixed form; null when there is no such time. */
function cadenceOf(days: string, time: string): string | null {
  const isLate = /evening|night|晚$/.test(days);
  const plain = days
    .replace(/^on\s+|\s+single/g, "")
    .replace(/(?:each|every)\s+(?:morning|afternoon|evening|night)|each\s+day|daily/, "every day")
    .replace(/(?:each|every)\s+business\s+day/, "every weekday")
    .replace(/^each/, "every")
    .replace(/^the\s+(\d+)\S*\s+of.*$/, "monthly on the $1")
    .replace(/^每[早晚]$/, "每天")
    .replace(/(?<=月)([一二三四五六七八九十]+)(?=[号日])/, (number) => String(ordinal(number)));
  const hour =
    time === "" && isLate ? "18:00" : isLate && !/[ap]m/.test(time) && days.endsWith("晚") ? `晚上${time}` : time;
  const cron = readCadence(`${plain} ${hour}`)?.cron.split(" ");
  if (cron === undefined) return null;
  const [minute = "0", at = "9", date = "*", , weekday = "*"] = cron;
  const clock = `${at}:${minute.padStart(2, "0")}`;
  if (date === "L") return `monthly last ${clock}`;
  if (date !== "*") return `monthly ${date} ${clock}`;
  if (weekday === "*") return `daily ${clock}`;
  if (weekday === "1-5") return `every weekday ${clock}`;
  return `weekly ${["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][Number(weekday)]} ${clock}`;
}

/** 十五 → 15. */
function ordinal(text: string): number {
  const digit = (one: string | undefined) => "一二三四五六七八九".indexOf(one ?? "") + 1;
  const [tens, ones] = text.includes("十") ? text.split("十") : ["", text];
  return (text.includes("十") ? (digit(tens) || 1) * 10 : 0) + digit(ones);
}

/**
 * A sentence that says when to send its answer (`every monday at 9`, 每天早上八点半提醒我看…): it needs a time of day, or
 * a word for sending beside days that begin or end it. `question` is empty where it points to the one before. Null for
 * anything else.
 */
export function recurringIn(text: string): Recurring | null {
  const folded = fold(text);
  const found = schedule.exec(folded);
  if (found?.groups === undefined || limiting.test(folded) || quietHoursIn(folded) !== null) return null;
  const { days, time, earlier, later, zh, zhTime } = found.groups;
  const end = found.index + found[0].length;
  const isSent = sending.test(folded);
  // `for each month`, 每个月的销售额: how the answer is divided, not when it is sent.
  const divides = /(?<![a-z])(?:for|of|in|by|per)\s*$/.test(folded.slice(0, found.index)) || /的\s*$/.test(found[0]);
  const atEdge = /^[\s,.!?]*(?:please|pls|thanks|吧|呗|哈)?[\s,.!?]*$/;
  const stands = atEdge.test(folded.slice(0, found.index)) || atEdge.test(folded.slice(end));
  const hasTime = (time ?? earlier ?? zhTime) !== undefined;
  if (!(hasTime ? isSent || stands : isSent && !divides && (stands || zh !== undefined))) return null;
  const cadence = cadenceOf(days ?? later ?? zh ?? "", (time ?? earlier ?? zhTime ?? "").replace(/^at\s+/, ""));
  if (cadence === null) return null;
  const blank = (words: string) => " ".repeat(words.length);
  const rest = folded.slice(0, found.index) + blank(found[0]) + folded.slice(end);
  const bare = rest.replace(sending, blank);
  const question = [...text].map((letter, index) => (bare[index] === " " ? " " : letter)).join("");
  const said = question.replace(/^[\s,，:：。.和把]+|[\s,，:：]+$/g, "");
  return { cadence, question: pronouns.test(fold(said)) ? "" : said };
}
