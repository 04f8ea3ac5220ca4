import { UserError } from "#errors.ts";
import type { Dimension } from "#model/dimensions.ts";
import type { Filter } from "#question.ts";
import { type Asked, applicable, dimensionsOf, exampleOf, type GrammarContext } from "./context.ts";
import { quote } from "./format.ts";
import { decadeOf } from "./generations.ts";
import { nearest } from "./nearest.ts";
import type { Parts, WantedFilter } from "./parts.ts";
import { type KnownValues, type Meaning, meaningsOf } from "./values.ts";

const me = /^(me|mine|my|我|我的|本人)$/i;
const mine = /^(mine|my|me|我的|我们|我们组|本组)$/i;
const everything = /^(all|any|全部|所有|不限)$/i;

/** The values of the given dimensions, all asked for at once. */
export async function knownValues(dimensions: readonly Dimension[], context: GrammarContext): Promise<KnownValues> {
  const lists = await Promise.all(dimensions.map(async ({ name }) => [name, await context.valuesOf(name)] as const));
  return new Map(lists);
}

/** Refuses a dimension that the command's data does not have, listing those it has. */
export function requireApplicable(name: string, command: Asked, commandName: string, context: GrammarContext): void {
  const possible = applicable(command, context);
  if (possible.some((dimension) => dimension.name === name)) return;
  const { words } = context;
  const example = exampleOf(command, context);
  const hint =
    possible.length === 0
      ? words.say("grammar.nothing_applies", { command: `/${commandName}`, example })
      : words.say("grammar.applicable", {
          dimensions: words.list(possible.map((dimension) => words.dimension(dimension.name))),
          example: `/${commandName} ${command.groupings === 0 ? `${possible[0]?.name}=…` : `by ${possible[0]?.name}`}`,
        });
  const message = words.say("grammar.not_applicable", {
    command: `/${commandName}`,
    dimension: words.dimension(name),
  });
  throw new UserError("not_applicable", message, { hint });
}

/** A filter resolved, as it is shown, or the meanings between which the asker must choose. */
interface Resolved {
  readonly filter: Filter | null;
  readonly shown: WantedFilter;
}

export type Resolution =
  | { readonly filters: readonly Filter[]; readonly shown: readonly WantedFilter[] }
  | { readonly word: string; readonly choices: readonly (readonly WantedFilter[])[] };

/** `owner=me` and `team=mine`; null when the value is an ordinary one. */
function personal(wanted: WantedFilter, commandName: string, context: GrammarContext): Resolved | null {
  const word = wanted.values[0] ?? "";
  const { words } = context;
  const isMe = wanted.dimension === "owner" && me.test(word);
  const isMine = wanted.dimension === "team" && mine.test(word);
  if (wanted.values.length !== 1 || !(isMe || isMine)) return null;
  const dimension = isMe ? "owner" : "team";
  if (context.me === undefined) {
    const hint = words.say("grammar.not_linked.hint", {
      dimension: words.dimension(dimension),
      example: `/${commandName} ${dimension}=…`,
    });
    throw new UserError("not_linked", words.say("grammar.not_linked"), { hint });
  }
  const value = isMe ? context.me.name : context.me.team;
  if (value === null) throw new UserError("not_linked", words.say("grammar.no_team"));
  return {
    filter: { dimension, values: [value] },
    shown: { dimension, values: [isMe ? "me" : "mine"] },
  };
}

function unknown(wanted: WantedFilter, word: string, known: KnownValues, commandName: string, context: GrammarContext) {
  const { words } = context;
  const value = word.slice(0, 80);
  const message =
    wanted.dimension === null
      ? words.say("grammar.unknown_anywhere", { value, command: `/${commandName}` })
      : words.say("grammar.unknown_value", { value, dimension: words.dimension(wanted.dimension) });
  const all = [...known].flatMap(([dimension, values]) => values.map((each) => ({ dimension, each })));
  const close = nearest(
    word,
    all.map(({ each }) => each),
    3,
  );
  const examples = close.map((each) => {
    const dimension = all.find((other) => other.each === each)?.dimension ?? "";
    return `/${commandName} ${dimension}=${quote(each)}`;
  });
  const hint =
    close.length === 0
      ? words.say("grammar.no_values", { dimension: words.dimension(wanted.dimension ?? "") })
      : `${words.say("grammar.nearest_values", { values: close.join(", ") })} ${words.say("grammar.example", { example: examples[0] ?? "" })}`;
  return new UserError("unknown_value", message, { hint });
}

/** Most values that a question names to leave out others. */
const mostOthers = 30;

/** All values of a dimension but some, by name: what is left out stays visible in the question, and can be put back. */
function allBut(
  dimension: string,
  left: ReadonlySet<string>,
  known: KnownValues,
  commandName: string,
  context: GrammarContext,
): Filter {
  const values = (known.get(dimension) ?? []).filter((value) => !left.has(value));
  if (values.length > 0 && values.length <= mostOthers) return { dimension, values };
  const { words } = context;
  throw new UserError(
    "not_understood",
    words.say("grammar.cannot_leave_out", { values: words.list([...left]), dimension: words.dimension(dimension) }),
    { hint: words.say("grammar.nearest", { choices: `/${context.prefix ?? ""}${commandName} by ${dimension}` }) },
  );
}

/** Joins filters on one dimension, whose values then all match. */
function joined<F extends WantedFilter>(filters: readonly F[]): F[] {
  const byDimension = new Map<string, F>();
  for (const filter of filters) {
    const before = byDimension.get(filter.dimension ?? "");
    const values = [...new Set([...(before?.values ?? []), ...filter.values])];
    byDimension.set(filter.dimension ?? "", { ...filter, values });
  }
  return [...byDimension.values()];
}

/** A municipality is a city and a province at once, with the same rows. */
function ofCity(meanings: readonly Meaning[]): readonly Meaning[] {
  const [a, b] = [...meanings].sort((one, other) => one.dimension.localeCompare(other.dimension));
  const isBoth = meanings.length === 2 && a?.dimension === "city" && b?.dimension === "province";
  return a !== undefined && isBoth && a.values.join() === b?.values.join() ? [a] : meanings;
}

/**
 * Gives filters the values that the data spells. Throws `not_applicable`, `unknown_value` with the nearest values,
 * `not_linked`; a word with several meanings comes back with all of them.
 */
export async function resolveFilters(parts: Parts, command: Asked, context: GrammarContext): Promise<Resolution> {
  const filters: Filter[] = [];
  const shown: WantedFilter[] = [];
  for (const [index, wanted] of parts.filters.entries()) {
    if (wanted.dimension !== null) requireApplicable(wanted.dimension, command, parts.command, context);
    if (wanted.values.length === 1 && wanted.dimension !== null && everything.test(wanted.values[0] ?? "")) continue;
    const own = personal(wanted, parts.command, context);
    if (own?.filter) {
      filters.push(own.filter);
      shown.push(own.shown);
      continue;
    }
    const places =
      wanted.dimension === null
        ? applicable(command, context)
        : dimensionsOf(context).filter(({ name }) => name === wanted.dimension);
    if (places.length === 0) requireApplicable("", command, parts.command, context);
    const known = await knownValues(places, context);
    const left = new Set<string>();
    let dimension: string | null = null;
    for (const said of wanted.values) {
      const word = decadeOf(said, wanted.dimension, parts.command, context);
      const meanings = ofCity(meaningsOf(word, known));
      const [meaning] = meanings;
      if (meaning === undefined) throw unknown(wanted, word, known, parts.command, context);
      if (meanings.length > 1)
        return { word, choices: meanings.slice(0, 5).map((each) => choose(parts, index, said, each)) };
      if (wanted.except === true) {
        dimension = meaning.dimension;
        for (const value of meaning.values) left.add(value);
        continue;
      }
      filters.push(meaning);
      shown.push(meaning);
    }
    if (dimension === null) continue;
    const others = allBut(dimension, left, known, parts.command, context);
    filters.push(others);
    shown.push(others);
  }
  return { filters: joined(filters), shown: joined(shown) };
}

/** The question's filters with one ambiguous word decided. */
function choose(parts: Parts, index: number, word: string, meaning: Meaning): WantedFilter[] {
  return joined(
    parts.filters.flatMap((filter, place) => {
      if (place !== index) return [filter];
      const rest = filter.values.filter((value) => value !== word);
      const { except } = filter;
      const decided: WantedFilter = { ...meaning, ...(except === true ? { except } : {}) };
      return rest.length === 0 ? [decided] : [{ ...filter, values: rest }, decided];
    }),
  );
}
