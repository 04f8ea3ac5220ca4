import type { Dimension } from "#model/dimensions.ts";
import type { Claim } from "./parts.ts";
import type { KnownValues } from "./values.ts";

/** What a text is scanned for. */
export interface Vocabulary {
  /** Every dimension, also those the command does not take, so that their use can be refused by name. */
  readonly dimensions: readonly Dimension[];
  readonly values: KnownValues;
  readonly seasons: readonly string[];
  /** Names of the command's own options, with the words that stand for one when bare. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** Can the command be narrowed to its asker (`my`)? */
  readonly mine: boolean;
  /** Can the command group? Asking `which` of it otherwise asks for no grouping. */
  readonly grouped: boolean;
  /** Is this a sentence, cut into words anywhere? */
  readonly sentence: boolean;
  /** Does a known value stand for a filter by itself? */
  readonly loose: boolean;
  /** May words that nothing claims be a subject? Then only whole words between spaces are claimed. */
  readonly subject: boolean;
}

/** A claim, and where its words end. */
export interface Found {
  readonly claim: Claim;
  readonly end: number;
}
