import type { FeatureMatrix } from "../classification/feature-matrix.ts";
import { type ChurnEvents, slicesOf } from "./churn-events.ts";
import { orderFeatureNames, writeOrderFeatures } from "./churn-order-features.ts";
import type { ChurnPopulation } from "./churn-population.ts";
import {
  activityFeatures,
  contractFeatures,
  returnFeatures,
  type SourceFeatures,
  surveyFeatures,
  ticketFeatures,
} from "./churn-service-features.ts";

export type ChurnSource = keyof ChurnEvents;

/** Names of the features that these sources give, in the order of the columns. */
export function churnFeatureNames(sources: readonly ChurnSource[]): string[] {
  return [
    ...orderFeatureNames,
    ...others.filter(({ source }) => sources.includes(source)).flatMap(({ of }) => of.names),
  ];
}

/** The sources that there are. */
export function sourcesOf(events: ChurnEvents): ChurnSource[] {
  return (Object.keys(events) as ChurnSource[]).filter((source) => events[source] !== null);
}

/**
 * What is known of each account of a population at its snapshot, one row an account, one column a feature; NaN where
 * nothing is known. Only events up to the snapshot are read, so that what happens later cannot change a row.
 * Skewed counts, days and money are logarithms. O(events + accounts · features).
 */
export function churnFeatures(events: ChurnEvents, population: ChurnPopulation, horizon: number): FeatureMatrix {
  const { accounts, snapshot } = population;
  const columns = churnFeatureNames(sourcesOf(events)).length;
  const values = new Float64Array(accounts.length * columns).fill(Number.NaN);
  writeOrderFeatures(events.orders, population, horizon, values, columns);
  let first = orderFeatureNames.length;
  for (const { source, of } of others) {
    const own = events[source];
    if (own === null) continue;
    const { starts, ends } = slicesOf(accounts, own.account);
    for (let i = 0; i < accounts.length; i++) {
      const start = starts[i] as number;
      let end = start;
      while (end < (ends[i] as number) && (own.day[end] as number) <= snapshot) end++;
      const at = i * columns + first;
      of.write(own as never, start, end, snapshot, horizon, values.subarray(at, at + of.names.length));
    }
    first += of.names.length;
  }
  return { values, rows: accounts.length, columns };
}

const others: readonly { source: Exclude<ChurnSource, "orders">; of: SourceFeatures<never> }[] = [
  { source: "returns", of: returnFeatures },
  { source: "tickets", of: ticketFeatures },
  { source: "surveys", of: surveyFeatures },
  { source: "activities", of: activityFeatures },
  { source: "contracts", of: contractFeatures },
];
