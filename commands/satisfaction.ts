import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { addDays } from "#grammar/days.ts";
import voicesLesson, { type CustomerVoices } from "#learned/customer-voices.ts";
import { complainingGroup } from "#metrics/satisfaction/complaining-group.ts";
import { npsDifference } from "#metrics/satisfaction/net-promoter.ts";
import { responseChurn, watchedDays } from "#metrics/satisfaction/response-churn.ts";
import { type SatisfactionFigures, satisfactionFigures } from "#metrics/satisfaction/satisfaction-figures.ts";
import { type SatisfactionGroup, satisfactionGroups } from "#metrics/satisfaction/satisfaction-groups.ts";
import {
  causeFields,
  churnFields,
  figureFields,
  groupFields,
  type QuotedTheme,
  sentimentFields,
} from "#metrics/satisfaction/satisfaction-result.ts";
import { satisfactionTrouble } from "#metrics/satisfaction/satisfaction-trouble.ts";
import { maskedQuote, nameParts, revealingWords } from "#metrics/text/masked-quote.ts";
import { type Theme, themes } from "#metrics/text/themes.ts";
import { leftOutAnswers } from "#queries/satisfaction-answers.ts";
import { churnByResponse } from "#queries/satisfaction-churn.ts";
import { type TextSource, textSources, writtenKeys } from "#queries/satisfaction-comments.ts";
import { detractors, orderedInYear } from "#queries/satisfaction-detractors.ts";
import { peopleOf, quotedTexts } from "#queries/satisfaction-examples.ts";
import { satisfactionCounts } from "#queries/satisfaction-period.ts";
import type { SatisfactionSpan } from "#queries/satisfaction-spans.ts";
import type { Reply } from "#reply.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/satisfaction.ts";
import { tellSatisfaction } from "#wording/satisfaction-reply.ts";

type Input = CommandInput<unknown>;

/** Groups in `result` unless it is asked for in full, and quotes of a theme. */
const mostRows = 200;
const mostQuotes = 2;

export default defineCommand({
  title: { en: "Satisfaction", zh: "满意度" },
  summary: {
    en: "How content are customers, what do they complain of, and why?",
    zh: "客户满意吗，抱怨什么，原因在哪？",
  },
  aliases: ["满意度", "客户满意度", "净推荐值", "客户反馈"],
  group: "service",
  examples: [
    { en: "/satisfaction last quarter by region", zh: "/满意度 上季度 按区域" },
    { en: "/satisfaction last90d", zh: "/满意度 近90天" },
  ],
  period: "last90d",
  compare: "prev",
  narrows: ["surveys", "tickets", "orders", "returns"],
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { period, by } = question;
    const comparison = comparedWith(question);
    const grouped = by.length > 0;
    const span = comparedSpans(input, comparison?.period ?? null);
    const voices = await input.recall(voicesLesson, question.asOf, voicesLesson.usual);
    const [counts, parts, leftOut, heard, churn] = await Promise.all([
      satisfactionCounts(view.ungrouped, span),
      grouped ? satisfactionCounts(view, span) : null,
      knows(view, "surveys") && !question.brief ? leftOutAnswers(view.ungrouped, span) : [],
      question.brief ? unheard : hear(input, voices.value),
      question.brief ? null : readChurn(input, voices.value.usualGap),
    ]);
    const now = satisfactionFigures(counts, null);
    const past = satisfactionFigures(counts, null, 1);
    const before = comparison !== null && isCounted(past) ? past : null;
    const change = now.votes && before?.votes ? npsDifference(now.votes, before.votes) : null;
    const groups = parts === null ? [] : satisfactionGroups(parts, comparison !== null);
    const excluded = leftOut.map(({ reason, left_out }) => ({ reason, rows: left_out }));
    const backwards = counts.service?.find(({ side }) => side === 0)?.backwards ?? 0;
    if (backwards > 0) excluded.push({ reason: "answered_before_opened", rows: backwards });
    const result = {
      n: now.votes?.respondents ?? 0,
      period: { from: period.from, to: period.to },
      previous:
        before && comparison
          ? { period: { from: comparison.period.from, to: comparison.period.to }, ...figureFields(before) }
          : null,
      excluded,
      ...figureFields(now),
      response_churn: churnFields(churn),
    };
    if (!isCounted(now)) {
      const nothing = { ...result, ...(grouped ? { groups: [] } : {}), causes: [], themes: [], sentiment: null };
      const footnotes = excluded.map(({ reason, rows }) => words.say(`note_${reason}`, { n: rows }));
      return { ...emptyPeriod(input, nothing, emptyReason(input)), footnotes };
    }
    const trouble = satisfactionTrouble({ now, before, change, votes: counts.votes ?? [] }, groups, parts?.votes ?? []);
    const unhappy = trouble && !question.brief ? await detractorsOf(input, trouble.group) : null;
    const story = {
      words,
      dimension: grouped ? words.dimension(by[0] ?? "") : null,
      now,
      before,
      change,
      groups,
      trouble,
      detractors: unhappy,
      complaining: complainingGroup(groups, now),
      ...heard,
      sentiment: voices.value.sentiment,
      churn,
      excluded,
      most: question.top ?? 10,
    };
    const other = by.includes("region") ? "owner" : "region";
    return {
      ...tellSatisfaction(story),
      followUps: [
        { label: words.say("follow_by", { dimension: words.dimension(other) }), ask: again(question, { by: [other] }) },
        { label: words.say("follow_quarter"), ask: again(question, { period: "last quarter" }) },
        ...otherCommands(input, ["churn"]),
      ],
      result: {
        ...result,
        ...(grouped ? { groups: (question.full ? groups : groups.slice(0, mostRows)).map(groupFields) } : {}),
        causes:
          trouble === null
            ? []
            : causeFields(trouble.causes, trouble.effect, {
                key: trouble.group?.key ?? null,
                grouped: trouble.group !== null,
              }),
        themes: story.themes,
        sentiment: sentimentFields(story.sentiment),
      },
    };
  },
});

/** Did anybody answer, complain, ask, or wait for a delivery? */
function isCounted(figures: SatisfactionFigures): boolean {
  const { votes, csatAnswers, cesAnswers, tickets, deliveries } = figures;
  return votes !== null || csatAnswers + cesAnswers > 0 || (tickets ?? 0) > 0 || (deliveries?.trials ?? 0) > 0;
}

function emptyReason({ view }: Input): string {
  return ["surveys", "tickets", "orders"].some((table) => view.has(table)) ? "empty" : "empty_source";
}

/** Accounts among the detractors of a group, or of all, and what they ordered. */
async function detractorsOf({ view, question }: Input, group: SatisfactionGroup | null) {
  if (!view.ungrouped.covers("account_days")) return null;
  const found = await detractors(view, question.period);
  const keys = found.flatMap(({ part, account }) => (group === null || part === group.key ? [account] : []));
  const money = keys.length === 0 ? 0 : await orderedInYear(view, { keys, asOf: question.asOf });
  return { accounts: keys.length, money };
}

/** What the period is compared with; a target, or a year ago that reaches into a longer period, is nothing to compare with. */
function comparedWith({ comparison, period }: Input["question"]) {
  return comparison === null || comparison.kind === "target" || comparison.period.end > period.start
    ? null
    : comparison;
}

function comparedSpans({ question, now }: Input, before: Input["question"]["period"] | null): SatisfactionSpan {
  const { start, end } = question.period;
  const asOfEnd = new Date(Math.min(question.asOfEnd.getTime(), now.getTime()));
  return { start, end, asOfEnd, ...(before === null ? {} : { before: { start: before.start, end: before.end } }) };
}

const knows = (view: Input["view"], table: string) => view.has(table) && view.ungrouped.covers(table);

/** Churn of who waited long for an answer; null where it cannot be told. */
async function readChurn({ view, question }: Input, usualGap: number | null) {
  if (!knows(view, "tickets") || !view.ungrouped.summarised) return null;
  const horizon = watchedDays(usualGap);
  const to = addDays(question.asOf, 1 - horizon);
  const watched = { horizon, from: addDays(to, -365), to };
  return responseChurn(await churnByResponse(view.ungrouped, watched), watched);
}

const unheard = { themes: [], texts: { low: 0, high: 0, untold: 0 } };

/** What customers wrote in the period, of the texts that the asker may see. */
async function hear({ view, question }: Input, { index, rows, sides, staff }: CustomerVoices) {
  const keys = await writtenKeys(view, question.period);
  const texts = textSources.flatMap((source) =>
    Array.from(keys[source]).flatMap((key) => {
      const row = rows[source].get(key);
      return row === undefined ? [] : [{ source, key, row, side: sides[row] as number }];
    }),
  );
  const places = texts.map(({ row }) => row);
  const own = texts.map(({ side }) => side);
  const hidden: string[] = [];
  let heard = await quoted(view, themes(index, places, own), texts, staff);
  // Who is named often is no theme; without them, others may be.
  for (let again = 0; heard.revealing.length > 0 && again < 3; again++) {
    hidden.push(...heard.revealing);
    heard = await quoted(view, themes(index, places, own, { hidden }), texts, staff);
  }
  const count = (side: number) => texts.filter((text) => Object.is(text.side, side)).length;
  return {
    themes: heard.revealing.length > 0 ? [] : heard.themes,
    texts: { low: count(-1), high: count(1), untold: count(Number.NaN) },
  };
}

/** Themes with what customers wrote, nobody named, and the words of themes that do name somebody. */
async function quoted(
  view: Input["view"],
  found: readonly Theme[],
  texts: readonly { readonly source: TextSource; readonly key: number }[],
  staff: readonly string[],
): Promise<{ readonly themes: readonly QuotedTheme[]; readonly revealing: readonly string[] }> {
  const places = [...new Set(found.flatMap(({ examples }) => examples))];
  const keysOf = (source: TextSource) => places.flatMap((at) => (texts[at]?.source === source ? [texts[at].key] : []));
  const asked = { surveys: keysOf("surveys"), tickets: keysOf("tickets"), mentions: keysOf("mentions") };
  const rows = await quotedTexts(view, { texts: asked });
  const people = await peopleOf(view, { keys: [...new Set(rows.flatMap(({ account }) => account ?? []))] });
  const colleagues = nameParts(staff, { people: true });
  const namesAt = (account: number | null) =>
    nameParts(
      people.flatMap((one) => (one.account === account ? [one.person] : [])),
      { people: true },
    );
  const quotes = new Map(
    rows.map(({ place, id, account, customer, said }) => {
      const own = nameParts(customer === null ? [] : [customer], { people: false });
      return [`${place} ${id}`, maskedQuote(said, [...colleagues, ...own, ...namesAt(account)])];
    }),
  );
  const everybody = [
    ...colleagues,
    ...nameParts(
      rows.flatMap(({ customer }) => customer ?? []),
      { people: false },
    ),
    ...nameParts(
      people.map(({ person }) => person),
      { people: true },
    ),
  ];
  const revealing = [...new Set(found.flatMap(({ term }) => revealingWords(term, everybody)))];
  const told = found.map(({ examples, term, side, z, texts: count }) => {
    const own = examples.flatMap((at) => quotes.get(`${texts[at]?.source} ${texts[at]?.key}`) ?? []);
    return { term, side, z, texts: count, examples: [...new Set(own)].slice(0, mostQuotes) };
  });
  return { themes: told, revealing };
}
