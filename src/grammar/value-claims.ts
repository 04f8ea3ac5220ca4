import { key } from "./fold.ts";
import type { Claim } from "./parts.ts";
import { otherForms } from "./value-forms.ts";
import { type KnownValues, meaningsOf } from "./values.ts";

/** A value of one dimension only belongs to that; one that is a channel and a source to what `preferred` is of both. */
export function placedIn(claim: Claim, known: KnownValues, preferred: "channel" | "source" = "channel"): Claim {
  if (claim.kind !== "filter" || claim.dimension !== null) return claim;
  const dimensions = new Set(claim.values.flatMap((value) => meaningsOf(value, known).map((each) => each.dimension)));
  const [dimension] = dimensions;
  const isBoth = dimensions.size === 2 && dimensions.has("channel") && dimensions.has("source");
  if (isBoth) return { ...claim, dimension: preferred };
  return dimensions.size === 1 && dimension !== undefined ? { ...claim, dimension } : claim;
}

/** Values that are named to be kept leave out all others of their dimension, whatever is said of those. */
export function withoutDoubt(claims: readonly Claim[]): readonly Claim[] {
  const kept = new Set(claims.flatMap((one) => (one.kind === "filter" && one.except !== true ? [one.dimension] : [])));
  const team = claims.some((one) => one.kind === "filter" && one.dimension === "team" && one.values[0] !== "mine");
  const tier = claims.some((one) => one.kind === "filter" && one.dimension === "tier");
  return claims.filter((one) => {
    if (one.kind !== "filter") return true;
    if (one.except === true) return one.dimension === null || !kept.has(one.dimension);
    // Members of a tier are told by it.
    if (tier && one.values.every((value) => /^(?:members|会员)$/i.test(value))) return false;
    return !(team && one.dimension === "team" && one.values[0] === "mine");
  });
}

/** Values set side by side are of one dimension: the channel, where they may as well be sources. */
export function alike(claims: readonly Claim[], known: KnownValues): readonly Claim[] {
  const open = claims.filter((claim) => claim.kind === "filter" && claim.dimension === null && claim.except !== true);
  const values = open.flatMap((claim) => (claim.kind === "filter" ? claim.values : []));
  const isChannel = (value: string) => meaningsOf(value, known).some((each) => each.dimension === "channel");
  if (values.length < 2 || !values.every(isChannel)) return claims;
  const joined: Claim = { kind: "filter", dimension: "channel", values };
  return [...claims.filter((claim) => !open.includes(claim)), joined];
}

/** A value that several dimensions have is of the one that the question before was narrowed by; a place is its shop. */
export function placedBeside(
  claim: Claim,
  narrowed: readonly { readonly dimension: string }[],
  known: KnownValues,
): Claim {
  if (claim.kind !== "filter" || claim.dimension !== null) return claim;
  const shops = claim.values.map((value) => `${value}${/\p{Script=Han}/u.test(value) ? "店" : " store"}`);
  const isShop = shops.every((shop) => otherForms(known.get("store") ?? []).has(key(shop)));
  if (isShop && narrowed.some(({ dimension }) => dimension === "store")) {
    return { ...claim, dimension: "store", values: shops };
  }
  const dimensions = new Set(claim.values.flatMap((value) => meaningsOf(value, known).map((each) => each.dimension)));
  const both = narrowed.filter(({ dimension }) => dimensions.has(dimension));
  const [before] = both;
  return both.length === 1 && before !== undefined ? { ...claim, dimension: before.dimension } : claim;
}

/** From one stage to another is a way through the funnel, which shows all of them. */
export function withoutWay(claims: readonly Claim[], folded: string, command: string): readonly Claim[] {
  const isWay = /(?<![a-z])from(?![a-z]).{1,30}(?<![a-z])to(?![a-z])|[从由].{1,12}[到至]/.test(folded);
  if (command !== "funnel" || !isWay) return claims;
  const stages = claims.filter((one) => one.kind === "filter" && one.dimension === "stage");
  const values = stages.flatMap((one) => (one.kind === "filter" ? one.values : []));
  return values.length === 2 ? claims.filter((one) => !stages.includes(one)) : claims;
}
