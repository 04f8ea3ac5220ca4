import type { Indicator } from "#indicator.ts";
import type { Words } from "#messages.ts";
import type { ValueChange } from "#metrics/decomposition/change-by-value.ts";
import type { Factor } from "#metrics/decomposition/change-factors.ts";
import type { Explanation } from "#metrics/decomposition/explaining-values.ts";

/** Something behind the first driver, in it and in all other values, before and after. */
export interface ToldSuspect {
  readonly kind: "suspect" | "stage" | "factor";
  /** Its message's name, or the stage's. */
  readonly name: string;
  readonly unit: Indicator["unit"];
  readonly inside: readonly [number, number];
  readonly outside: readonly [number, number] | null;
}

/** All that a reply of `/why` speaks of. */
export interface WhyStory {
  readonly words: Words;
  readonly indicator: Indicator;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  /** Days of the period compared with. */
  readonly compared: { readonly from: string; readonly to: string };
  readonly cents: boolean;
  readonly factors: readonly Factor[];
  readonly made: "revenue" | "stages" | "ratio" | "whole";
  readonly explanations: readonly Explanation[];
  readonly suspect: ToldSuspect | null;
  /** A command that shows more. */
  readonly closer: string | null;
  readonly notes: readonly string[];
}

/** A value's name. */
export function valueName(words: Words, { kind, value }: Pick<ValueChange, "kind" | "value">): string {
  return kind === "overlap" ? words.say("overlap") : (value ?? words.say("missing"));
}

/** What a number is made of, in words. */
export function factorName(words: Words, made: WhyStory["made"], factor: string): string {
  return made === "stages" ? words.say("factor_stage", { stage: factor }) : words.say(`factor_${factor}`);
}

/** Did it change for the better? Null where neither way is good. */
export function isGood({ better }: Indicator, change: number): boolean | null {
  return better === null || change === 0 ? null : change > 0 === (better === "up");
}

/** A suspect's name in running text. */
export function suspectText(words: Words, { kind, name }: ToldSuspect): string {
  return kind === "stage" ? name : words.say(`suspect_${name}`);
}

/** An indicator's title in running text: `win rate`, but `NPS`. */
export function titleOf(words: Words, { title }: Indicator): string {
  const text = title[words.locale];
  return /^\p{Lu}\p{Ll}/u.test(text) && words.locale === "en" ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
