import { UserError } from "#errors.ts";
import { type Indicator, indicatorName } from "#indicator.ts";
import type { Words } from "#messages.ts";
import { namedWithin, nearestTitles } from "./named-within.ts";

/** An indicator under its name in JSON. */
export interface NamedIndicator {
  readonly id: string;
  readonly indicator: Indicator;
}

/**
 * The one indicator that a text names by its id, title or another word for it, in any language, alone or within a phrase
 * (销售额下降, "revenue drop").
 * @throws UserError `unknown_indicator` with the nearest names when it is none. Costs the names times the text's length.
 */
export function indicatorMeant(text: string, indicators: ReadonlyMap<string, Indicator>, words: Words): NamedIndicator {
  const all = [...indicators].map(([file, indicator]) => ({
    names: [file, indicator.title.en, indicator.title.zh, ...indicator.aliases],
    title: indicator.title[words.locale],
    id: indicatorName(file),
    indicator,
  }));
  const found = namedWithin(text, all);
  if (found !== null) return { id: found.id, indicator: found.indicator };
  throw new UserError("unknown_indicator", words.say("indicator.unknown", { value: text.trim().slice(0, 80) }), {
    hint: words.say("grammar.nearest_values", { values: words.list(nearestTitles(text, all)) }),
  });
}
