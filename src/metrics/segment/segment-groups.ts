import { exact } from "../money.ts";

/** Sums over the customers of one group; its values of the first and second dimension, null where there is none. */
export interface SegmentSum {
  readonly key: string | null;
  readonly key2: string | null;
  readonly customers: number;
  /** Customers with at least two orders. */
  readonly repeaters: number;
  readonly orders: number;
  /** Money of the orders, before returns. */
  readonly net: number;
}

/** Money taken back from a group. */
export interface SegmentReturn {
  readonly key: string | null;
  readonly key2: string | null;
  readonly returned: number;
}

/** The figures of customers; money in the reporting currency, ratios null where there is nothing to divide by. */
export interface SegmentFigures {
  readonly customers: number;
  readonly repeaters: number;
  readonly revenue: number;
  readonly orders: number;
  /** 笔单价: revenue / orders. */
  readonly aov: number | null;
  /** 客单价: revenue / customers. */
  readonly perBuyer: number | null;
  /** 复购率: customers with at least two orders / customers. */
  readonly repeatRate: number | null;
}

export interface SegmentGroup extends SegmentFigures {
  readonly key: string | null;
  readonly key2: string | null;
  /** Of all customers; over all groups more than 1 where customers belong to several. */
  readonly share: number;
  /** Of all revenue. */
  readonly revenueShare: number | null;
  /** Null without a comparison; zeros where the group did not buy then. */
  readonly previous: SegmentFigures | null;
}

/** What was sold to whom in one period. */
export interface SegmentSales {
  readonly sums: readonly SegmentSum[];
  /** Null where returns cannot be told apart. */
  readonly returns: readonly SegmentReturn[] | null;
  /** Customers, of whom repeaters, and orders, each counted once. */
  readonly whole: Pick<SegmentSum, "customers" | "repeaters" | "orders">;
}

/**
 * Customers by group (客户细分): every group that bought or sent back in either period, by revenue, then by key; revenue = net
 * of the orders − returns. `total` counts everyone once; its revenue is that of all groups. O(groups · log groups).
 */
export function segmentGroups(now: SegmentSales, before: SegmentSales | null) {
  const mine = figuresByGroup(now);
  const earlier = before && figuresByGroup(before);
  const total = totalOf(now, mine);
  const names = new Map([...(earlier ?? []), ...mine].map(([name, { key, key2 }]) => [name, { key, key2 }]));
  const groups: SegmentGroup[] = [...names].map(([name, keys]) => {
    const own = mine.get(name)?.figures ?? nothing;
    return {
      ...keys,
      ...own,
      share: total.customers > 0 ? own.customers / total.customers : 0,
      revenueShare: total.revenue > 0 ? own.revenue / total.revenue : null,
      previous: earlier && (earlier.get(name)?.figures ?? nothing),
    };
  });
  groups.sort((a, b) => b.revenue - a.revenue || compare(a.key, b.key) || compare(a.key2, b.key2));
  return { total, groups, before: before && earlier && totalOf(before, earlier) };
}

type Named = ReadonlyMap<
  string,
  { readonly key: string | null; readonly key2: string | null; readonly figures: SegmentFigures }
>;

function figuresByGroup({ sums, returns }: SegmentSales): Named {
  const name = (row: { readonly key: string | null; readonly key2: string | null }) =>
    JSON.stringify([row.key, row.key2]);
  const taken = new Map((returns ?? []).map((row) => [name(row), row]));
  const sold = new Map(sums.map((row) => [name(row), row]));
  return new Map(
    [...new Set([...sold.keys(), ...taken.keys()])].map((group) => {
      const { key, key2 } = sold.get(group) ?? taken.get(group) ?? { key: null, key2: null };
      const sum = sold.get(group) ?? { customers: 0, repeaters: 0, orders: 0, net: 0 };
      return [group, { key, key2, figures: figuresOf(sum, sum.net - (taken.get(group)?.returned ?? 0)) }];
    }),
  );
}

function totalOf({ whole }: SegmentSales, groups: Named): SegmentFigures {
  return figuresOf(
    whole,
    [...groups.values()].reduce((sum, { figures }) => sum + figures.revenue, 0),
  );
}

function figuresOf(sum: SegmentSales["whole"], money: number): SegmentFigures {
  const { customers, repeaters, orders } = sum;
  const revenue = exact(money);
  return {
    customers,
    repeaters,
    revenue,
    orders,
    aov: orders > 0 ? exact(revenue / orders) : null,
    perBuyer: customers > 0 ? exact(revenue / customers) : null,
    repeatRate: customers > 0 ? repeaters / customers : null,
  };
}

const nothing = figuresOf({ customers: 0, repeaters: 0, orders: 0 }, 0);

function compare(one: string | null, other: string | null): number {
  return (one ?? "") < (other ?? "") ? -1 : (one ?? "") > (other ?? "") ? 1 : 0;
}
