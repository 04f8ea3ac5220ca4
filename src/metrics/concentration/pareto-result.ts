import { cents } from "../money.ts";
import type { Concentration } from "./concentration.ts";

/** One of the largest: an account, or a value of a dimension. */
export interface ParetoPart {
  readonly name: string | null;
  /** External id; null for what is no account. */
  readonly account: string | null;
  readonly owner: string | null;
  readonly revenue: number;
  /** Share of the total, and that of all parts up to this one, 0..1. */
  readonly share: number;
  readonly cumulativeShare: number;
  /** Days since the last order; null for what is no account. */
  readonly silent: number | null;
}

/** The largest first, with their shares. */
export function ranked(
  parts: readonly Omit<ParetoPart, "share" | "cumulativeShare">[],
  total: number,
): readonly ParetoPart[] {
  let sum = 0;
  return parts.map((part) => {
    sum += part.revenue;
    return { ...part, share: part.revenue / total, cumulativeShare: sum / total };
  });
}

/** The JSON fields of a concentration: money to the cent, shares 0..1. `spread` is null where there is none. */
export function paretoResult(parts: {
  readonly by: string | null;
  readonly period: { readonly from: string; readonly to: string };
  readonly spread: Concentration | null;
  readonly largest: readonly ParetoPart[];
  readonly previous: { readonly from: string; readonly to: string; readonly spread: Concentration | null } | null;
  readonly excluded: readonly object[];
}) {
  const { by, spread, previous } = parts;
  const figures = (one: Concentration | null) => ({
    top20_share: one?.top20Share ?? null,
    [by === null ? "accounts_for_80pct" : "values_for_80pct"]: one?.accountsFor80pct ?? null,
    gini: one?.gini ?? null,
  });
  return {
    n: spread?.accounts ?? 0,
    period: parts.period,
    by,
    ...figures(spread),
    revenue: spread === null ? 0 : cents(spread.total),
    curve: (spread?.curve ?? []).map(({ accounts, accountShare, share }) => ({
      accounts,
      account_share: accountShare,
      share,
    })),
    [by === null ? "accounts" : "groups"]: parts.largest.map((part, index) => ({
      rank: index + 1,
      ...(by === null ? { account_id: part.account, name: part.name, owner: part.owner } : { group: part.name }),
      revenue: cents(part.revenue),
      share: part.share,
      cumulative_share: part.cumulativeShare,
      ...(by === null ? { days_since_order: part.silent } : {}),
    })),
    previous: previous && {
      period: { from: previous.from, to: previous.to },
      n: previous.spread?.accounts ?? 0,
      ...figures(previous.spread),
    },
    excluded: parts.excluded,
  };
}
