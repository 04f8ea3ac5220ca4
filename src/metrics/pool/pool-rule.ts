/** Days without follow-up after which an account falls back to its pool, and how that is known. */
export interface PoolRule {
  readonly days: number;
  readonly known: "configured" | "released" | "silence";
}

/** Whole days, ascending, with how many accounts. */
export type DayNumbers = readonly { readonly days: number; readonly accounts: number }[];

/** Releases that must agree before they tell a rule, and the share of them. */
const least = 5;
const agreed = 0.5;
/** A rule's edge: so many accounts in the week before it, a tenth of them in the week after, few in all beyond. */
const week = 7;
const leastBefore = 10;
const mostAfter = 0.1;
const mostBeyond = 0.05;

/**
 * The rule by which accounts fall back to the pool (公海回收规则), as far as the data tell it. Released accounts: the number
 * of days without follow-up after which at least half of them, and five, were released. Else the edge at which the
 * silences of owned accounts break off, as happens where a rule is enforced: the first day after whose week hardly any
 * account goes on, though at least ten came that far, and 95 % of all do not go beyond. Null where neither tells.
 * O(days²).
 */
export function poolRule(released: DayNumbers, silences: DayNumbers): PoolRule | null {
  const all = countOf(released);
  const usual = released.reduce<DayNumbers[number] | null>(
    (top, row) => (row.days > 0 && row.accounts > (top?.accounts ?? 0) ? row : top),
    null,
  );
  if (usual !== null && usual.accounts >= least && usual.accounts >= agreed * all) {
    return { days: usual.days, known: "released" };
  }
  const owned = countOf(silences);
  const edge = silences.find(({ days }) => {
    const before = countOf(silences.filter((row) => row.days > days - week && row.days <= days));
    const after = countOf(silences.filter((row) => row.days > days && row.days <= days + week));
    const beyond = countOf(silences.filter((row) => row.days > days));
    return days > week && before >= leastBefore && after <= mostAfter * before && beyond <= mostBeyond * owned;
  });
  return all === 0 || edge === undefined ? null : { days: edge.days, known: "silence" };
}

function countOf(rows: DayNumbers): number {
  return rows.reduce((sum, { accounts }) => sum + accounts, 0);
}
