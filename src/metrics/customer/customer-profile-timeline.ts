import type { OrderDay, ReturnDay } from "./customer-profile.ts";

/** What can happen between a customer and a company; orders of one day are one event, and so are returns. */
export type CustomerEventKind =
  | "order"
  | "return"
  | "deal_opened"
  | "deal_won"
  | "deal_lost"
  | "complaint"
  | "question"
  | "request"
  | "survey"
  | "call"
  | "meeting"
  | "email"
  | "visit"
  | "contact";

export interface CustomerEvent {
  readonly on: string;
  readonly kind: CustomerEventKind;
  /** External id of the deal, ticket, survey or activity; null for the orders and returns of a day. */
  readonly id: string | null;
  /** What it was about: a deal's name, a ticket's subject, a survey's comment, the outcome of a call. */
  readonly about: string | null;
  readonly amount: number | null;
  /** Answer of a survey, with the best there is. */
  readonly score: number | null;
  readonly highest: number | null;
  /** Who did it, or owns it. */
  readonly by: string | null;
}

/** What is known of a customer besides its orders, as the store gives it; nothing after the as-of. */
export interface CustomerRecords {
  readonly deals: readonly CustomerDeal[];
  readonly tickets: readonly CustomerTicket[];
  readonly surveys: readonly CustomerSurvey[];
  readonly activities: readonly CustomerActivity[];
  readonly returns: readonly ReturnDay[];
}

export interface CustomerDeal {
  readonly deal_id: string;
  readonly deal: string | null;
  /** `open`, `won` or `lost`. */
  readonly standing: string;
  readonly money: number | null;
  readonly owner: string | null;
  readonly created: string | null;
  readonly expected: string | null;
  readonly closed: string | null;
  readonly reason: string | null;
  readonly stage: string | null;
  /** Day on which an open one came to its stage. */
  readonly since: string | null;
}

export interface CustomerTicket {
  readonly ticket_id: string;
  readonly kind: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly opened: string;
  readonly response_hours: number | null;
  /** Null while it is open. */
  readonly resolved: string | null;
}

export interface CustomerSurvey {
  readonly survey_id: string;
  readonly kind: string | null;
  readonly score: number;
  readonly lowest: number;
  readonly highest: number;
  readonly answered: string;
  readonly said: string | null;
}

export interface CustomerActivity {
  readonly activity_id: string;
  readonly occurred: string;
  readonly kind: string | null;
  readonly outcome: string | null;
  readonly owner: string | null;
}

const blank = { id: null, about: null, amount: null, score: null, highest: null, by: null };
const contacts: readonly string[] = ["call", "meeting", "email", "visit"];
const requests: readonly string[] = ["complaint", "question", "request"];

/** Everything that happened, newest first; on one day by kind and id. O(events log events). */
export function customerTimeline(days: readonly OrderDay[], records: CustomerRecords): CustomerEvent[] {
  const { deals, tickets, surveys, activities, returns } = records;
  const events: CustomerEvent[] = [
    ...days.map((day) => ({ ...blank, on: day.ordered_on, kind: "order" as const, amount: day.money })),
    ...returns.map(({ returned_on: on, why: about, money: amount }) => ({
      ...{ ...blank, on, kind: "return" as const, about, amount },
    })),
    ...deals.flatMap(dealEvents),
    ...tickets.map((ticket) => ({
      ...blank,
      on: ticket.opened,
      kind: known(requests, ticket.kind, "request"),
      id: ticket.ticket_id,
      about: ticket.subject ?? ticket.reason,
    })),
    ...surveys.map(({ survey_id: id, answered: on, score, highest, said: about }) => ({
      ...{ ...blank, on, kind: "survey" as const, id },
      ...{ about, score, highest },
    })),
    ...activities.map(({ activity_id: id, occurred: on, kind, outcome: about, owner: by }) => ({
      ...{ ...blank, on, kind: known(contacts, kind, "contact"), id },
      ...{ about, by },
    })),
  ];
  return events.sort((a, b) => compare(b.on, a.on) || compare(a.kind, b.kind) || compare(a.id ?? "", b.id ?? ""));
}

function dealEvents({ deal_id: id, deal: about, money: amount, owner: by, ...deal }: CustomerDeal): CustomerEvent[] {
  const event = { ...blank, id, about, amount, by };
  const closed = deal.standing === "won" ? ("deal_won" as const) : ("deal_lost" as const);
  return [
    ...(deal.created === null ? [] : [{ ...event, on: deal.created, kind: "deal_opened" as const }]),
    ...(deal.closed === null || deal.standing === "open" ? [] : [{ ...event, on: deal.closed, kind: closed }]),
  ];
}

function known(kinds: readonly string[], kind: string | null, other: CustomerEventKind): CustomerEventKind {
  return kind !== null && kinds.includes(kind) ? (kind as CustomerEventKind) : other;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
