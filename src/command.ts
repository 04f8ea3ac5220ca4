import type { z } from "zod";
import type { Calendar } from "./calendar.ts";
import type { Indicator } from "./indicator.ts";
import type { Recall } from "./learned.ts";
import type { Localized, Messages, Words } from "./messages.ts";
import type { Dimension } from "./model/dimensions.ts";
import type { TableName } from "./model/tables.ts";
import type { Office } from "./office.ts";
import type { Question } from "./question.ts";
import type { Reply } from "./reply.ts";
import type { View } from "./store.ts";
import type { Compute } from "./task.ts";

/** The six menus. */
export type Group = "customers" | "sales" | "marketing" | "service" | "data" | "mine";

/** Accounts that somebody has said are one. */
export interface MergedAccount {
  /** External ids: of the account that counts no longer by itself, and of the one it belongs to. */
  readonly account: string;
  readonly survivor: string;
  readonly by: string;
  readonly at: Date;
}

/** What people decide about the data: kept until taken back, and honoured by every load. */
export interface Decisions {
  /** Lets accounts count as one with the survivor. Resolves with whether figures show it already. */
  merge(survivor: string, others: readonly string[]): Promise<"now" | "soon">;
  /** Lets accounts count by themselves again; a survivor's id takes back all that was merged into it. */
  separate(accounts: readonly string[]): Promise<"now" | "soon">;
  merged(): Promise<readonly MergedAccount[]>;
}

/** What a term means at this company, by its own words, and what it meant before. */
export interface Definition {
  /** A term of Parley's by any of its names, or one of the company's own. */
  readonly term: string;
  readonly text: Localized;
  /** Since when; null when that is not recorded. */
  readonly since: string | null;
  /** Earlier texts, newest first. */
  readonly was: readonly { readonly text: Localized; readonly since: string | null }[];
}

/**
 * Understands another question as the asker would have put it, at another instant where that is given, with the data that
 * it is about. Throws the UserErrors of `understand`.
 */
export type ReadQuestion = (text: string, at?: Date) => Promise<{ readonly question: Question; readonly view: View }>;

/** What a command is given: only what varies by question. */
export interface CommandInput<Options> {
  readonly question: Question & { readonly options: Options };
  /** The data, already scoped to the asker and narrowed to the question's filters and grouping. */
  readonly view: View;
  /** Runs long mathematics (`src/tasks/`) in a thread of its own. */
  readonly compute: Compute;
  /** What was learned from the whole company's data (`src/learned/`). */
  readonly recall: Recall;
  readonly words: Words;
  readonly calendar: Calendar;
  readonly now: Date;
  /** Who asks: their CRM name, when the CRM knows them, and what they are. */
  readonly asker: {
    readonly name: string | null;
    readonly role: "administrator" | "manager" | "representative" | "stranger";
  };
  /** Null where nobody decides: what is sent unasked, shared or explained. */
  readonly decisions: Decisions | null;
  /** What may be done in the asker's name; null where nobody acts: what is sent unasked, shared or explained. */
  readonly office?: Office | null;
  /** For commands about other questions. */
  readonly read?: ReadQuestion;
  /** Every command there is, for help. */
  readonly commands: ReadonlyMap<string, Command>;
  /** Every number that the organisation steers by. */
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** Terms that the company defines itself. */
  readonly definitions: readonly Definition[];
  /** Every way to group and filter. */
  readonly dimensions: readonly Dimension[];
  /** Days without follow-up after which an account falls back to its pool, where the company says so. */
  readonly poolDays?: number | null;
}

/** One question the bot answers: one file in `commands/`, whose name is the slash command. */
export interface Command<Options extends z.ZodObject = z.ZodObject> {
  readonly title: Localized;
  /** The question it answers, one line. */
  readonly summary: Localized;
  /** Other names, mostly Chinese; also found inside plain sentences. */
  readonly aliases: readonly string[];
  readonly group: Group;
  /** Who may ask; people whom the CRM knows, unless said. */
  readonly audience?: "anyone" | "administrator";
  /** Its answer is for the asker alone: nobody else is ever shown it. */
  readonly personal?: true;
  /** Whole commands that work on any data set, but for a subject, which is the demo company's; they feed help, docs, playground, manifest and the contract tests. */
  readonly examples: readonly [Localized, ...Localized[]];
  /** Default period in the grammar's words; null when the command takes none. */
  readonly period: string | null;
  /** Default comparison; `none` unless said. */
  readonly compare?: "prev" | "yoy" | "none";
  /** Tables whose dimensions may be used to filter and group, any of them; null when there is nothing to narrow. */
  readonly narrows: TableName | readonly TableName[] | null;
  /** Does it foretell? A period that has not ended then says how far: its options are `horizon`, in units of `grain`. */
  readonly looksAhead?: true;
  /** Most dimensions `by` may name; default 1, 0 when it cannot group. */
  readonly groupings?: 0 | 1 | 2;
  /** Does it take free text (an account, a metric), and must it be given? */
  readonly subject?: "required" | "optional";
  /** `name=value` options of its own. */
  readonly options?: Options;
  readonly messages: Messages;
  run(input: CommandInput<z.output<Options>>): Promise<Reply>;
}

/** Does it only read figures, for anyone whom the CRM knows? Such a command a language model may name. */
export function figuresOnly({ audience, personal, period }: Command): boolean {
  return audience === undefined && personal !== true && period !== null;
}

/** Types a command; adds nothing. */
export function defineCommand<Options extends z.ZodObject>(command: Command<Options>): Command<Options> {
  return command;
}
