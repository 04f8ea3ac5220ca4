import type { Words } from "#messages.ts";
import type { RecommendModel, RecommendQuality } from "#metrics/recommend/recommend-model.ts";
import type { Offer } from "#metrics/recommend/recommend-offers.ts";
import type { Kpi, Reply } from "#reply.ts";
import { smallSample } from "./caveats.ts";

/** An account as it is named. */
export interface Named {
  readonly account: string;
  readonly name: string | null;
  readonly owner: string | null;
}

/** An offer with what is said of it. */
export interface ToldOffer extends Pick<Offer, "kind" | "score"> {
  readonly product: string;
  readonly because: string;
  /** The reason without the step up. */
  readonly evidence: string;
  /** Share of the customers spoken of that buy it. */
  readonly share: number;
  /** NaN where no list price is known. */
  readonly price: number;
  /** What is owned and cheaper, for an up-sell. */
  readonly above: { readonly name: string; readonly price: number } | null;
}

export interface ToldBuyer extends Named {
  readonly score: number;
  readonly because: string;
  /** What it buys that goes with the product. */
  readonly companion: string;
  readonly confidence: number;
}

/** What all three answers of `/recommend` share. */
export interface Learnt {
  readonly words: Words;
  readonly model: RecommendModel;
  readonly quality: RecommendQuality | null;
  /** Products that are no longer sold. */
  readonly inactive: number;
}

export function nameOf({ name, account }: Named): string {
  return name ?? account;
}

export function ownerOf(words: Words, { owner }: Named): string {
  return owner ?? words.say("owner_none");
}

/** All that is said, but for the data and what to ask next. */
export type ToldReply = Pick<Reply, "headline" | "kpis" | "table" | "insights" | "actions" | "footnotes" | "method"> &
  Required<Pick<Reply, "chart">>;

/** How well such offers hit, against best-sellers, as key figures; nothing where it is not known. */
export function testedKpis({ words, quality }: Learnt): Kpi[] {
  if (quality === null) return [];
  return [
    { label: words.say("hit_rate"), value: words.percent(quality.hitRate) },
    { label: words.say("hit_rate_popular"), value: words.percent(quality.popularityHitRate) },
  ];
}

/** The same in a sentence. */
export function testedText({ words, quality }: Learnt): string[] {
  if (quality === null) return [];
  return [
    words.say("tested", {
      n: words.integer(quality.accounts),
      rate: words.percent(quality.hitRate),
      popular: words.percent(quality.popularityHitRate),
    }),
  ];
}

/** Caveats that hold for every answer. */
export function learntNotes({ words, model, quality, inactive }: Learnt): string[] {
  const accounts = model.buyers.accounts.at(-1) ?? 0;
  return [
    words.say("learned", { n: words.integer(accounts) }),
    ...(accounts < smallSample ? [words.say("few")] : []),
    ...(inactive > 0 ? [words.say("inactive", { n: inactive })] : []),
    ...(quality === null ? [words.say("no_past")] : []),
  ];
}

/** How offers are scored and judged, a sentence each. */
export function offerMethod({ words, model }: Learnt): string[] {
  const { within, popularity } = model.recipe;
  return [
    words.say("method_score", { within: words.say(`${within}_word`), weight: words.number(popularity) }),
    words.say("method_similar"),
    words.say("method_kinds"),
    words.say("method_quality"),
  ];
}
