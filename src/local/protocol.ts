import type { Day } from "#calendar.ts";
import type { Locale } from "#messages.ts";

/** A question from a terminal. */
export interface TerminalQuestion {
  readonly text: string;
  readonly as?: string;
  readonly asOf?: Day;
  readonly locale: Locale;
  readonly full: boolean;
  readonly draw: boolean;
}

/** Where the Parley that holds a data folder listens for terminals, written to `parley.json` in that folder. */
export interface Doorplate {
  readonly pid: number;
  readonly port: number;
  /** Only who can read the folder may ask. */
  readonly token: string;
  /** The settings that change answers: a terminal with others must not be answered by this process. */
  readonly settings: string;
}

export const doorplateName = "parley.json";
