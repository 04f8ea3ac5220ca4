import { exact } from "../money.ts";

/** Sums of valid orders that share a bucket or a group. */
export interface SalesSum {
  readonly net: number;
  readonly orders: number;
  readonly customers: number;
  /** Null where no order line is known. */
  readonly units: number | null;
  /** Money taken back; null where returns cannot be told apart. */
  readonly returned: number | null;
}

/** The figures of `/sales`; money in the reporting currency, without tax. */
export interface SalesFigures {
  readonly revenue: number;
  readonly orders: number;
  readonly customers: number;
  readonly units: number | null;
  /** 笔单价: revenue per order; null without orders. */
  readonly aov: number | null;
  readonly returns: number | null;
}

/**
 * Figures of a sum: revenue = net of the valid orders − returns dated in the period, aov = revenue / orders.
 * Rounded to the four decimals that money is kept with, so that floating sums cannot show. O(1).
 */
export function salesFigures(sum: SalesSum): SalesFigures {
  const revenue = exact(sum.net - (sum.returned ?? 0));
  return {
    revenue,
    orders: sum.orders,
    customers: sum.customers,
    units: sum.units,
    aov: sum.orders > 0 ? exact(revenue / sum.orders) : null,
    returns: sum.returned === null ? null : exact(sum.returned),
  };
}

/** Relative change; null when there is nothing to relate to. */
export function relativeChange(now: number, before: number | null | undefined): number | null {
  return before === null || before === undefined || before <= 0 ? null : now / before - 1;
}

/** Figures of one bucket of time. */
export interface SalesPoint extends SalesFigures {
  /** First day of the bucket. */
  readonly start: string;
}

/** Sums of valid orders without who bought. */
interface Sold {
  readonly net: number;
  readonly orders: number;
  readonly units: number | null;
}

/**
 * Every bucket of `starts`, those without orders too; `returned` is null where returns cannot be told apart.
 * O(buckets).
 */
export function salesSeries(
  starts: readonly string[],
  sold: readonly (Sold & { readonly start: string })[],
  buyers: ReadonlyMap<string | null, number>,
  returned: ReadonlyMap<string | null, number> | null,
): SalesPoint[] {
  const byStart = new Map(sold.map((row) => [row.start, row]));
  return starts.map((start) => {
    const { net, orders, units } = byStart.get(start) ?? { net: 0, orders: 0, units: null };
    const back = returned && (returned.get(start) ?? 0);
    return { start, ...salesFigures({ net, orders, units, customers: buyers.get(start) ?? 0, returned: back }) };
  });
}

/** Figures of a whole period, with 客单价 `per_buyer` = revenue / distinct buyers. */
export interface SalesTotals extends SalesFigures {
  readonly per_buyer: number | null;
}

/** The sum of a period's sales; `customers` are its distinct buyers, who cannot be added up. O(rows). */
export function salesTotals(
  sold: readonly Sold[],
  customers: number,
  returned: ReadonlyMap<string | null, number> | null,
): SalesTotals {
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  const known = sold.flatMap(({ units }) => units ?? []);
  const figures = salesFigures({
    net: sum(sold.map(({ net }) => net)),
    orders: sum(sold.map(({ orders }) => orders)),
    units: known.length > 0 ? sum(known) : null,
    customers,
    returned: returned && sum(returned.values()),
  });
  return { ...figures, per_buyer: customers > 0 ? exact(figures.revenue / customers) : null };
}

/** Figures of one group; `share` of the total revenue, `previous` revenue in the comparison period. */
export interface SalesGroup extends SalesFigures {
  readonly key: string | null;
  readonly share: number | null;
  readonly previous: number | null;
}

interface GroupedSales {
  readonly sold: readonly (Sold & { readonly part: string | null; readonly customers: number })[];
  readonly returned: ReadonlyMap<string | null, number> | null;
}

/**
 * Every group that sold, or took back, in either period, by revenue, then by key. `previous` is null without a
 * comparison. O(groups · log groups).
 */
export function salesGroups(now: GroupedSales, before: GroupedSales | null): SalesGroup[] {
  const figures = ({ sold, returned }: GroupedSales) => {
    const byPart = new Map(sold.map((row) => [row.part, row]));
    const parts = new Set([...byPart.keys(), ...(returned?.keys() ?? [])]);
    return new Map(
      [...parts].map((part) => {
        const row = byPart.get(part) ?? { net: 0, orders: 0, units: null, customers: 0 };
        return [part, salesFigures({ ...row, returned: returned && (returned.get(part) ?? 0) })];
      }),
    );
  };
  const mine = figures(now);
  const earlier = before && figures(before);
  const total = [...mine.values()].reduce((sum, { revenue }) => sum + revenue, 0);
  const nothing = salesFigures({ net: 0, orders: 0, units: null, customers: 0, returned: now.returned && 0 });
  return [...new Set([...mine.keys(), ...(earlier?.keys() ?? [])])]
    .map((key) => ({ key, ...(mine.get(key) ?? nothing) }))
    .map((group) => ({
      ...group,
      share: total > 0 ? group.revenue / total : null,
      previous: earlier && (earlier.get(group.key)?.revenue ?? 0),
    }))
    .sort((a, b) => b.revenue - a.revenue || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
}

/**
 * The first `count` groups, and the others summed up so that totals add up; distinct customers cannot be added, so
 * those of the others are 0. `other` is null when all are shown.
 */
export function cappedGroups(groups: readonly SalesGroup[], count: number) {
  const rest = groups.slice(count);
  if (rest.length === 0) return { shown: groups.slice(), other: null };
  const sum = (pick: (group: SalesGroup) => number | null) =>
    rest.reduce((total, group) => total + (pick(group) ?? 0), 0);
  const orders = sum((group) => group.orders);
  const revenue = exact(sum((group) => group.revenue));
  const other = {
    revenue,
    orders,
    units: rest.some(({ units }) => units !== null) ? sum((group) => group.units) : null,
    aov: orders > 0 ? exact(revenue / orders) : null,
    returns: rest.some(({ returns }) => returns !== null) ? exact(sum((group) => group.returns)) : null,
    share: rest.some(({ share }) => share !== null) ? sum((group) => group.share) : null,
    previous: rest.some(({ previous }) => previous !== null) ? exact(sum((group) => group.previous)) : null,
    groups: rest.length,
  };
  return { shown: groups.slice(0, count), other };
}

/**
 * The factor of revenue that changed most, by its share of the logarithm of the change; null where a side has no
 * sales. O(1).
 */
export function mainFactor(now: SalesTotals, before: SalesTotals) {
  const of = ({ customers, orders, revenue }: SalesTotals) =>
    ({ buyers: customers, frequency: orders / customers, value: revenue / orders }) as const;
  const [mine, earlier] = [of(now), of(before)];
  const changes = (["buyers", "frequency", "value"] as const).map((factor) => {
    return { factor, now: mine[factor], before: earlier[factor], ratio: mine[factor] / earlier[factor] };
  });
  if (changes.some(({ ratio }) => !(ratio > 0 && Number.isFinite(ratio)))) return null;
  return changes.reduce((most, one) => (Math.abs(Math.log(one.ratio)) > Math.abs(Math.log(most.ratio)) ? one : most));
}
