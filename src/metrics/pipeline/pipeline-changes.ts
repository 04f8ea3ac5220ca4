import type { Horizon, PipelineDeals } from "./pipeline-deals.ts";

/** How a pipeline came from one day to another: money, or numbers of deals. */
export interface PipelineChanges {
  readonly opening: number;
  readonly new: number;
  readonly won: number;
  readonly lost: number;
  readonly increased: number;
  readonly decreased: number;
  readonly pulled_in: number;
  readonly pushed_out: number;
  readonly closing: number;
}

export interface PipelineMovement {
  /** Opening + new − won − lost + increased − decreased + pulled_in − pushed_out = closing, to the cent. */
  readonly money: PipelineChanges;
  /** The same of deals, where increased and decreased only count: they move no deal. */
  readonly deals: PipelineChanges;
  /** Of the lost: voided deals, which are neither won nor lost. */
  readonly voided: { readonly deals: number; readonly money: number };
  /** Of the open at both ends: deals whose close date is earlier now, and later. */
  readonly earlier: { readonly deals: number; readonly money: number };
  readonly later: { readonly deals: number; readonly money: number };
}

type Flow = keyof PipelineChanges;
const flows: readonly Flow[] = [
  ...(["opening", "new", "won", "lost", "increased"] as const),
  ...(["decreased", "pulled_in", "pushed_out", "closing"] as const),
];

/**
 * Pipeline changes (商机变动): what was open at the end of one day, what became of it by the end of another, and what
 * came in between; a deal is compared with itself, whatever happened between. New: was not open and is now, or ended
 * since (created, or opened again); at its amount of now. Won and lost: ended since, at the amount they ended with, voided
 * deals among the lost; the difference from their opening amount is increased or decreased, like that of deals still open.
 * An unknown amount counts as nothing. With a `horizon`, only deals whose close date lies in it are in the pipeline, and
 * open deals whose close date moved into it are pulled in at their amount of now, out of it pushed out at their opening
 * amount; a won deal lies on the day it was won. Without one nothing is pulled in or pushed out of the whole.
 * Sums are whole cents below 2^53, so the parts add up exactly. O(n).
 * Source: the pipeline waterfall of sales practice (Salesforce Pipeline Inspection, Clari Flow).
 */
export function pipelineChanges({ length, columns }: PipelineDeals, horizon: Horizon | null): PipelineMovement {
  const money = tally();
  const deals = tally();
  const sides = { voided: side(), earlier: side(), later: side() };
  const within = (day: number) => horizon === null || (day >= horizon.from && day < horizon.to);
  const add = (flow: Flow, cents: number) => {
    money[flow] += cents;
    deals[flow]++;
  };
  const settle = (difference: number) => {
    if (difference > 0) add("increased", difference);
    else if (difference < 0) add("decreased", -difference);
  };
  for (let row = 0; row < length; row++) {
    const outcome = columns.outcome[row] as number;
    const openThen = columns.open_then[row] === 1;
    const openNow = columns.open_now[row] === 1;
    const [before, now] = [inCents(columns.worth_then[row]), inCents(columns.worth_now[row])];
    const [dueThen, dueNow] = [columns.expected_then[row] as number, columns.expected_now[row] as number];
    const wasIn = openThen && within(dueThen);
    const isIn = openNow && within(dueNow);
    if (openThen && openNow && (wasIn || isIn)) {
      if (dueNow < dueThen) note(sides.earlier, now);
      else if (dueNow > dueThen) note(sides.later, now);
    }
    if (wasIn) add("opening", before);
    if (isIn) add("closing", now);
    if (wasIn && openNow && !isIn) {
      add("pushed_out", before);
      continue;
    }
    const ended =
      !openNow && (wasIn || (outcome !== 0 && within(outcome === 1 ? (columns.ended[row] as number) : dueNow)));
    if (!isIn && !ended) continue;
    if (wasIn) settle(now - before);
    else add(openThen ? "pulled_in" : "new", now);
    if (!ended) continue;
    add(outcome === 1 ? "won" : "lost", now);
    if (outcome === 3) note(sides.voided, now);
  }
  const told = ({ cents, count }: ReturnType<typeof side>) => ({ deals: count, money: cents / 100 });
  return {
    money: Object.fromEntries(flows.map((flow) => [flow, money[flow] / 100])) as unknown as PipelineChanges,
    deals,
    voided: told(sides.voided),
    earlier: told(sides.earlier),
    later: told(sides.later),
  };
}

/** Whole cents; nothing where the amount is not known. */
export function inCents(money: number | undefined): number {
  return money === undefined || Number.isNaN(money) ? 0 : Math.round(money * 100);
}

function tally(): Record<Flow, number> {
  return Object.fromEntries(flows.map((flow) => [flow, 0])) as Record<Flow, number>;
}

function side(): { cents: number; count: number } {
  return { cents: 0, count: 0 };
}

function note(to: { cents: number; count: number }, cents: number): void {
  to.cents += cents;
  to.count++;
}
