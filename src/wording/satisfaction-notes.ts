import { smallSampleNotes } from "./caveats.ts";
import { perHundred, points, scoredByGroup } from "./satisfaction-scores.ts";
import type { SatisfactionStory } from "./satisfaction-story.ts";

/** Fewer texts have no themes to speak of. */
const fewestTexts = 10;

/** What to keep in mind: small samples, what was left out, what the themes and sides rest on. */
export function satisfactionFootnotes({
  words,
  now,
  texts,
  sentiment,
  themes,
  excluded,
  groups,
  dimension,
}: SatisfactionStory): string[] {
  const respondents = now.votes?.respondents ?? 0;
  const few = groups.filter((group) => group.now.votes !== null && group.now.votes.respondents < 30).length;
  return [
    ...(respondents > 0 ? smallSampleNotes(words, respondents) : []),
    ...(few > 0 && respondents >= 30 ? [words.say("note_small_groups", { n: few })] : []),
    ...(respondents === 0 ? [words.say("note_no_nps")] : []),
    ...(now.nps !== null && dimension !== null && !scoredByGroup({ groups })
      ? [words.say("note_not_by", { dimension, nps: points(words, now.nps) })]
      : []),
    ...(now.responseRate === null
      ? []
      : [
          words.say(now.responseRate < 1 ? "note_response" : "note_all_answered", {
            rate: words.percent(now.responseRate),
          }),
        ]),
    ...(now.overdue !== null && now.overdue > 0 ? [words.say("note_overdue", { n: now.overdue })] : []),
    ...excluded.map(({ reason, rows }) => words.say(`note_${reason}`, { n: rows })),
    ...(texts.low + texts.high < fewestTexts
      ? []
      : [
          words.say(themes.length === 0 ? "note_no_themes" : "note_themes", {
            low: words.integer(texts.low),
            high: words.integer(texts.high),
          }),
        ]),
    ...(texts.low + texts.high + texts.untold === 0
      ? []
      : [
          sentiment === null
            ? words.say("note_no_sentiment")
            : words.say(sentiment.accuracy > sentiment.baseline ? "note_sentiment" : "note_weak_sentiment", {
                accuracy: words.percent(sentiment.accuracy),
                baseline: words.percent(sentiment.baseline),
                n: words.integer(sentiment.comments),
                wordings: words.integer(sentiment.wordings),
              }),
        ]),
  ];
}

/** Formulas, a sentence each. */
export function satisfactionMethod({ words, churn, now }: SatisfactionStory): string[] {
  return [
    words.say("method_nps"),
    words.say("method_scores", {
      low: perHundred(words, now.cesScale?.[0] ?? 1),
      high: perHundred(words, now.cesScale?.[1] ?? 7),
    }),
    words.say("method_rates"),
    words.say("method_tests"),
    ...(churn === null ? [] : [words.say("method_churn", { days: churn.horizon })]),
    words.say("method_themes"),
    words.say("method_sentiment"),
  ];
}
