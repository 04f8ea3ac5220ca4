import { daysBetween } from "../days.ts";
import type { LifecycleStageName } from "../lifecycle/lifecycle.ts";
import { cents } from "../money.ts";
import type { CustomerOrders, ProfileSpans } from "./customer-profile.ts";
import type { CustomerLifetime } from "./customer-profile-lifetime.ts";
import type { CustomerEvent, CustomerRecords } from "./customer-profile-timeline.ts";

/** How a customer scores by recency (days), frequency and money. */
export interface CustomerScores {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly r: number;
  readonly f: number;
  readonly m: number;
  /** Null where too few customers bought to be told apart. */
  readonly segment: string | null;
}

/** What a profile tells besides its orders and records, each null or empty where it is not known. */
export interface ProfileParts {
  readonly spans: ProfileSpans;
  readonly account: {
    readonly account: string;
    readonly name: string | null;
    readonly industry: string | null;
    readonly region: string | null;
    readonly city: string | null;
    readonly owner: string | null;
    readonly since: string | null;
    readonly phone: string | null;
    readonly email: string | null;
  };
  readonly contacts: readonly object[];
  readonly stage: LifecycleStageName;
  readonly rfm: CustomerScores | null;
  readonly clv: CustomerLifetime | null;
  readonly churn: {
    readonly risk: number | null;
    readonly value: number;
    readonly reasons: readonly string[];
    readonly action: string | null;
    readonly opener: string | null;
  } | null;
  readonly orders: CustomerOrders;
  readonly products: readonly {
    readonly item: string;
    readonly product: string | null;
    readonly category: string | null;
    readonly money: number | null;
    readonly placed: number;
    readonly last_on: string;
  }[];
  readonly records: CustomerRecords;
  readonly contactsInPeriod: number;
  readonly offers: readonly object[];
  readonly timeline: readonly CustomerEvent[];
  /** Most rows of a list; null for all. */
  readonly limit: number | null;
}

/** The JSON fields of a customer's profile: money to the cent, days as ISO days. */
export function profileResult(parts: ProfileParts) {
  const { spans, account, rfm, clv, churn, orders, records, timeline, limit } = parts;
  const shown = <Row>(rows: readonly Row[]) => (limit === null ? rows : rows.slice(0, limit));
  const [contact] = records.activities;
  const daysSince = (day: string | null) => (day === null ? null : daysBetween(day, spans.asOf));
  const sum = ({ orders: n, revenue, returned, aov }: CustomerOrders["previous"]) => ({
    orders: n,
    revenue: cents(revenue),
    returned: cents(returned),
    aov: cents(aov),
  });
  return {
    n: 1,
    period: { from: spans.from, to: spans.to },
    account: {
      account_id: account.account,
      name: account.name,
      industry: account.industry,
      region: account.region,
      city: account.city,
      owner: account.owner,
      since: account.since,
      phone: account.phone,
      email: account.email,
    },
    contacts: parts.contacts,
    stage: parts.stage,
    rfm: rfm && {
      recency_days: rfm.recency,
      frequency: rfm.frequency,
      monetary: cents(rfm.monetary),
      r: rfm.r,
      f: rfm.f,
      m: rfm.m,
      segment: rfm.segment,
    },
    clv: clv && {
      expected_purchases: clv.expectedPurchases,
      expected_value: cents(clv.expectedValue),
      p_alive: clv.pAlive,
      clv: cents(clv.clv),
    },
    churn: churn && {
      risk: churn.risk,
      value_at_risk: cents(churn.value),
      reasons: churn.reasons,
      suggested_action: churn.action,
      opener: churn.opener,
    },
    orders: {
      ...sum(orders),
      change: orders.change,
      orders_ever: orders.allOrders,
      revenue_ever: cents(orders.allRevenue),
      first_on: orders.firstOn,
      last_on: orders.lastOn,
      silent_days: orders.silentDays,
      mean_gap_days: orders.meanGap,
      median_gap_days: orders.medianGap,
      products: parts.products.map(({ item, product, category, money, placed, last_on }) => ({
        ...{ product_id: item, product, category },
        revenue: cents(money),
        orders: placed,
        last_on,
      })),
    },
    deals: shown(records.deals).map((deal) => ({
      deal_id: deal.deal_id,
      name: deal.deal,
      status: deal.standing,
      stage: deal.stage,
      amount: cents(deal.money),
      days_in_stage: daysSince(deal.since),
      owner: deal.owner,
      created_on: deal.created,
      expected_close_on: deal.expected,
      closed_on: deal.closed,
      lost_reason: deal.reason,
    })),
    tickets: shown(records.tickets).map(({ ticket_id, kind, subject, reason, opened, response_hours, resolved }) => ({
      ...{ ticket_id, kind, subject, reason, opened_on: opened },
      ...{ response_hours, resolved_on: resolved },
    })),
    surveys: shown(records.surveys).map(({ survey_id, kind, score, lowest, highest, answered, said }) => ({
      ...{ survey_id, kind, score, scale_min: lowest, scale_max: highest },
      ...{ responded_on: answered, comment: said },
    })),
    activities: {
      in_period: parts.contactsInPeriod,
      last_on: contact?.occurred ?? null,
      days_since: daysSince(contact?.occurred ?? null),
      last_kind: contact?.kind ?? null,
      last_by: contact?.owner ?? null,
      last_outcome: contact?.outcome ?? null,
    },
    offers: parts.offers,
    timeline: shown(timeline).map(({ on, kind, id, about, amount, score, by }) => ({
      ...{ on, kind, id, about, amount: cents(amount), score, by },
    })),
    previous: { period: { from: spans.previousFrom, to: spans.previousTo }, orders: sum(orders.previous) },
    excluded: [],
  };
}
