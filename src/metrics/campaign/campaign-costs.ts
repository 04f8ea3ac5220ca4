/** What a campaign cost on a business day. */
export interface Spending {
  readonly campaign: string;
  readonly day: string;
  readonly amount: number;
}

/** How many members a campaign treated, in one group of the question. */
export interface Reach {
  readonly campaign: string;
  readonly part: string | null;
  readonly touches: number;
}

/** Costs of one row of the answer, and the day of the first of them. */
export interface RowCost {
  readonly amount: number;
  readonly first: string;
}

/**
 * Costs by row. Money spent on a campaign is known for the campaign alone: a question that is narrowed or grouped by its
 * members gets of each campaign the part that their touches are of all its touches (`reach` in the question, `whole` in the
 * company); a campaign that lists no members is whole for all, and unknown for a part. `keyOf` names the row of a campaign
 * and group; null for campaigns not asked about. O(spending + reach).
 */
export function costsByRow(
  spending: readonly Spending[],
  reach: { readonly rows: readonly Reach[]; readonly whole: ReadonlyMap<string, number> } | null,
  rowOf: (campaign: string, part: string | null) => { readonly key: string | null } | null,
): Map<string | null, RowCost> {
  const found = new Map<string | null, RowCost>();
  const spend = (key: string | null, { day, amount }: Spending, share: number) => {
    const cost = found.get(key);
    found.set(key, {
      amount: (cost?.amount ?? 0) + amount * share,
      first: cost !== undefined && cost.first < day ? cost.first : day,
    });
  };
  const parts = new Map<string, Reach[]>();
  for (const part of reach?.rows ?? []) parts.set(part.campaign, [...(parts.get(part.campaign) ?? []), part]);
  for (const spent of spending) {
    if (reach === null) {
      const row = rowOf(spent.campaign, null);
      if (row !== null) spend(row.key, spent, 1);
      continue;
    }
    const whole = reach.whole.get(spent.campaign) ?? 0;
    for (const { part, touches } of parts.get(spent.campaign) ?? []) {
      const row = rowOf(spent.campaign, part);
      if (row !== null && whole > 0) spend(row.key, spent, Math.min(1, touches / whole));
    }
  }
  return found;
}
