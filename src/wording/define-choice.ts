import type { Definition } from "#command.ts";
import { UserError } from "#errors.ts";
import { type Indicator, indicatorName } from "#indicator.ts";
import type { Words } from "#messages.ts";
import type { Term } from "./define-term.ts";
import { terms } from "./define-terms.ts";
import { namedWithin, nearestTitles, plainName } from "./named-within.ts";

/** A term with what the company itself says of it. */
export interface DefinedTerm extends Term {
  readonly indicator: Indicator | null;
  readonly own: Definition | null;
}

/** Every term there is: indicators, the terms of replies, and those that only the company knows. */
export function allTerms(
  indicators: ReadonlyMap<string, Indicator>,
  definitions: readonly Definition[],
): DefinedTerm[] {
  const figures = [...indicators].map(([file, indicator]) => ({
    ...{ id: indicatorName(file), group: "figures" as const, title: indicator.title, aliases: indicator.aliases },
    ...{ text: indicator.definition, indicator },
  }));
  const known = [...figures, ...terms.map((term) => ({ ...term, indicator: null }))];
  const meant = (definition: Definition) => known.find((term) => namesOf(term).includes(plainName(definition.term)));
  const named = known.map((term) => ({ ...term, own: definitions.find((each) => meant(each) === term) ?? null }));
  const others = definitions.filter((definition) => meant(definition) === undefined);
  return [
    ...named,
    ...others.map((own) => ({
      ...{ id: own.term, group: "own" as const, title: { en: own.term, zh: own.term }, aliases: [], text: own.text },
      ...{ indicator: null, own },
    })),
  ];
}

/**
 * The one term that a text names, alone or within a phrase.
 * @throws UserError `unknown_term` with the nearest titles when it names none.
 */
export function termMeant(text: string, all: readonly DefinedTerm[], words: Words): DefinedTerm {
  const named = all.map((term) => ({ term, names: namesOf(term), title: term.title[words.locale] }));
  const found = namedWithin(text, named);
  if (found !== null) return found.term;
  throw new UserError("unknown_term", words.say("unknown", { value: text.trim().slice(0, 80) }), {
    hint: words.say("unknown_hint", { values: words.list(nearestTitles(text, named)) }),
  });
}

function namesOf({ id, title, aliases }: Term): string[] {
  return [id, title.en, title.zh, ...aliases].map(plainName);
}
