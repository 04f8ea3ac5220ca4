import { clearly } from "#metrics/satisfaction/satisfaction-groups.ts";
import type { QuotedTheme } from "#metrics/satisfaction/satisfaction-result.ts";
import type { Trouble } from "#metrics/satisfaction/satisfaction-trouble.ts";
import { smallSample } from "./caveats.ts";
import { groupName, hours, perHundred, points, scoredByGroup } from "./satisfaction-scores.ts";
import type { SatisfactionStory } from "./satisfaction-story.ts";

/** The finding with its number. */
export function satisfactionHeadline(story: SatisfactionStory): string {
  const { words, now, before, change, trouble, dimension, groups } = story;
  if (trouble !== null) return troubleHeadline(story, trouble);
  if (groups.length > 0 && !scoredByGroup(story)) return complaintsHeadline(story);
  const { nps, npsRange, votes } = now;
  if (nps !== null && npsRange !== null && votes !== null) {
    const [low, high] = npsRange.map((end) => points(words, end)) as [string, string];
    const values = { now: points(words, nps), low, high, n: words.integer(votes.respondents) };
    if (dimension !== null && groups.length > 1) {
      const best = groups.findLast(({ rest }) => rest !== null && rest.difference > 0 && rest.pValue < clearly);
      if (best?.now.nps == null) return words.say("headline_alike", { ...values, dimension });
      return words.say("headline_best", {
        ...values,
        group: groupName(words, best.key),
        best: points(words, best.now.nps),
      });
    }
    if (change === null || before?.nps == null) return words.say("headline_only", values);
    const then = points(words, before.nps);
    if (change.pValue < clearly) return words.say("headline_rose", { ...values, earlier: then });
    return words.say("headline_steady", { ...values, earlier: then });
  }
  if (now.csat !== null) {
    return words.say("headline_csat", { share: words.percent(now.csat), n: words.integer(now.csatAnswers) });
  }
  if (now.complaints !== null && now.complaintsPer100Orders !== null && now.complaints > 0) {
    const rate = perHundred(words, now.complaintsPer100Orders);
    return words.say("headline_complaints", { n: now.complaints, rate });
  }
  if (now.medianResponseHours !== null) {
    return words.say("headline_response", { median: hours(words, now.medianResponseHours), n: now.tickets ?? 0 });
  }
  if (now.lateDeliveryRate !== null) {
    const n = words.integer(now.deliveries?.trials ?? 0);
    return words.say("headline_late", { rate: words.percent(now.lateDeliveryRate), n });
  }
  return words.say("headline_tickets", { n: now.tickets ?? 0 });
}

function complaintsHeadline({ words, complaining, now, dimension }: SatisfactionStory): string {
  if (complaining === null) {
    return words.say("headline_parts_alike", { n: now.complaints ?? 0, dimension: dimension ?? "" });
  }
  return words.say("headline_parts", {
    group: groupName(words, complaining.group.key),
    rate: perHundred(words, 100 * complaining.rate),
    rest: perHundred(words, 100 * complaining.rest),
  });
}

function troubleHeadline({ words }: SatisfactionStory, trouble: Trouble): string {
  const { group, against, causes } = trouble;
  const [cause] = causes;
  const because =
    cause === undefined
      ? ""
      : words.say(`because_${cause.factor}`, {
          now: words.percent(cause.now),
          earlier: words.percent(cause.before),
          against: words.say(`against_${against}`),
        });
  const values = { now: points(words, trouble.now), earlier: points(words, trouble.earlier), because };
  if (group === null) return words.say("headline_fell_all", values);
  return words.say(against === "before" ? "headline_fell" : "headline_low", {
    ...values,
    group: groupName(words, group.key),
  });
}

const kept = (texts: readonly (string | null)[]) => texts.filter((text) => text !== null).slice(0, 3);

/** Up to three findings with their numbers. */
export function satisfactionInsights(story: SatisfactionStory): string[] {
  return kept([effectInsight(story), themeInsight(story), responseInsight(story), causeInsight(story)]);
}

function effectInsight({ words, trouble }: SatisfactionStory): string | null {
  const effect = trouble?.effect ?? null;
  if (trouble === null || effect === null || trouble.causes[0]?.factor !== "late_delivery") return null;
  const [explained, gap] = [Math.abs(effect.explained), Math.abs(trouble.now - trouble.earlier)];
  return words.say(explained < gap ? "insight_effect" : "insight_effect_all", {
    late: points(words, effect.npsLate),
    timely: points(words, effect.npsInTime),
    explained: points(words, explained),
    gap: points(words, gap),
  });
}

/** Clearest themes of one side, quoted; null without any. */
function clearest(story: SatisfactionStory, side: QuotedTheme["side"]) {
  const own = story.themes.filter((theme) => theme.side === side).slice(0, 3);
  const [first] = own;
  if (first === undefined) return null;
  const quoted = own.map(({ term }) => story.words.say("quoted", { text: term }));
  return { terms: story.words.list(quoted), quote: first.examples[0] ?? null };
}

function themeInsight(story: SatisfactionStory): string | null {
  const { words } = story;
  const [low, high] = [clearest(story, "low"), clearest(story, "high")];
  if (low === null) return high && words.say("insight_praise", { terms: high.terms });
  const quote =
    low.quote === null ? "" : words.say("insight_quote", { quote: words.say("quoted", { text: low.quote }) });
  return words.say("insight_themes", { terms: low.terms, quote });
}

function responseInsight({ words, now, churn }: SatisfactionStory): string | null {
  if (now.medianResponseHours === null || now.over24hShare === null || now.p90ResponseHours === null) return null;
  const response = {
    median: hours(words, now.medianResponseHours),
    p90: hours(words, now.p90ResponseHours),
    share: words.percent(now.over24hShare),
  };
  if (churn === null || churn.pValue === null) return words.say("insight_response", { ...response, churn: "" });
  const rate = ({ customers, churned }: { customers: number; churned: number }) => words.percent(churned / customers);
  const few = Math.min(churn.slow.customers, churn.rest.customers) < smallSample;
  const clear = churn.pValue < clearly;
  const worse = churn.slow.churned / churn.slow.customers > churn.rest.churned / churn.rest.customers;
  const verdict = few ? "churn_few" : !clear ? "churn_alike" : worse ? "churn_worse" : "churn_better";
  const values = { slow: rate(churn.slow), rest: rate(churn.rest), n: churn.slow.customers, days: churn.horizon };
  return words.say("insight_response", { ...response, churn: words.say(verdict, values) });
}

function causeInsight({ words, trouble }: SatisfactionStory): string | null {
  const second = trouble?.causes[1];
  if (trouble === null || second === undefined) return null;
  return words.say(`insight_${second.factor}`, {
    now: words.percent(second.now, 1),
    earlier: words.percent(second.before, 1),
    against: words.say(`against_${trouble.against}`),
  });
}

/** Up to three things to do: who, what, and what it should bring. */
export function satisfactionActions(story: SatisfactionStory): string[] {
  const { words, trouble, now, detractors } = story;
  const place = trouble?.group == null ? "" : words.say("place", { group: groupName(words, trouble.group.key) });
  const cause = trouble?.causes[0];
  const effect = trouble?.effect ?? null;
  const fall = trouble === null ? 0 : trouble.earlier - trouble.now;
  const regained = effect !== null && cause?.factor === "late_delivery" ? Math.min(-effect.explained, fall) : 0;
  const complained = clearest(story, "low");
  return kept([
    cause === undefined
      ? null
      : words.say(`do_${cause.factor}`, {
          place,
          now: words.percent(cause.now),
          earlier: words.percent(cause.before),
          gain: regained > 0 ? words.say("do_gain", { n: points(words, regained) }) : "",
        }),
    detractors === null || detractors.accounts === 0
      ? null
      : words.say("do_call", {
          place,
          n: detractors.accounts,
          money: words.money(detractors.money),
        }),
    now.waiting !== null && now.waiting > 0
      ? words.say("do_answer", { n: now.waiting })
      : now.responses !== null && now.responses.successes > 0
        ? words.say("do_faster", { n: now.responses.successes, share: words.percent(now.over24hShare ?? 0) })
        : null,
    trouble === null && complained !== null ? words.say("do_theme", { terms: complained.terms }) : null,
  ]);
}
