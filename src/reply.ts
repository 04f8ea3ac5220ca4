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

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly format: Format;
}

export type Row = Readonly<Record<string, string | number | null>>;

export interface Table {
  readonly columns: readonly Column[];
  /** At most what fits on a phone; the rest is in the export. */
  readonly rows: readonly Row[];
  /** How many rows there would be. */
  readonly total?: number;
  /** Every row, for a file: made only when one is asked for. Absent where `rows` are all. */
  readonly all?: () => readonly Row[];
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

/** How a key figure moved, in words with its sign; `good` colours it. */
export interface Movement {
  readonly text: string;
  readonly good?: boolean;
}

/** A number beside others of its kind, with its text: a bar, a column. */
export interface Mark {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  /** What the finding speaks of; `attention` is what somebody should see to. */
  readonly tone?: "highlight" | "attention";
}

/** How far something has come towards where it should be. Numbers of one unit, each with its text. */
export interface Goal {
  readonly reached: Mark;
  /** Expected at the end, between `low` and `high`. */
  readonly expected: Mark & { readonly low: number; readonly high: number };
  readonly target: Mark | null;
}

/** What a panel shows. All text is ready-made. */
export type Shown =
  | {
      readonly kind: "tiles";
      readonly tiles: readonly {
        readonly label: string;
        readonly value: string;
        readonly moved: readonly Movement[];
      }[];
    }
  /** Values over time, oldest first. */
  | { readonly kind: "columns"; readonly marks: readonly Mark[] }
  /** Values side by side in the order given; negative ones go to the left. */
  | { readonly kind: "bars"; readonly marks: readonly Mark[] }
  | {
      readonly kind: "list";
      readonly entries: readonly {
        readonly label: string;
        readonly text?: string;
        /** A second line. */
        readonly note?: string;
        readonly tone?: "good" | "attention";
      }[];
    }
  | { readonly kind: "goal"; readonly goal: Goal };

/** One part of a composed picture. */
export interface Panel {
  /** What the panel finds, in a few words with its number; none over key figures that speak for themselves. */
  readonly title?: string;
  /** What is shown, in which unit. */
  readonly note?: string;
  /** Takes the whole width; the others stand in pairs. */
  readonly wide?: true;
  readonly shows: Shown;
}

/** Several findings in one picture, in the frame of a chart: what a digest shows. */
export interface Board {
  /** In the order of reading; those that have nothing to show are left out. */
  readonly panels: readonly Panel[];
  /** States the findings for those who cannot see them. */
  readonly alt: string;
  /** Stands under the headline, before the context line. */
  readonly subtitle?: string;
}

/** What a command says. Platform-neutral: a command returns it, and never sends. */
export interface Reply {
  /** One sentence that states the finding with its number. */
  readonly headline: string;
  readonly chart?: Chart;
  /** Instead of a chart, where one finding is not enough. */
  readonly board?: Board;
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
