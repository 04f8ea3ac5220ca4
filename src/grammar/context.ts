import type { Calendar, Day } from "#calendar.ts";
import type { Command } from "#command.ts";
import type { Words } from "#messages.ts";
import { appliesTo, dimensions as builtIn, type Dimension } from "#model/dimensions.ts";
import type { Question } from "#question.ts";
import { seasonsOf } from "./seasons.ts";

/** What the grammar needs to know of a command. */
export type Asked = Pick<
  Command,
  | "title"
  | "aliases"
  | "examples"
  | "period"
  | "compare"
  | "narrows"
  | "looksAhead"
  | "groupings"
  | "subject"
  | "options"
>;

/** All that the meaning of a text depends on. */
export interface GrammarContext {
  readonly commands: ReadonlyMap<string, Asked>;
  readonly calendar: Calendar;
  readonly now: Date;
  /** Last business day that counts, when the text does not say; today when absent. */
  readonly asOf?: Day;
  /** Words of the asker's language, with the shared catalogue: for errors. */
  readonly words: Words;
  /** Values of a dimension as the data spells them, within the asker's scope. */
  valuesOf(dimension: string): readonly string[] | Promise<readonly string[]>;
  /** Names of customers that the asker may see; none when absent. */
  readonly names?: () => readonly string[] | Promise<readonly string[]>;
  /** Who asks, as the CRM knows them; absent when not linked. */
  readonly me?: { readonly name: string; readonly team: string | null };
  /** Words for the numbers that a subject may name (`revenue`, 赢单率), in any language; any text may when absent. */
  readonly metrics?: readonly string[];
  /** Put before every command name (`crm-` makes `/crm-rfm`). */
  readonly prefix?: string;
  /** The question before this one, for follow-ups. */
  readonly previous?: Question | null;
  /** Built-in dimensions and mapped custom fields; the built-in ones when absent. */
  readonly dimensions?: readonly Dimension[];
}

export function dimensionsOf(context: Pick<GrammarContext, "dimensions">): readonly Dimension[] {
  return context.dimensions ?? builtIn;
}

/** Dimensions that a command may be filtered and grouped by. */
export function applicable(command: Asked, context: Pick<GrammarContext, "dimensions">): readonly Dimension[] {
  const table = command.narrows;
  return table === null ? [] : dimensionsOf(context).filter((dimension) => appliesTo(dimension, table));
}

export function seasonNames(context: GrammarContext): string[] {
  return Object.keys(seasonsOf(context.calendar));
}

/** A valid example of a command, in the asker's language. */
export function exampleOf(command: Asked, context: GrammarContext): string {
  return command.examples[0][context.words.locale];
}
