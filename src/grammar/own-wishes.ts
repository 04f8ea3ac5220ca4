import { readNumber } from "./fold.ts";
import { quietHoursIn } from "./quiet-hours.ts";

const number = "(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|[一二两三四五六七八九十])";
const mostPings = new RegExp(
  `(?:at most|no more than|a maximum of|max(?:imum)?|not more than|最多|不要?超过|别超过|至多)[^\\da-z一二两三四五六七八九十-]{0,12}?${number}\\s*(?:次|条|个|pings?|messages?|reminders?|notifications?|alerts?|times)`,
);
const ofPings = /(?<![a-z])(?:ping|message|remind|notif|alert|disturb|bother)|提醒|推送|通知|消息|打扰|发我|给我发/;
const aDay = /(?<![a-z])(?:an? day|per day|daily|each day|every day)(?![a-z])|[一每][天日]/;
const address =
  /(?:(?<![a-z])(?:it'?s me|i am|i'm|this is|my (?:work )?(?:e-?mail|address)(?: address)? is|link (?:me|my account)(?: (?:to|with))?)(?: [a-z]+,?)?|我是|(?:我的)?邮箱(?:是|地址是)?|绑定)[\s,:]*([^\s@,]+@[^\s@,]+\.[a-z]{2,})[\s,.!。，！]*$/;

/** A wish about Parley's own ways with whoever says it, as the command and its words; null for anything else. Folded. */
export function ownWish(folded: string): { readonly command: string; readonly words: string } | null {
  const quiet = quietHoursIn(folded);
  if (quiet !== null) return { command: "settings", words: `quiet=${quiet.from}-${quiet.to}` };
  const pings = aDay.test(folded) && ofPings.test(folded) ? mostPings.exec(folded)?.[1] : undefined;
  if (pings !== undefined) return { command: "settings", words: `pings=${readNumber(pings)}` };
  const mail = address.exec(folded)?.[1];
  return mail === undefined ? null : { command: "link", words: mail };
}
