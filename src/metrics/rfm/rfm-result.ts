import { cents } from "../money.ts";
import type { Rfm, RfmSegment } from "./rfm.ts";
import type { RfmGroup } from "./rfm-groups.ts";
import { type RfmScheme, segmentOf } from "./rfm-segments.ts";
import type { ComparedSpans } from "./rfm-spans.ts";

/** A customer as the store scored it. */
export interface ScoredCustomer {
  readonly account: string | null;
  readonly account_name: string | null;
  readonly owner_name: string | null;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly fm: number;
}

/** The JSON fields of an RFM analysis: money to the cent, shares 0..1. `action` says what to do with a segment. */
export function rfmResult(
  summary: Rfm,
  parts: {
    readonly scheme: RfmScheme;
    readonly spans: ComparedSpans;
    readonly customers: readonly ScoredCustomer[];
    readonly groups: readonly RfmGroup[] | null;
    readonly excluded: readonly object[];
    readonly action: (segment: string) => string;
  },
) {
  const { scheme, spans, action } = parts;
  const segments = (list: readonly RfmSegment[]) =>
    list.map(({ segment, customers, share, revenue, revenueShare }) => ({
      segment,
      customers,
      share,
      revenue: cents(revenue),
      revenue_share: revenueShare,
      action: action(segment),
    }));
  const named = summary.segments.length > 0;
  return {
    n: summary.customers,
    scheme,
    period: { from: spans.from, to: spans.to },
    revenue: cents(summary.revenue),
    customers: parts.customers.map((customer) => ({
      account_id: customer.account,
      name: customer.account_name,
      owner: customer.owner_name,
      recency_days: customer.recency,
      frequency: customer.frequency,
      monetary: cents(customer.monetary),
      r: customer.r,
      f: customer.f,
      m: customer.m,
      segment: named ? segmentOf(scheme, customer.r, customer.fm) : null,
    })),
    segments: segments(summary.segments),
    grid: summary.grid.map((cell) => ({ ...cell, revenue: cents(cell.revenue) })),
    migration: summary.migration.map(({ from, to, customers }) => ({ from, to, customers })),
    ...(parts.groups === null
      ? {}
      : {
          groups: parts.groups.map(({ group, customers, revenue, found, segments: own }) => ({
            group,
            customers,
            share: customers / summary.customers,
            revenue: cents(revenue),
            best: found.best.customers,
            quiet: found.quiet.customers,
            quiet_revenue: cents(found.quiet.revenue),
            quiet_revenue_share: found.quiet.revenueShare,
            segments: segments(own),
          })),
        }),
    previous: {
      period: { from: spans.previousFrom, to: spans.previousTo },
      n: summary.previous.customers,
      revenue: cents(summary.previous.revenue),
      segments: segments(summary.previous.segments),
    },
    excluded: parts.excluded,
  };
}
