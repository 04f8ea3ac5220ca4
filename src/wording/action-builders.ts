import type { Words } from "#messages.ts";
import type { Action } from "#metrics/actions/action.ts";
import { businessDay } from "#metrics/actions/business-days.ts";
import type { ChurnAccount } from "#metrics/churn/churn-findings.ts";
import { riskLimit } from "#metrics/churn/churn-scores.ts";
import { daysBetween } from "#metrics/days.ts";
import type { StalledDeal } from "#metrics/pipeline/stalled-deals.ts";
import type { AccountName } from "#queries/account-names.ts";
import { firstDays } from "#queries/action-leads.ts";
import type { DealName } from "#queries/pipeline-deal-names.ts";
import { reasonsOf } from "./churn-reasons.ts";

/** What every action is told with: the words, and the day from which its deadline counts. */
export interface Told {
  readonly words: Words;
  readonly asOf: string;
}

/** Business days that each kind may wait. */
const patience = { answer_lead: 0, answer_complaint: 0, save: 2, revive_deal: 3, cross_sell: 5, fix_data: 5 } as const;

function deadline({ asOf }: Told, kind: Action["kind"]): string {
  return businessDay(asOf, patience[kind]);
}

/** Saves a customer that is likely to leave: risk × value; half the value where a rule stands in for the risk. */
export function saveAction(told: Told, account: ChurnAccount, who: AccountName, horizon: number): Action {
  const { words } = told;
  const reason = reasonsOf(words, account, horizon)[0] ?? "";
  const money = words.money(account.value);
  const because =
    account.risk === null
      ? words.say("why_save_rule", { money, reason })
      : words.say("why_save", { risk: words.percent(account.risk), days: horizon, money, reason });
  return {
    ...{ kind: "save", ...who, record: null, about: null, because },
    expected: (account.risk ?? riskLimit) * account.value,
    byWhen: deadline(told, "save"),
  };
}

/** Answers a lead: share of leads that become customers × what these order first. */
export function leadAction(
  told: Told,
  lead: {
    readonly record: string;
    readonly name: string | null;
    readonly owner: string | null;
    readonly created: string;
  },
  worth: { readonly leads: number; readonly converted: number; readonly brought: number },
): Action {
  const { words, asOf } = told;
  const { record, name, owner, created } = lead;
  const because = words.say("why_lead", {
    days: daysBetween(created, asOf),
    rate: words.percent(worth.converted / worth.leads),
    money: words.money(worth.brought / worth.converted),
    first: firstDays,
  });
  const expected = worth.brought / worth.leads;
  return {
    ...{ kind: "answer_lead", account: null, name, record, owner, about: null, because, expected },
    byWhen: deadline(told, "answer_lead"),
  };
}

/** Settles a complaint: what the customer bought × its risk of leaving. */
export function complaintAction(
  told: Told,
  complaint: {
    readonly record: string;
    readonly subject: string | null;
    readonly opened: string;
    readonly answered: number;
    readonly account: string;
    readonly name: string | null;
    readonly owner: string | null;
  },
  stake: { readonly money: number; readonly risk: number; readonly own: boolean },
): Action {
  const { words, asOf } = told;
  const { record, subject, opened, answered, account, name, owner } = complaint;
  const because = words.say(stake.own ? "why_complaint" : "why_complaint_plain", {
    days: daysBetween(opened, asOf),
    answered: answered === 1 ? "yes" : "no",
    money: words.money(stake.money),
    risk: words.percent(stake.risk),
  });
  return {
    ...{ kind: "answer_complaint", account, name, record, owner, about: subject, because },
    expected: stake.money * stake.risk,
    byWhen: deadline(told, "answer_complaint"),
  };
}

/** Revives a stalled deal: share won of the deals that once stood as long × its amount. */
export function dealAction(told: Told, deal: StalledDeal, who: DealName, rate: number): Action {
  const { words } = told;
  const because = words.say("why_deal", {
    days: words.integer(deal.days),
    usual: words.integer(Math.round(deal.usual)),
    rate: words.percent(rate),
    money: words.money(deal.amount ?? 0),
  });
  return {
    ...{ kind: "revive_deal", account: who.account, name: who.customer, record: who.id, owner: who.owner },
    ...{ about: who.deal ?? who.id, because, expected: rate * (deal.amount ?? 0) },
    byWhen: deadline(told, "revive_deal"),
  };
}

/** Makes an offer: share of comparable customers that buy it × what a line with it brings. */
export function offerAction(
  told: Told,
  who: AccountName,
  offer: { readonly product: string; readonly share: number; readonly because: string },
  worth: number,
): Action {
  const because = told.words.say("why_cross", { because: offer.because, money: told.words.money(worth) });
  return {
    ...{ kind: "cross_sell", ...who, record: null, about: offer.product, because, expected: offer.share * worth },
    byWhen: deadline(told, "cross_sell"),
  };
}

/** Completes a won deal without amount and order: the mean of won deals × the share of them that are followed by an order. */
export function amountAction(
  told: Told,
  deal: {
    readonly record: string;
    readonly deal: string | null;
    readonly account: string | null;
    readonly name: string | null;
    readonly owner: string | null;
    readonly closed: string;
  },
  usual: number,
  ordered: number,
): Action {
  const { words } = told;
  const { account, name, record, owner, closed } = deal;
  return {
    ...{ kind: "fix_data", account, name, record, owner, expected: usual * ordered },
    about: words.say("about_no_amount", { deal: deal.deal ?? record }),
    because: words.say("why_no_amount", {
      ...{ day: words.date(closed), money: words.money(usual), rate: words.percent(ordered) },
    }),
    byWhen: deadline(told, "fix_data"),
  };
}

/** Finds out whose orders they are: what they brought × the share of customers that buy again. */
export function nobodyAction(
  told: Told,
  { owner, orders, net }: { readonly owner: string | null; readonly orders: number; readonly net: number },
  again: number,
): Action {
  const { words } = told;
  return {
    ...{ kind: "fix_data", account: null, name: null, record: null, owner, expected: net * again },
    about: words.say("about_nobody", { n: orders }),
    because: words.say("why_nobody", { n: orders, money: words.money(net), rate: words.percent(again) }),
    byWhen: deadline(told, "fix_data"),
  };
}
