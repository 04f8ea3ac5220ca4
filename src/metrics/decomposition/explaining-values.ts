import type { ValueChange } from "./change-by-value.ts";
import { type RatioSpread, ratioSurprise, shareSurprise } from "./surprise.ts";

/** A dimension and how well a few of its values explain a change. */
export interface Explanation {
  readonly dimension: string;
  /** All its values, the largest contribution first. */
  readonly changes: readonly ValueChange[];
  /** At most three that explain it, the strongest first; none where it takes more. */
  readonly drivers: readonly ValueChange[];
  /** Share of the change that the drivers, or else the strongest values, explain. */
  readonly power: number;
  /** How unlike the others the drivers changed, in nats; 0 without drivers. */
  readonly surprise: number;
}

export interface DimensionChanges {
  readonly dimension: string;
  readonly changes: readonly ValueChange[];
  /** Changes of a share that tell better than the changes themselves how unlike each other the values changed. */
  readonly evidence?: readonly ValueChange[];
}

/** Values that may be called the drivers, the share of the change they must explain, and the least of one of them. */
export const mostDrivers = 3;
export const leastPower = 0.6;
const leastShare = 0.1;
/** Share of a dimension's sums that must belong to values of both periods: campaigns that follow each other explain nothing. */
const leastLasting = 0.5;
/** Values that overlap by more than this share of the change cannot tell it. */
const mostOverlap = 0.4;
/** How much more of the change than of the sum must be the drivers' (of a ratio, how much the others'): what is nearly everything explains nothing. */
const leastExcess = 0.05;
/** Who is responsible is named where nothing about customers and goods explains as well. */
const people = new Set(["owner", "team"]);

/**
 * Finds the dimension that explains a change best: at most three values that together make up 60 % of it, each at least
 * 10 %, none of them a missing one. Dimensions that have such values come first, by how surprising they are; then by
 * explanatory power, then by name. O(dimensions · values).
 *
 * A sum's surprise is the Jensen–Shannon divergence of the drivers' shares; it counts per driver and per value there was to
 * choose from, by the drivers' share of all that moved (many small moves that cancel out make a fine cut look surprising)
 * and by how much more of the change than of the sum is theirs. A ratio's surprise is that of the drivers' rate against the others', less the choice: see `ratioSurprise`.
 * Source: Bhagwan et al., Adtributor: Revenue Debugging in Advertising Systems (NSDI 2014): explanatory power, surprise and
 * succinctness; a ratio's explanatory power is its exact contribution instead of a partial derivative.
 */
export function explainChange(
  dimensions: readonly DimensionChanges[],
  delta: number,
  spread: RatioSpread,
): Explanation[] {
  const explained = dimensions.map((each) => explanationBy(each, delta, spread));
  explained.sort(
    (a, b) =>
      Number(b.drivers.length > 0) - Number(a.drivers.length > 0) ||
      b.weight - a.weight ||
      b.power - a.power ||
      (a.dimension < b.dimension ? -1 : 1),
  );
  return explained.map(({ weight: _, ...explanation }) => explanation);
}

function explanationBy(
  { dimension, changes, evidence = changes }: DimensionChanges,
  delta: number,
  spread: RatioSpread,
) {
  const isRatio = changes.some(({ sums }) => sums[0].under !== null);
  const share = ({ contribution }: ValueChange) => (delta === 0 ? 0 : contribution / delta);
  const strongest = changes
    .filter((change) => change.kind === "value" && change.value !== null && share(change) >= leastShare)
    .slice(0, mostDrivers);
  const power = (count: number) => strongest.slice(0, count).reduce((sum, change) => sum + share(change), 0);
  const enough = strongest.findIndex((_, index) => power(index + 1) >= leastPower - 1e-12);
  const told =
    lasting(changes) && !changes.some((change) => change.kind === "overlap" && Math.abs(share(change)) > mostOverlap);
  const some = strongest.slice(0, enough + 1);
  const size = sizeOf(some) / (sizeOf(changes) || 1);
  const excess = isRatio ? 1 - size : Math.min(1, power(some.length)) - size;
  const drivers = told && excess >= leastExcess ? some : [];
  const found = { dimension, changes, drivers, power: power(drivers.length || mostDrivers) };
  if (drivers.length === 0) return { ...found, surprise: 0, weight: Number.NEGATIVE_INFINITY };
  const handicap = people.has(dimension) ? Math.LN2 : 0;
  const isDriver = ({ kind, value }: ValueChange) =>
    kind === "value" && drivers.some((driver) => driver.value === value);
  if (isRatio) {
    const surprise = ratioSurprise(evidence, isDriver, evidence === changes ? spread : "share");
    return { ...found, surprise, weight: surprise - handicap };
  }
  const surprise = shareSurprise(evidence, isDriver);
  const moved = (some: readonly ValueChange[]) =>
    some.reduce((sum, { contribution }) => sum + Math.abs(contribution), 0);
  const concentration = moved(drivers) / moved(changes);
  const choice = drivers.length * changes.length;
  return { ...found, surprise, weight: Math.log((surprise * concentration * excess) / choice) - handicap };
}

/** What values had before, of a ratio what they are measured against; below zero is nothing. */
function sizeOf(changes: readonly ValueChange[]): number {
  return changes.reduce((sum, { sums: [before] }) => sum + Math.max(0, before.under ?? before.over), 0);
}

/** Are most of a dimension's values there in both periods, by their sums? */
function lasting(changes: readonly ValueChange[]): boolean {
  const named = changes.filter(({ kind, value }) => kind === "value" && value !== null);
  const size = ({ over, under }: ValueChange["sums"][0]) => Math.abs(under ?? over);
  const sum = (some: readonly ValueChange[]) =>
    some.reduce((total, { sums }) => total + size(sums[0]) + size(sums[1]), 0);
  const both = named.filter(({ sums }) => size(sums[0]) > 0 && size(sums[1]) > 0);
  return sum(both) >= leastLasting * sum(named);
}
