import type { Words } from "#messages.ts";
import type { RecommendModel } from "#metrics/recommend/recommend-model.ts";
import type { Evidence, Offer } from "#metrics/recommend/recommend-offers.ts";
import type { ToldOffer } from "./recommend-story.ts";

/** What offers speak of: names by item row, and of the groups of similar accounts. */
export interface OfferNames {
  readonly items: readonly string[];
  readonly groups: RecommendModel["groups"];
}

/** Why an item is offered, in words with the numbers. */
function evidenceText(words: Words, { items, groups }: OfferNames, { owned, group, buyers, among }: Evidence): string {
  const key = `${owned === null ? "because_group" : "because_pair"}${group === null ? "_all" : ""}`;
  return words.say(key, {
    buyers: words.integer(buyers),
    among: words.integer(among),
    owned: owned === null ? "" : (items[owned] ?? ""),
    group: group === null ? "" : (groups[group] ?? ""),
  });
}

/** Why an account may buy a product: what it buys that goes with it. */
export function buyerBecause(
  words: Words,
  buyer: { readonly owned: string; readonly times: number; readonly group: string | null; readonly confidence: number },
): string {
  const { owned, times, group, confidence } = buyer;
  const values = { owned, times, group: group ?? "", confidence: words.percent(confidence) };
  return words.say(group === null ? "because_buyer_all" : "because_buyer", values);
}

/** An offer as it is told: names, reason, prices. */
export function toldOffer(words: Words, names: OfferNames, price: ArrayLike<number>, offer: Offer): ToldOffer {
  const { item, kind, score, evidence, above } = offer;
  const nameOf = (row: number) => names.items[row] ?? "";
  const evidenceSaid = evidenceText(words, names, evidence);
  const priceOf = (row: number) => price[row] ?? Number.NaN;
  return {
    product: nameOf(item),
    kind,
    score,
    because: above === null ? evidenceSaid : words.say("because_up", { above: nameOf(above), because: evidenceSaid }),
    evidence: evidenceSaid,
    share: evidence.among === 0 ? 0 : evidence.buyers / evidence.among,
    price: priceOf(item),
    above: above === null ? null : { name: nameOf(above), price: priceOf(above) },
  };
}
