import type { Rfm, RfmSegment } from "./rfm.ts";
import { bestSegments, dormant, quietSegments, type RfmScheme } from "./rfm-segments.ts";

/** Customers, what they brought in the period (money) and its share of all revenue (0..1, null without revenue). */
export interface RfmPart {
  readonly customers: number;
  readonly share: number;
  readonly revenue: number;
  readonly revenueShare: number | null;
}

export interface RfmFindings {
  /** Worth much, and gone quiet. */
  readonly quiet: RfmPart;
  /** Buy often and much, and still do. */
  readonly best: RfmPart;
  /** Were among the best a period ago and have not ordered in this one; money is what they brought then. */
  readonly left: { readonly customers: number; readonly revenue: number };
  /** Became one of the best since; stopped being one, the gone included. */
  readonly risen: number;
  readonly fallen: number;
  readonly bestBefore: number;
}

/** What an RFM analysis finds for a sales manager: who is slipping, who carries the business, who has left. O(moves). */
export function rfmFindings(summary: Rfm, scheme: RfmScheme): RfmFindings {
  const best = new Set(bestSegments[scheme]);
  const moves = summary.migration;
  const gone = moves.filter((move) => best.has(move.from) && move.to === dormant);
  const count = (list: typeof moves) => list.reduce((sum, move) => sum + move.customers, 0);
  return {
    quiet: part(summary, quietSegments[scheme]),
    best: part(summary, bestSegments[scheme]),
    left: { customers: count(gone), revenue: gone.reduce((sum, move) => sum + move.previousRevenue, 0) },
    risen: count(moves.filter((move) => !best.has(move.from) && best.has(move.to))),
    fallen: count(moves.filter((move) => best.has(move.from) && !best.has(move.to))),
    bestBefore: count(moves.filter((move) => best.has(move.from))),
  };
}

function part(summary: Rfm, names: readonly string[]): RfmPart {
  const own: readonly RfmSegment[] = summary.segments.filter((segment) => names.includes(segment.segment));
  const customers = own.reduce((sum, segment) => sum + segment.customers, 0);
  const revenue = own.reduce((sum, segment) => sum + segment.revenue, 0);
  return {
    customers,
    share: summary.customers === 0 ? 0 : customers / summary.customers,
    revenue,
    revenueShare: summary.revenue > 0 ? revenue / summary.revenue : null,
  };
}
