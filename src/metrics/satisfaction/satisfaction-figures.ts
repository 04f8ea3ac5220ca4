import { type Proportion, wilson } from "../proportions.ts";
import { allVotes, netPromoterScore, type Votes } from "./net-promoter.ts";

/** A group in one of two spans: 0 the one asked for, 1 the one before. */
interface Part {
  readonly side: number;
  readonly part: string | null;
}

/** Latest answers of respondents by how the order that they name was delivered: 1 late, 0 in time, null not known. */
export interface DeliveryVotes extends Part, Votes {
  readonly late: number | null;
}

/** What was counted, by span and group; null for a source that is not there or cannot be grouped or filtered so. */
export interface SatisfactionCounts {
  readonly votes: readonly DeliveryVotes[] | null;
  readonly sent: readonly (Part & { readonly sent: number; readonly answered: number })[] | null;
  /** Answers of other surveys, by scale. */
  readonly scored:
    | readonly (Part & {
        readonly asked: string;
        readonly lowest: number;
        readonly highest: number;
        readonly answers: number;
        readonly top_two: number;
        readonly total: number;
      })[]
    | null;
  readonly service:
    | readonly (Part & {
        readonly tickets_opened: number;
        readonly complaints: number;
        readonly answered: number;
        readonly slow: number;
        readonly waiting: number;
        readonly middle: number | null;
        readonly late_decile: number | null;
      })[]
    | null;
  readonly orders:
    | readonly (Part & {
        readonly placed: number;
        readonly customers: number;
        readonly delivered: number | null;
        readonly late: number | null;
        readonly overdue: number | null;
      })[]
    | null;
  readonly returns: readonly (Part & { readonly returned: number })[] | null;
}

/** Figures of one group, or of all; null where nothing was counted. Shares are 0..1, `nps` -1..1, times in hours. */
export interface SatisfactionFigures {
  readonly votes: Votes | null;
  readonly nps: number | null;
  readonly npsRange: readonly [number, number] | null;
  readonly sent: number | null;
  readonly responseRate: number | null;
  readonly csat: number | null;
  readonly csatRange: readonly [number, number] | null;
  readonly csatAnswers: number;
  /** Mean effort score on `cesScale`, the scale that most answers were given on. */
  readonly ces: number | null;
  readonly cesScale: readonly [number, number] | null;
  readonly cesAnswers: number;
  readonly orders: number | null;
  readonly activeCustomers: number | null;
  readonly complaints: number | null;
  readonly complaintsPer100Customers: number | null;
  readonly complaintsPer100Orders: number | null;
  /** Deliveries with a promised time, and those after it. */
  readonly deliveries: Proportion | null;
  readonly lateDeliveryRate: number | null;
  /** Promised by now and not delivered. */
  readonly overdue: number | null;
  readonly returns: number | null;
  readonly returnsPer100Orders: number | null;
  readonly tickets: number | null;
  /** Tickets that had a first answer, and those that waited for it for more than 24 hours. */
  readonly responses: Proportion | null;
  readonly medianResponseHours: number | null;
  readonly p90ResponseHours: number | null;
  readonly over24hShare: number | null;
  /** Unanswered for more than 24 hours. */
  readonly waiting: number | null;
}

/** Groups that anything was counted of, in no order of meaning: by name, without a name last. */
export function countedParts(counts: SatisfactionCounts): readonly (string | null)[] {
  const parts = new Set(
    Object.values(counts).flatMap(
      (rows: readonly Part[] | null) => rows?.filter(({ side }) => side === 0).map(({ part }) => part) ?? [],
    ),
  );
  return [...parts].toSorted((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
}

/** Figures of a group in a span. O(rows). */
export function satisfactionFigures(
  counts: SatisfactionCounts,
  part: string | null,
  side: 0 | 1 = 0,
): SatisfactionFigures {
  const own = (row: Part) => row.part === part && row.side === side;
  const of = <Row extends Part>(rows: readonly Row[] | null) => rows?.find(own) ?? null;
  const answered = counts.votes?.filter(own) ?? [];
  const votes = answered.length === 0 ? null : allVotes(answered);
  const score = votes === null ? null : netPromoterScore(votes);
  const sent = of(counts.sent);
  const scored = counts.scored?.filter(own) ?? [];
  const csat = topTwo(scored);
  const csatRange = csat.trials === 0 ? null : wilson(csat);
  const effort = meanEffort(scored);
  const service = of(counts.service);
  const tickets = service?.tickets_opened ?? (counts.service && 0);
  const complaints = service?.complaints ?? (counts.service && 0);
  const sold = of(counts.orders);
  const orders = sold?.placed ?? (counts.orders && 0);
  const customers = sold?.customers ?? (counts.orders && 0);
  const returns = of(counts.returns)?.returned ?? (counts.returns && 0);
  const delivered = sold?.delivered ?? null;
  const deliveries = delivered === null ? null : { successes: sold?.late ?? 0, trials: delivered };
  const responses = service === null ? null : { successes: service.slow, trials: service.answered };
  return {
    votes,
    nps: score?.nps ?? null,
    npsRange: score && [score.low, score.high],
    sent: sent?.sent ?? null,
    responseRate: share(sent && { successes: sent.answered, trials: sent.sent }),
    csat: share(csat),
    csatRange: csatRange && [csatRange.low, csatRange.high],
    csatAnswers: csat.trials,
    ...effort,
    orders,
    activeCustomers: customers,
    complaints,
    complaintsPer100Customers: per100(complaints, customers),
    complaintsPer100Orders: per100(complaints, orders),
    deliveries,
    lateDeliveryRate: share(deliveries),
    overdue: sold?.overdue ?? null,
    returns,
    returnsPer100Orders: per100(returns, orders),
    tickets,
    responses,
    medianResponseHours: service?.middle ?? null,
    p90ResponseHours: service?.late_decile ?? null,
    over24hShare: share(responses),
    waiting: service?.waiting ?? null,
  };
}

type Scored = NonNullable<SatisfactionCounts["scored"]>;

/** Answers in the two highest points; a scale of more than eleven points has none. */
function topTwo(scored: Scored): Proportion {
  const own = scored.filter(({ asked, lowest, highest }) => asked === "csat" && highest - lowest <= 10);
  return {
    successes: own.reduce((sum, { top_two }) => sum + top_two, 0),
    trials: own.reduce((sum, { answers }) => sum + answers, 0),
  };
}

/** Answers on other scales than the most usual are brought to it. */
function meanEffort(scored: Scored): Pick<SatisfactionFigures, "ces" | "cesScale" | "cesAnswers"> {
  const own = scored.filter(({ asked, lowest, highest }) => asked === "ces" && highest > lowest);
  const usual = own.toSorted((a, b) => b.answers - a.answers || b.highest - a.highest || a.lowest - b.lowest)[0];
  if (usual === undefined) return { ces: null, cesScale: null, cesAnswers: 0 };
  const answers = own.reduce((sum, row) => sum + row.answers, 0);
  const total = own.reduce((sum, row) => {
    if (row.lowest === usual.lowest && row.highest === usual.highest) return sum + row.total;
    const stretch = (usual.highest - usual.lowest) / (row.highest - row.lowest);
    return sum + (row.total - row.answers * row.lowest) * stretch + row.answers * usual.lowest;
  }, 0);
  return { ces: total / answers, cesScale: [usual.lowest, usual.highest], cesAnswers: answers };
}

function share(proportion: Proportion | null): number | null {
  return proportion === null || proportion.trials === 0 ? null : proportion.successes / proportion.trials;
}

function per100(count: number | null, of: number | null): number | null {
  return count === null || of === null || of === 0 ? null : (100 * count) / of;
}
