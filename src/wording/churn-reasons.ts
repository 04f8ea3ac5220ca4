import type { Words } from "#messages.ts";
import type { ChurnAccount } from "#metrics/churn/churn-findings.ts";
import type { ChurnFacts, ChurnReason } from "#metrics/churn/churn-reasons.ts";

/** Why an account may leave, a phrase each, the strongest first. */
export function reasonsOf(words: Words, { reasons, facts }: ChurnAccount, horizon: number): string[] {
  if (reasons.length === 0) return [words.say("reason.none")];
  return reasons.map((reason) => words.say(`reason.${reason}`, valuesOf[reason](words, facts, horizon)));
}

/** What to do about an account, and a sentence to begin with. */
export function remedyOf(
  words: Words,
  { key, reasons }: ChurnAccount,
): { readonly action: string; readonly opener: string } {
  const reason = reasons.find((one) => grievances.has(one)) ?? reasons[0] ?? "none";
  // Owners write to several silent customers: not all in the same words.
  const opener = reason === "silent" ? `silent_${key % 3}` : reason;
  return { action: words.say(`action.${reason}`), opener: words.say(`opener.${opener}`) };
}

/** What a customer holds against us is addressed before anything else. */
const grievances: ReadonlySet<ChurnReason> = new Set([
  "open_complaint",
  "complained",
  "low_score",
  "slow_answers",
  "returns",
]);

type Values = Readonly<Record<string, string | number>>;

const valuesOf: Readonly<Record<ChurnReason, (words: Words, facts: ChurnFacts, horizon: number) => Values>> = {
  silent: (_, { ownGap, silence }) => ({ gap: Math.max(1, ownGap ?? 1), days: silence }),
  fewer_orders: (words, { ordersRecent, ordersBefore }, horizon) => ({
    share: ordersRecent === 0 ? "all" : words.percent(1 - ordersRecent / ordersBefore),
    before: ordersBefore,
    horizon,
  }),
  less_money: (words, { moneyRecent, moneyBefore }, horizon) => ({
    share: words.percent(1 - moneyRecent / moneyBefore),
    horizon,
  }),
  smaller_orders: (words, { orderValueChange }) => ({ share: words.percent(-(orderValueChange ?? 0)) }),
  slowing: (words, { lastGapOverOwn }) => ({ times: words.number(Math.round(10 * (lastGapOverOwn ?? 1)) / 10) }),
  few_orders: (_, { orderDays, silence }) => ({ n: orderDays, days: silence }),
  returns: (words, { returned }, horizon) => ({ money: words.money(returned), window: 2 * horizon }),
  open_complaint: (_, { openComplaints }) => ({ n: openComplaints }),
  complained: (_, { complaints }, horizon) => ({ n: complaints, window: 2 * horizon }),
  slow_answers: (words, { responseHours }) => ({ hours: words.integer(Math.round(responseHours ?? 0)) }),
  low_score: (words, { surveyScore }) => ({ share: words.percent(surveyScore ?? 0) }),
  no_contact: (_, { sinceContact }, horizon) => ({
    days: sinceContact ?? 0,
    never: sinceContact === 2 * horizon ? "yes" : "no",
  }),
  contract: (_, { contractDaysLeft }) => ({
    days: Math.abs(contractDaysLeft ?? 0),
    over: (contractDaysLeft ?? 0) < 0 ? "yes" : "no",
  }),
};
