import type { TopLevelSpec } from "vega-lite";

/** A picture: a vega-lite spec of the finding, drawn inside Parley's frame (headline, context, footnote). */
export interface Chart {
  readonly spec: TopLevelSpec;
  /** States the finding for those who cannot see it; never a mere description of the axes. */
  readonly alt: string;
  /** What is plotted, in which unit: stands under the headline, before the context line. */
  readonly subtitle?: string;
}

export type Format = "text" | "integer" | "number" | "money" | "percent" | "days" | "date";

export interface Table {
  readonly columns: readonly { readonly key: string; readonly label: string; readonly format: Format }[];
  /** At most what fits on a phone; the rest is in the export. */
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  /** How many rows there would be. */
  readonly total?: number;
}

export interface Kpi {
  readonly label: string;
  /** Formatted. */
  readonly value: string;
  /** Formatted change against the comparison, with its sign. */
  readonly change?: string;
  readonly good?: boolean;
}

/** A follow-up question offered as a button; its text is a whole command. */
export interface FollowUp {
  readonly label: string;
  readonly ask: string;
}

/** One thing that a command still has to know before it does what was asked. */
export interface Lack {
  /** The command that what is written completes, without the slash. */
  readonly command: string;
  readonly title: string;
  readonly label: string;
  readonly example: string;
}

/** What a command says. Platform-neutral: a command returns it, and never sends. */
export interface Reply {
  /** One sentence that states the finding with its number. */
  readonly headline: string;
  readonly chart?: Chart;
  readonly kpis?: readonly Kpi[];
  readonly table?: Table;
  /** At most three, each with a number and why it matters. */
  readonly insights?: readonly string[];
  /** At most three, each with who, what and expected value. */
  readonly actions?: readonly string[];
  /** Method, caveats, rows left out and why. Freshness is added by the dispatcher. */
  readonly footnotes?: readonly string[];
  /** Answers *How was this computed?*: formula and definitions, a sentence each. */
  readonly method?: readonly string[];
  readonly followUps?: readonly FollowUp[];
  /** Words that it still lacks: asked for by a form where the platform has them. */
  readonly lacks?: Lack;
  /** The fields of the command's JSON contract. */
  readonly result: Readonly<Record<string, unknown>>;
  /** Business days `[from, to)` that it speaks of and compares with nothing, where they are not the question's. */
  readonly period?: { readonly from: string; readonly to: string };
  /** What the audit log keeps in place of the question, which nobody may follow up: for questions that hold a secret. */
  readonly record?: string;
  /** There was no data: the headline says why, the actions what to try. */
  readonly empty?: boolean;
}
