import type { CommandInput } from "#command.ts";
import type { Indicator } from "#indicator.ts";
import type { Explanation } from "#metrics/decomposition/explaining-values.ts";
import type { Reply } from "#reply.ts";
import { smallSampleNotes } from "./caveats.ts";
import { emptyPeriod } from "./empty-period.ts";
import type { NamedIndicator } from "./indicator-choice.ts";
import type { WhyStory } from "./why-terms.ts";

/** Caveats of an explanation: the variant of the number, what it leaves out, how much it can prove. */
export function notesOf(
  { words, view }: Pick<CommandInput<unknown>, "words" | "view">,
  indicator: Indicator,
  {
    by,
    best,
    returnsTold,
    left,
  }: {
    by: WhyStory["made"];
    best: Explanation | undefined;
    returnsTold?: boolean;
    /** Dimensions not looked at. */
    left: readonly string[];
  },
): string[] {
  const overlaps = best?.changes.some(({ kind }) => kind === "overlap");
  const isRate = best !== undefined && (indicator.unit === "share" || indicator.unit === "score");
  const cases = best?.changes.reduce((sum, { sums }) => sum + (sums[1].under ?? 0), 0) ?? 0;
  return [
    indicator.definition[words.locale],
    ...(by === "revenue" && !view.has("orders") ? [words.say("deals_note")] : []),
    ...(returnsTold === false ? [words.say("returns_note")] : []),
    ...(overlaps ? [words.say("overlap_note", { dimension: words.dimension(best?.dimension ?? "") })] : []),
    ...(isRate ? smallSampleNotes(words, cases) : []),
    ...(left.length > 0
      ? [words.say("left_note", { dimensions: words.list(left.map((name) => words.dimension(name))) })]
      : []),
    words.say("not_cause"),
  ];
}

interface Unanswered extends NamedIndicator {
  readonly input: Pick<CommandInput<unknown>, "question" | "words">;
  readonly before: { readonly from: string; readonly to: string };
}

/** Where there is nothing to explain: no data, no value now (`known`: in neither period), or none to compare with. */
export function nothingToTell(
  { input, id, indicator, before }: Unanswered,
  { after, data, known }: { readonly after: number | null; readonly data: boolean; readonly known: boolean },
): Reply {
  const { question, words } = input;
  const { from, to } = question.period;
  const title = indicator.title[words.locale];
  const previous = { period: { from: before.from, to: before.to }, value: null };
  const result = {
    ...{ n: 0, period: { from, to }, previous, metric: id, value: after, delta: null },
    ...{ factors: [], drivers: [], dimensions: [], excluded: [] },
  };
  if (!data) {
    const actions = [words.say("no_data_do", { command: "/help" })];
    return { headline: words.say("no_data", { indicator: title }), actions, result, empty: true };
  }
  const noValue = after === null || !known;
  const span = noValue ? words.span(from, to) : words.span(before.from, before.to);
  const headline = words.say(noValue ? "no_value" : "no_history", { indicator: title, span });
  return { ...emptyPeriod(input, result, "empty.card"), headline };
}
