import type { FeatureMatrix } from "../classification/feature-matrix.ts";

/** Why an account is at risk, in kinds that can be said in words; each is backed by the facts beside it. */
export const churnReasons = [
  "silent",
  "fewer_orders",
  "less_money",
  "smaller_orders",
  "slowing",
  "few_orders",
  "returns",
  "open_complaint",
  "complained",
  "slow_answers",
  "low_score",
  "no_contact",
  "contract",
] as const;
export type ChurnReason = (typeof churnReasons)[number];

const openComplaint = churnReasons.indexOf("open_complaint");
/** Reasons given of an account at most. */
export const mostReasons = 3;

/** The reason that each feature speaks for; one that no one would act on has none. */
const reasonOf: Readonly<Record<string, ChurnReason>> = {
  silence_over_own_gap: "silent",
  silence_days: "silent",
  own_gap_days: "silent",
  last_gap_over_own_gap: "slowing",
  order_days: "few_orders",
  tenure_days: "few_orders",
  orders_recent: "fewer_orders",
  orders_before: "fewer_orders",
  orders_trend: "fewer_orders",
  revenue_recent: "less_money",
  revenue_before: "less_money",
  revenue_trend: "less_money",
  order_value_change: "smaller_orders",
  returned_money: "returns",
  complaints: "complained",
  open_complaints: "open_complaint",
  response_hours: "slow_answers",
  survey_score: "low_score",
  contacts: "no_contact",
  days_since_contact: "no_contact",
  contracts: "contract",
  contract_days_left: "contract",
};

/** What is known of one account, as it is to be said: days, counts, money, ratios; null where it is not known. */
export interface ChurnFacts {
  readonly orderDays: number;
  readonly silence: number;
  /** Median gap between its order days; null below three of them. */
  readonly ownGap: number | null;
  readonly lastGapOverOwn: number | null;
  readonly ordersRecent: number;
  readonly ordersBefore: number;
  readonly moneyRecent: number;
  readonly moneyBefore: number;
  /** Value of its latest orders over the earlier ones' − 1. */
  readonly orderValueChange: number | null;
  readonly returned: number;
  readonly complaints: number;
  readonly openComplaints: number;
  readonly responseHours: number | null;
  readonly surveyScore: number | null;
  readonly sinceContact: number | null;
  readonly contractDaysLeft: number | null;
}

/** Reads the facts out of an account's features. */
export function churnFacts(names: readonly string[], features: ArrayLike<number>): ChurnFacts {
  const known = (name: string) => {
    const value = features[names.indexOf(name)] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const count = (name: string) => Math.round(known(name) ?? 0);
  // Counts, days and money are kept as log(1 + x), ratios as logarithms; 32-bit features leave money whole.
  const grown = (name: string) => Math.round(Math.expm1(known(name) ?? 0));
  const ratio = (name: string) => mapped(known(name), Math.exp);
  return {
    orderDays: grown("order_days"),
    silence: grown("silence_days"),
    ownGap: mapped(known("own_gap_days"), (value) => Math.round(Math.expm1(value))),
    lastGapOverOwn: ratio("last_gap_over_own_gap"),
    ordersRecent: grown("orders_recent"),
    ordersBefore: grown("orders_before"),
    moneyRecent: grown("revenue_recent"),
    moneyBefore: grown("revenue_before"),
    orderValueChange: mapped(ratio("order_value_change"), (value) => value - 1),
    returned: grown("returned_money"),
    complaints: count("complaints"),
    openComplaints: count("open_complaints"),
    responseHours: mapped(known("response_hours"), Math.expm1),
    surveyScore: known("survey_score"),
    sinceContact: mapped(known("days_since_contact"), (value) => Math.round(Math.expm1(value))),
    contractDaysLeft: known("contract_days_left"),
  };
}

/** Do the facts bear out a reason, so that its sentence is true of the account? */
const holds: Readonly<Record<ChurnReason, (facts: ChurnFacts, horizon: number) => boolean>> = {
  silent: ({ silence, ownGap }) => ownGap !== null && silence > 1.2 * Math.max(1, ownGap),
  fewer_orders: ({ ordersRecent, ordersBefore }) => ordersRecent < ordersBefore,
  less_money: ({ moneyRecent, moneyBefore }) => moneyRecent > 0 && moneyRecent < 0.9 * moneyBefore,
  smaller_orders: ({ orderValueChange }) => orderValueChange !== null && orderValueChange < -0.1,
  slowing: ({ lastGapOverOwn }) => lastGapOverOwn !== null && lastGapOverOwn >= 1.5,
  few_orders: ({ orderDays }) => orderDays === 1 || orderDays === 2,
  returns: ({ returned }) => returned > 0,
  open_complaint: ({ openComplaints }) => openComplaints > 0,
  complained: ({ complaints, openComplaints }) => complaints > openComplaints,
  slow_answers: ({ responseHours }) => responseHours !== null && responseHours >= 24,
  low_score: ({ surveyScore }) => surveyScore !== null && surveyScore <= 0.6,
  no_contact: ({ sinceContact }) => sinceContact !== null && sinceContact >= 30,
  contract: ({ contractDaysLeft }, horizon) => contractDaysLeft !== null && contractDaysLeft <= horizon,
};

/**
 * Up to three reasons of each row, strongest first, as indices into `churnReasons`, −1 where there are fewer: the kinds
 * whose features together raise the risk most, as far as the facts bear them out; an open complaint is always among them.
 * O(rows · features).
 */
export function strongestReasons(
  names: readonly string[],
  { values, rows, columns }: FeatureMatrix,
  contributions: Float64Array,
  horizon: number,
): Int8Array {
  const kinds = names.map((name) => (reasonOf[name] === undefined ? -1 : churnReasons.indexOf(reasonOf[name])));
  const found = new Int8Array(rows * mostReasons).fill(-1);
  for (let row = 0; row < rows; row++) {
    const push = new Float64Array(churnReasons.length);
    for (const [column, kind] of kinds.entries()) {
      if (kind >= 0) push[kind] = (push[kind] as number) + (contributions[row * columns + column] as number);
    }
    const facts = churnFacts(names, values.subarray(row * columns, (row + 1) * columns));
    const order = churnReasons
      .map((reason, kind) => ({ reason, kind, push: push[kind] as number }))
      .filter((one) => one.push > 0 && holds[one.reason](facts, horizon))
      .sort((a, b) => b.push - a.push || a.kind - b.kind);
    const chosen = order.slice(0, mostReasons).map(({ kind }) => kind);
    // Whoever gets in touch must know of it, however little it tells the model.
    if (facts.openComplaints > 0 && !chosen.includes(openComplaint)) chosen.splice(mostReasons - 1, 1, openComplaint);
    found.set(chosen, row * mostReasons);
  }
  return found;
}

/** The reason of those whom the rule found: their silence, or, where no rhythm is known, how little they ordered. */
export function silenceAlone(
  names: readonly string[],
  { values, rows, columns }: FeatureMatrix,
  atRisk: Uint8Array,
): Int8Array {
  const found = new Int8Array(rows * mostReasons).fill(-1);
  for (let row = 0; row < rows; row++) {
    if (atRisk[row] === 0) continue;
    const { ownGap } = churnFacts(names, values.subarray(row * columns, (row + 1) * columns));
    found[row * mostReasons] = churnReasons.indexOf(ownGap === null ? "few_orders" : "silent");
  }
  return found;
}

function mapped(value: number | null, map: (value: number) => number): number | null {
  return value === null ? null : map(value);
}
