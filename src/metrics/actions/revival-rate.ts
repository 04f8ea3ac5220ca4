interface Stay {
  readonly stage: number | null;
  readonly days: number;
  readonly won: boolean;
  readonly deals: number;
}

/** Fewer deals than these do not tell a rate. */
const fewest = 10;

/**
 * Share won of the deals that once stood in a stage (null: were open) for longer than so many days, as this one does; where
 * fewer than ten did, of all that were in the stage, else of all deals; 0 without any. O(stays).
 */
export function revivalRate(
  stays: readonly Stay[],
  { stage, usual }: { readonly stage: number | null; readonly usual: number },
): number {
  const alike = [
    stays.filter((stay) => stay.stage === stage && stay.days > usual),
    stays.filter((stay) => stay.stage === stage),
    stays.filter((stay) => stay.stage === null),
  ];
  const count = (some: readonly Stay[]) => some.reduce((sum, { deals }) => sum + deals, 0);
  const told = alike.find((some) => count(some) >= fewest) ?? [];
  return told.length === 0 ? 0 : count(told.filter(({ won }) => won)) / count(told);
}
