import { daysBetween } from "../days.ts";
import type { LifecycleStageName } from "../lifecycle/lifecycle.ts";
import type { CustomerOrders } from "./customer-profile.ts";
import { isSilent } from "./customer-profile-stage.ts";
import type { CustomerDeal, CustomerRecords } from "./customer-profile-timeline.ts";

/** What to do next for a customer; money is what it may bring or save, days are those since it began. */
export type NextStep =
  | { readonly kind: "settle"; readonly id: string; readonly about: string | null; readonly days: number }
  | {
      readonly kind: "call";
      readonly days: number;
      readonly money: number;
      /** Is the money at stake, or what it brought lately, or ever? */
      readonly basis: "risk" | "lately" | "ever";
    }
  | { readonly kind: "listen"; readonly score: number; readonly highest: number; readonly days: number }
  | {
      readonly kind: "close";
      readonly id: string;
      readonly about: string | null;
      readonly by: string | null;
      readonly money: number | null;
      readonly stage: string | null;
      /** In its stage; null where that is not recorded. */
      readonly days: number | null;
      /** Days past the expected close; 0 when there is none, or it is to come. */
      readonly late: number;
    }
  | { readonly kind: "offer"; readonly product: string }
  | { readonly kind: "meet"; readonly days: number | null };

export interface StepFacts {
  readonly asOf: string;
  readonly stage: LifecycleStageName;
  readonly orders: CustomerOrders;
  readonly records: CustomerRecords;
  /** Are contacts recorded at all? */
  readonly contactsKnown: boolean;
  /** Value at risk, where the customer is likelier to leave than to stay. */
  readonly atRisk: number | null;
  /** Name of the product to offer first. */
  readonly offer: string | null;
}

/** A low score speaks for so many days, unless somebody has been in touch since. */
const fresh = 180;
/** Share of a survey's scale up to which its answer is low: a detractor gives at most 6 of 10. */
const low = 0.6;
/** Nobody in touch for so many days is too long, the sooner with someone who has not ordered yet. */
const [neglected, forgotten] = [90, 21];
const mostSteps = 3;

/** At most three, the most pressing first: what hurts the customer, then what is at stake, then what can be won. O(records). */
export function nextSteps(facts: StepFacts): NextStep[] {
  const { asOf, records, orders, stage, atRisk, offer } = facts;
  const steps: NextStep[] = [];
  const open = records.tickets.filter(({ kind, resolved }) => kind === "complaint" && resolved === null);
  const oldest = open.reduce<(typeof open)[number] | undefined>(
    (a, b) => (a && a.opened <= b.opened ? a : b),
    undefined,
  );
  if (oldest) {
    const { ticket_id: id, subject, reason, opened } = oldest;
    steps.push({ kind: "settle", id, about: subject ?? reason, days: daysBetween(opened, asOf) });
  }
  const [score] = records.surveys;
  const [contact] = records.activities;
  const heard = contact !== undefined && score !== undefined && contact.occurred > score.answered;
  if (score && !heard && daysBetween(score.answered, asOf) <= fresh && share(score) <= low) {
    const days = daysBetween(score.answered, asOf);
    steps.push({ kind: "listen", score: score.score, highest: score.highest, days });
  }
  const silent = isSilent(stage, orders);
  if ((silent || atRisk !== null) && orders.silentDays !== null) {
    const lately = Math.max(orders.revenue, orders.previous.revenue);
    const basis = atRisk !== null ? "risk" : lately > 0 ? "lately" : "ever";
    const money = { risk: atRisk ?? 0, lately, ever: orders.allRevenue }[basis];
    steps.push({ kind: "call", days: orders.silentDays, money, basis });
  }
  const deal = largestOpenDeal(records);
  if (deal !== null) {
    const { deal_id: id, deal: about, owner: by, money, stage: at, since, expected } = deal;
    const days = since === null ? null : daysBetween(since, asOf);
    const late = expected === null ? 0 : Math.max(0, daysBetween(expected, asOf));
    steps.push({ kind: "close", id, about, by, money, stage: at, days, late });
  }
  if (offer !== null && !silent) steps.push({ kind: "offer", product: offer });
  const since = contact === undefined ? null : daysBetween(contact.occurred, asOf);
  const calls = steps.some(({ kind }) => kind === "call");
  const patience = stage === "prospect" ? forgotten : neglected;
  if (facts.contactsKnown && !calls && (since === null || since > patience)) steps.push({ kind: "meet", days: since });
  return steps.slice(0, mostSteps);
}

/** The open deal worth most, ties by id; null without any. */
export function largestOpenDeal({ deals }: Pick<CustomerRecords, "deals">): CustomerDeal | null {
  const open = deals.filter(({ standing }) => standing === "open");
  return open.sort((a, b) => (b.money ?? 0) - (a.money ?? 0) || (a.deal_id < b.deal_id ? -1 : 1))[0] ?? null;
}

function share({ score, lowest, highest }: { score: number; lowest: number; highest: number }): number {
  return highest > lowest ? (score - lowest) / (highest - lowest) : 1;
}
