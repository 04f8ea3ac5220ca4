import { alertText, readAlert } from "./alert-words.ts";
import type { GrammarContext } from "./context.ts";
import { applicable } from "./context.ts";
import { knownValues } from "./filters.ts";
import { fold } from "./fold.ts";
import { quote } from "./format.ts";
import { isOrdinary } from "./ordinary-words.ts";
import { vocabulary } from "./read.ts";
import { scan } from "./scan.ts";
import { spokenAt } from "./spoken-at.ts";
import { placedIn } from "./value-claims.ts";

const telling =
  /(?<![a-z])(?:please\s+|can you\s+|could you\s+)*(?:(?:(?:alert|warn|notify|ping|tell|message|text|e-?mail|remind|inform|call)\s+(?:me|us)|let\s+(?:me|us)\s+know|give\s+me\s+a\s+(?:shout|heads[- ]?up)|shout|i\s+want\s+to\s+know)\s+(?:if|when(?:ever)?|once|as\s+soon\s+as|should|in\s+case)|(?:set(?:\s+up)?|create|add|make|give\s+me|i\s+(?:want|need))\s+an?\s+alert\s+(?:if|when(?:ever)?|for|on|about|should))(?:\s+(?:the|our))?(?![a-z])|(?:就|要|请|马上|立刻|及时|给我|的话|时候?)*(?:报警|告警|预警|警报|(?:告诉|提醒|通知|知会|叫|喊|警告)(?:我|一?下我?)|(?:跟|和|给)我说)(?:一?声|一?下)?/;

/** Chinese for telling is also Chinese for answering: it needs a condition, or the last word. */
const conditional = /如果|要是|若|当|一旦|万一|只要|的时候|的话|时(?=[\s,]|就|请|$)|就/;

/** Who says that something is not to be told, or asks what there is, sets no alert. */
const otherwise =
  /(?<![a-z])(?:don'?t|do not|dont|stop|cancel|remove|delete|never|not|no longer|do i|have i|did|which|what|who|where|how|list)(?![a-z])|不用|不要|别|无需|不必|没|取消|停止|删|哪|谁|什么|多少|几|有没有|吗|么/;

/** Spoken steps of time that an alert looks at, as `readAlert` has them. */
const steps: readonly (readonly [RegExp, string])[] = [
  [/月度|单月|每个?月的?|(?:in |within )?(?:a|one|any|per) (?:single )?month(?![a-z])/, "monthly"],
  [/周度|单周|每周的?|(?:in |within )?(?:a|one|any|per) (?:single )?week(?![a-z])/, "weekly"],
  [
    /日度|单日|当日|当天|每[日天]的?|一天|日(?=订单|销|营|线索|回款)|(?:in |within )?(?:a|one|any|per) (?:single )?day(?![a-z])/,
    "daily",
  ],
  [/周(?=订单|销|营|线索|回款)/, "weekly"],
  [/月(?=订单|销|营|线索|回款)/, "monthly"],
];

const condition =
  /^(?:如果|要是|若|当|一旦|万一|只要|if |when |once |should )|的时候|的话|时(?=[\s,]|$)|(?<![a-z])(?:please|pls)(?![a-z])/g;

/**
 * What a sentence asks to be told of when it happens (`ping me if weekly revenue drops under 500k`, 日订单少于30单报警),
 * as `/alert` has it; null when it asks for nothing like it, or has a word without a place.
 */
export async function alertIn(text: string, context: GrammarContext): Promise<string | null> {
  const folded = fold(text);
  const command = context.commands.get("kpi");
  const told = telling.exec(folded);
  if (told === null || command === undefined || otherwise.test(folded)) return null;
  const last = /^[\s,.!?吧啊呢哦]*$/.test(folded.slice(told.index + told[0].length));
  if (/\p{Script=Han}/u.test(told[0]) && !last && !conditional.test(folded)) return null;
  let rest = folded.replace(telling, " ").replace(condition, " ");
  const step = steps.find(([pattern]) => pattern.test(rest));
  if (step !== undefined) rest = rest.replace(step[0], ` ${step[1]} `);
  const metric = (context.metrics ?? []).map(fold).find((word) => spokenAt(rest, word) >= 0);
  if (metric === undefined) return null;
  const at = spokenAt(rest, metric);
  rest = `${rest.slice(0, at)} ${rest.slice(at + metric.length)}`;
  const words = await vocabulary(rest, command, true, context);
  const known = await knownValues(applicable(command, context), context);
  const { placed } = scan(rest, words);
  const filters = placed.flatMap(({ claim, start, end }) => {
    const one = placedIn(claim, known, "channel");
    return one.kind === "filter" && one.dimension !== null ? [{ one, dimension: one.dimension, start, end }] : [];
  });
  if (placed.some(({ claim }) => claim.kind === "filter") && filters.length === 0) return null;
  if (placed.some(({ claim }) => claim.kind === "period") || filters.some(({ one }) => one.except)) return null;
  for (const { start, end } of filters) rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  const alert = readAlert(rest);
  if (alert.kind === null || !isOrdinary(alert.metric)) return null;
  if (alert.narrowing !== "" || alert.to === "channel") return null;
  const narrowing = filters.map(({ one, dimension }) => `${dimension}=${one.values.map(quote).join(",")}`).join(" ");
  return alertText({ ...alert, metric, narrowing });
}
