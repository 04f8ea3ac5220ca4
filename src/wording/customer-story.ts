import { daysBetween } from "#grammar/days.ts";
import type { Words } from "#messages.ts";
import type { ChurnAccount } from "#metrics/churn/churn-findings.ts";
import type { CustomerOrders, OrderDay, ProfileSpans, ReturnDay } from "#metrics/customer/customer-profile.ts";
import type { CustomerLifetime } from "#metrics/customer/customer-profile-lifetime.ts";
import type { CustomerScores } from "#metrics/customer/customer-profile-result.ts";
import type { NextStep } from "#metrics/customer/customer-profile-steps.ts";
import type { CustomerEvent, CustomerRecords } from "#metrics/customer/customer-profile-timeline.ts";
import type { LifecycleStageName } from "#metrics/lifecycle/lifecycle.ts";
import type { ToldOffer } from "./recommend-story.ts";

/** Who a customer is; phone and e-mail as the asker may see them. */
export interface CustomerIdentity {
  readonly account: string;
  readonly name: string | null;
  readonly industry: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly segment: string | null;
  readonly tier: string | null;
  readonly owner: string | null;
  readonly since: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface CustomerContact {
  readonly name: string | null;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface CustomerProduct {
  readonly item: string;
  readonly product: string | null;
  readonly category: string | null;
  readonly money: number | null;
  readonly placed: number;
  readonly last_on: string;
}

interface CustomerRfm extends CustomerScores {
  /** Customers it was scored among. */
  readonly population: number;
}

export interface CustomerTask {
  readonly noted: string;
  readonly title: string | null;
  readonly owner: string | null;
}

/** All that a customer's profile speaks of; parts that nothing is known of are null or empty. */
export interface CustomerStory {
  readonly words: Words;
  readonly spans: ProfileSpans;
  readonly account: CustomerIdentity;
  readonly contacts: readonly CustomerContact[];
  readonly days: readonly OrderDay[];
  readonly returns: readonly ReturnDay[];
  readonly orders: CustomerOrders;
  readonly products: readonly CustomerProduct[];
  readonly stage: LifecycleStageName;
  readonly rfm: CustomerRfm | null;
  readonly clv: CustomerLifetime | null;
  readonly churn: (ChurnAccount & { readonly horizon: number }) | null;
  readonly records: CustomerRecords;
  /** What somebody means to do about it, newest first. */
  readonly tasks: readonly CustomerTask[];
  readonly contactsInPeriod: number;
  readonly offers: readonly ToldOffer[];
  readonly steps: readonly NextStep[];
  readonly timeline: readonly CustomerEvent[];
  /** Newest events that the data list. */
  readonly shown: number;
  /** Do won deals stand for orders? */
  readonly deals: boolean;
  /** Keys of the footnotes on what could not be told. */
  readonly lacking: readonly string[];
}

export const nameOf = ({ account: { name, account } }: CustomerStory): string => name ?? account;

/** The period as it stands in a sentence. */
export function whenOf({ words, spans: { from, to, asOf } }: CustomerStory): string {
  return daysBetween(from, to) === 365 && to > asOf
    ? words.say("last_year")
    : words.say("in_span", { span: words.span(from, to) });
}

/** Industry, place and rank of the customer, as far as they are known. */
export function detailsOf({ words, account }: CustomerStory): string {
  const { city, region, industry, tier } = account;
  const place =
    city !== null && region !== null && city !== region ? words.say("who_place", { city, region }) : (city ?? region);
  return [industry, place, tier].filter((detail) => detail !== null).join(words.locale === "zh" ? "、" : ", ");
}

/** Open deals and what they are worth, as far as their amounts are known. */
export function openDeals({ words, records }: Pick<CustomerStory, "words" | "records">) {
  const open = records.deals.filter(({ standing }) => standing === "open");
  const known = open.flatMap(({ money }) => money ?? []);
  const sum = known.reduce((total, money) => total + money, 0);
  return { n: open.length, money: known.length === 0 ? "none" : words.money(sum) };
}
