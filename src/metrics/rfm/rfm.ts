import { type RfmCustomer, type RfmThresholds, rfmScores } from "./rfm-scores.ts";
import { dormant, type RfmScheme, segmentOf, segmentsOf } from "./rfm-segments.ts";

/** How many customers share a cell in this period and a cell in the one before; a null cell had no orders. */
export interface RfmCount {
  readonly r: number | null;
  readonly fm: number | null;
  readonly previousR: number | null;
  readonly previousFm: number | null;
  readonly customers: number;
  readonly revenue: number;
  readonly previousRevenue: number;
}

export interface RfmSegment {
  readonly segment: string;
  readonly customers: number;
  /** Share of the customers scored, 0..1. */
  readonly share: number;
  readonly revenue: number;
  /** Share of their revenue, 0..1; null when it is not above zero in all. */
  readonly revenueShare: number | null;
}

export interface RfmMove {
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  /** What they brought in the period before. */
  readonly previousRevenue: number;
}

export interface Rfm {
  /** Customers with an order in the period. */
  readonly customers: number;
  readonly revenue: number;
  readonly segments: readonly RfmSegment[];
  readonly grid: readonly { r: number; fm: number; customers: number; revenue: number; segment: string }[];
  /** Segment a period ago → segment now, `Dormant` where there were no orders; most customers first. */
  readonly migration: readonly RfmMove[];
  /** The same for the period before. */
  readonly previous: {
    readonly customers: number;
    readonly revenue: number;
    readonly segments: readonly RfmSegment[];
  };
}

/** Fewest customers that segments are shown for. */
export const fewestScored = 5;

/**
 * RFM analysis (客户分层): customers by recency, frequency and monetary value; segments, grid and migration out of
 * counts by cell, as the store gives them. Money in the reporting currency, shares 0..1. With fewer than five customers
 * in a period it has no segments. O(cells²).
 * Source: Hughes, *Strategic Database Marketing* (1994), quintile method; segment names as commonly published.
 */
export function rfmSummary(counts: readonly RfmCount[], scheme: RfmScheme = "11"): Rfm {
  const now = cells(counts, (count) => [count.r, count.fm, count.revenue]);
  const before = cells(counts, (count) => [count.previousR, count.previousFm, count.previousRevenue]);
  const enough = now.customers >= fewestScored;
  const enoughBefore = before.customers >= fewestScored;
  const name = (r: number | null, fm: number | null) =>
    r === null || fm === null ? dormant : segmentOf(scheme, r, fm);
  return {
    customers: now.customers,
    revenue: now.revenue,
    segments: enough ? segments(now, scheme) : [],
    grid: enough ? now.cells.map((cell) => ({ ...cell, segment: name(cell.r, cell.fm) })) : [],
    migration: enough && enoughBefore ? moves(counts, name) : [],
    previous: {
      customers: before.customers,
      revenue: before.revenue,
      segments: enoughBefore ? segments(before, scheme) : [],
    },
  };
}

/** RFM of plain customers: their scores and segments, in the order given, and the summary without a period before. */
export function rfm(customers: readonly RfmCustomer[], scheme: RfmScheme = "11", thresholds?: RfmThresholds) {
  const scored = rfmScores(customers, scheme, thresholds).map((scores) => ({
    ...scores,
    segment: segmentOf(scheme, scores.r, scores.fm),
  }));
  const counts = customers.map((customer, index) => ({
    r: scored[index]?.r ?? null,
    fm: scored[index]?.fm ?? null,
    previousR: null,
    previousFm: null,
    customers: 1,
    revenue: customer.monetary,
    previousRevenue: 0,
  }));
  return { scored, summary: rfmSummary(counts, scheme) };
}

interface Cells {
  readonly customers: number;
  readonly revenue: number;
  readonly cells: readonly { r: number; fm: number; customers: number; revenue: number }[];
}

function cells(
  counts: readonly RfmCount[],
  pick: (count: RfmCount) => readonly [number | null, number | null, number],
): Cells {
  const byCell = new Map<string, { r: number; fm: number; customers: number; revenue: number }>();
  for (const count of counts) {
    const [r, fm, revenue] = pick(count);
    if (r === null || fm === null) continue;
    const cell = byCell.get(`${r} ${fm}`) ?? { r, fm, customers: 0, revenue: 0 };
    cell.customers += count.customers;
    cell.revenue += revenue;
    byCell.set(`${r} ${fm}`, cell);
  }
  const list = [...byCell.values()].sort((a, b) => b.r - a.r || a.fm - b.fm);
  return { cells: list, customers: sum(list, "customers"), revenue: sum(list, "revenue") };
}

function segments(found: Cells, scheme: RfmScheme): RfmSegment[] {
  return segmentsOf[scheme]
    .map((segment) => {
      const own = found.cells.filter((cell) => segmentOf(scheme, cell.r, cell.fm) === segment);
      const revenue = sum(own, "revenue");
      const customers = sum(own, "customers");
      return {
        segment,
        customers,
        share: customers / found.customers,
        revenue,
        revenueShare: found.revenue > 0 ? revenue / found.revenue : null,
      };
    })
    .filter((segment) => segment.customers > 0);
}

function moves(counts: readonly RfmCount[], name: (r: number | null, fm: number | null) => string): RfmMove[] {
  const byMove = new Map<string, { from: string; to: string; customers: number; previousRevenue: number }>();
  for (const count of counts) {
    const from = name(count.previousR, count.previousFm);
    const to = name(count.r, count.fm);
    const move = byMove.get(`${from}→${to}`) ?? { from, to, customers: 0, previousRevenue: 0 };
    move.customers += count.customers;
    move.previousRevenue += count.previousRevenue;
    byMove.set(`${from}→${to}`, move);
  }
  return [...byMove.values()].sort(
    (a, b) => b.customers - a.customers || (`${a.from}→${a.to}` < `${b.from}→${b.to}` ? -1 : 1),
  );
}

function sum<Key extends "customers" | "revenue">(list: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return list.reduce((total, item) => total + item[key], 0);
}
