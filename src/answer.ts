import type { Locale } from "./messages.ts";
import type { Reply, Table } from "./reply.ts";

/** A button under an answer. Its value is a whole command, so it outlives a restart. */
export interface Button {
  /**
   * `ask` runs the command; `share` posts its answer to the channel; `explain` says how it was computed; `edit` opens a
   * form with the question in it, on platforms that have forms.
   */
  readonly action: "ask" | "share" | "explain" | "edit";
  readonly label: string;
  readonly value: string;
}

/** PNG, opaque, 560 logical px wide at 3×. */
export interface Image {
  readonly png: Uint8Array;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** A file that comes with an answer. */
export interface Attachment {
  /** With its extension; of letters, digits, `-`, `_` and `…` of any language, so that every system takes it. */
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A table with the text of each cell beside its value: row by row, in the order of the columns. */
export interface DisplayedTable extends Omit<Table, "all"> {
  readonly cells: readonly (readonly string[])[];
}

/** One thing that a form asks for. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** Filled in already; empty when not. */
  readonly value: string;
  readonly required: boolean;
  /** What may be chosen; without it any text. */
  readonly choices?: readonly { readonly label: string; readonly value: string }[];
  /** An example of what to write. */
  readonly example?: string;
}

/** Asks for what a question lacks, or lets a question be changed; sent, it is an `Incoming` of kind `form`. */
export interface Form {
  /** What the sent form's `text` must be: the command that its fields complete. */
  readonly command: string;
  readonly title: string;
  readonly fields: readonly Field[];
  /** Label of the button that sends it. */
  readonly send: string;
}

/** A reply made ready for a platform: drawn, dated, scoped, with its buttons. */
export interface Answer extends Omit<Reply, "chart" | "followUps" | "table" | "record" | "lacks"> {
  /** Reference that the log and the audit have too. */
  readonly id: string;
  /** The command as understood, to be shown and edited. Empty when nothing was understood. */
  readonly command: string;
  readonly locale: Locale;
  /** Period in full dates, filters, scope, comparison. */
  readonly context: string;
  readonly table?: DisplayedTable;
  readonly image?: Image;
  /** The finding in words for those who cannot see the picture; also when no picture was asked for. */
  readonly alt?: string;
  readonly buttons: readonly Button[];
  /** The export that was asked for; never on what is shared. */
  readonly files?: readonly Attachment[];
  /** Set when this is an error: what kind, and what to do. `headline` says what is wrong. */
  readonly error?: { readonly code: string; readonly hint: string | null };
  /** What the question lacks, to be asked for where the platform has forms; the headline says it too. */
  readonly form?: Form;
  /** May others in a shared channel see it at once? */
  readonly visibility: "private" | "channel";
  /**
   * For the asker alone, in a direct message: what this answer leaves out because others see it. Only where a shared
   * place has no private replies.
   */
  readonly aside?: Answer;
}
