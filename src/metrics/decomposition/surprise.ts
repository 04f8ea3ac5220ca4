import type { ValueChange } from "./change-by-value.ts";

type IsDriver = (change: ValueChange) => boolean;
type Side = 0 | 1;

/** What a ratio averages: yes and no (0 to 1), promoters and detractors (−1 to 1), or amounts of any size. */
export type RatioSpread = "share" | "score" | "amount";

/**
 * How far the shares of some values moved (惊讶度): their part of the Jensen–Shannon divergence, in nats, between all
 * values' shares before and after; sums below zero count as nothing. 0 when they changed just as everything did.
 * O(values). Source: Bhagwan et al., Adtributor (NSDI 2014), section 3.2.
 */
export function shareSurprise(changes: readonly ValueChange[], isDriver: IsDriver): number {
  const amount = ({ sums }: ValueChange, side: Side) => Math.max(0, sums[side].over);
  const whole = (side: Side) => changes.reduce((sum, change) => sum + amount(change, side), 0);
  const [before, after] = [whole(0), whole(1)];
  if (before <= 0 || after <= 0) return 0;
  return changes.filter(isDriver).reduce((sum, change) => {
    const [p, q] = [amount(change, 0) / before, amount(change, 1) / after];
    const part = (share: number) => (share <= 0 ? 0 : share * Math.log((2 * share) / (p + q)));
    return sum + (part(p) + part(q)) / 2;
  }, 0);
}

/**
 * How unlike the others some values' ratio changed: log likelihood ratio z²/2, in nats, of a difference in differences
 * (the drivers' rate after − before, less the others'), less the logarithm of how many sets of so many values there are
 * to choose from. Shares and scores between −1 and 1 have a proportion's variance, other ratios that of a mean whose
 * deviation is as large as itself. 0 at best where a rate is not known on either side. O(values).
 */
export function ratioSurprise(changes: readonly ValueChange[], isDriver: IsDriver, spread: RatioSpread): number {
  const drivers = changes.filter(isDriver);
  const others = changes.filter((change) => !isDriver(change));
  const every = changes.flatMap(({ sums }) => sums);
  const low = spread === "score" ? -1 : 0;
  const within = ({ over, under }: (typeof every)[0]) => over <= (under ?? 0) && over >= low * (under ?? 0);
  const bounded = spread !== "amount" && every.every(within);
  const cells = [drivers, others].flatMap((some) => ([0, 1] as const).map((side) => cellOf(some, side)));
  const choices = logChoices(changes.length, drivers.length);
  if (cells.some(({ under }) => under <= 0)) return -choices;
  const rates = cells.map(({ over, under }) => over / under);
  const variance = cells.reduce((sum, { over, under }, index) => {
    if (!bounded) return sum + ((rates[index] as number) ** 2 + 1e-12) / under;
    // Half an answer of either kind, so that a cell of equal answers still is uncertain.
    const share = (over - low * under + 0.5 * (1 - low)) / ((1 - low) * (under + 1));
    return sum + ((1 - low) ** 2 * share * (1 - share)) / under;
  }, 0);
  const [driven0, driven1, other0, other1] = rates as [number, number, number, number];
  return (driven1 - driven0 - (other1 - other0)) ** 2 / (2 * variance) - choices;
}

function cellOf(changes: readonly ValueChange[], side: Side): { over: number; under: number } {
  return changes.reduce(
    (sum, { sums }) => ({ over: sum.over + sums[side].over, under: sum.under + (sums[side].under ?? 0) }),
    { over: 0, under: 0 },
  );
}

/** Logarithm of the number of ways to choose some of several. */
function logChoices(all: number, some: number): number {
  let sum = 0;
  for (let place = 0; place < some; place++) sum += Math.log((all - place) / (place + 1));
  return sum;
}
