import { wilson } from "../proportions.ts";
import type { SegmentFigures, SegmentGroup } from "./segment-groups.ts";

export interface SegmentFindings {
  /** The group with the most revenue; one that has a name where there is one. */
  readonly top: SegmentGroup;
  /** Does each customer belong to one group? */
  readonly apart: boolean;
  /** Share of customers of whom a dimension is not known; null where customers belong to several groups. */
  readonly unknown: number | null;
  /** What a customer of `top` brings over what one of the other named groups does; null without such. */
  readonly topTimes: number | null;
  /** What a customer of the groups with a name brings on average, counted in each group; null without such. */
  readonly usual: number | null;
  /** Groups whose customers bring most and least each, of those large enough; null where there are not two. */
  readonly dearest: SegmentGroup | null;
  readonly cheapest: SegmentGroup | null;
  /** Groups with the highest and lowest repeat rate, where they differ by more than chance. */
  readonly loyal: SegmentGroup | null;
  readonly fleeting: SegmentGroup | null;
  /** The group that lost most customers against the comparison, in money at what they brought then. */
  readonly shrunk: SegmentGroup | null;
  /** The group that won most customers. */
  readonly grown: SegmentGroup | null;
}

/** Customers below which a group's averages are not spoken of. */
export const fewestCustomers = 30;

/**
 * What sets groups of customers apart: who carries the revenue, whose customers are worth most, who comes back, and who
 * is growing or shrinking. `groups` of one or two dimensions by revenue, at least one; those without a value are never
 * singled out where others are. Repeat rates differ when their 95 % Wilson intervals do not meet. O(groups log groups).
 * Throws `segmentFindings requires at least 1 group`.
 */
export function segmentFindings(
  groups: readonly SegmentGroup[],
  total: SegmentFigures,
  dimensions: number,
): SegmentFindings {
  if (groups[0] === undefined) throw new Error("segmentFindings requires at least 1 group");
  const named = groups.filter(({ key, key2 }) => key !== null && (dimensions === 1 || key2 !== null));
  const top = named.find(({ customers }) => customers > 0) ?? groups[0];
  const large = named.filter(({ customers }) => customers >= fewestCustomers);
  const moving = named.filter(
    ({ customers, previous }) => Math.max(customers, previous?.customers ?? 0) >= fewestCustomers,
  );
  const [dearest, cheapest] = extremes(large, ({ perBuyer }) => perBuyer ?? 0);
  const [loyal, fleeting] = extremes(large, ({ repeatRate }) => repeatRate ?? 0);
  const differ = loyal !== null && fleeting !== null && interval(loyal).low > interval(fleeting).high;
  const apart = customersIn(groups) === total.customers;
  return {
    top,
    apart,
    unknown: apart && total.customers > 0 ? 1 - customersIn(named) / total.customers : null,
    usual: customersIn(named) > 0 ? revenueOf(named) / customersIn(named) : null,
    topTimes: apart ? timesOthers(top, named) : null,
    dearest,
    cheapest,
    loyal: differ ? loyal : null,
    fleeting: differ ? fleeting : null,
    shrunk: most(moving, (group) => lostCustomers(group) * (group.previous?.perBuyer ?? 0)),
    grown: most(moving, (group) => (group.previous === null ? 0 : -lostCustomers(group))),
  };
}

/** Customers fewer than in the comparison. */
export function lostCustomers({ customers, previous }: SegmentGroup): number {
  return (previous?.customers ?? customers) - customers;
}

/** Null where the others have no customers or no revenue. */
function timesOthers(group: SegmentGroup, named: readonly SegmentGroup[]): number | null {
  const others = named.filter((other) => other !== group);
  const revenue = revenueOf(others);
  if (customersIn(others) === 0 || revenue <= 0 || group.perBuyer === null) return null;
  return group.perBuyer / (revenue / customersIn(others));
}

function customersIn(groups: readonly SegmentGroup[]): number {
  return groups.reduce((sum, { customers }) => sum + customers, 0);
}

function interval({ repeaters, customers }: SegmentGroup) {
  return wilson({ successes: repeaters, trials: customers });
}

function revenueOf(groups: readonly SegmentGroup[]): number {
  return groups.reduce((sum, { revenue }) => sum + revenue, 0);
}

/** The first of the highest and the last of the lowest; nulls where fewer than two differ. */
function extremes(groups: readonly SegmentGroup[], value: (group: SegmentGroup) => number) {
  const sorted = [...groups].sort((a, b) => value(b) - value(a));
  const [high, low] = [sorted[0], sorted.at(-1)];
  if (high === undefined || low === undefined || value(high) === value(low)) return [null, null] as const;
  return [high, low] as const;
}

/** The first group with the largest value above 0. */
function most(groups: readonly SegmentGroup[], value: (group: SegmentGroup) => number): SegmentGroup | null {
  return groups.reduce<SegmentGroup | null>((best, group) => {
    return value(group) > (best === null ? 0 : value(best)) ? group : best;
  }, null);
}
