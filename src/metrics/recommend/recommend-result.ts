import type { RecommendModel } from "./recommend-model.ts";
import type { Offer } from "./recommend-offers.ts";

interface Whom {
  readonly account: string;
  readonly name: string | null;
  readonly owner: string | null;
}

/** The JSON fields of an account, of an offer, and of an account that may buy. */
export function accountFields({ account, name, owner }: Whom) {
  return { account_id: account, name, owner };
}

export function offerFields(
  offer: Pick<Offer, "kind" | "score"> & { readonly product: string; readonly because: string },
) {
  const { product, kind, score, because } = offer;
  return { product, kind, score, because };
}

export function buyerFields(buyer: Whom & { readonly score: number; readonly because: string }) {
  return { ...accountFields(buyer), score: buyer.score, because: buyer.because };
}

/**
 * The JSON fields of a recommendation around what is `found`: `n` accounts were scored; quality is null where it is not
 * known. There is no earlier period to compare with.
 */
export function recommendResult<Found extends object>(
  found: Found,
  parts: {
    readonly n: number;
    readonly period: { readonly from: string; readonly to: string };
    readonly quality: RecommendModel["quality"];
    readonly inactive: number;
  },
) {
  const { n, period, quality, inactive } = parts;
  return {
    n,
    period: { from: period.from, to: period.to },
    ...found,
    quality: quality && {
      hit_rate_at_10: quality.hitRate,
      popularity_hit_rate_at_10: quality.popularityHitRate,
      accounts: quality.accounts,
    },
    previous: null,
    excluded: inactive > 0 ? [{ reason: "inactive", rows: inactive }] : [],
  };
}
