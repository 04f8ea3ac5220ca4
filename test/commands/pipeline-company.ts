import { addDays } from "#metrics/days.ts";
import { seededRandom } from "#metrics/random.ts";
import type { Landing } from "#store.ts";
import { insert } from "./ask-company.ts";

/** What a deal is at the end of each day from `day` on. */
export interface DealState {
  readonly day: number;
  /** 1 to 3 open, 4 won, 5 lost. */
  readonly stage: number;
  readonly amount: number | null;
  readonly expected: number;
}

/** Day 0 of the random company. */
export const dayZero = "2025-01-01";
export const lastDay = 80;
const dated = (day: number) => addDays(dayZero, day);
const instant = (day: number) => `${dated(day)} 04:00:00`;

/** How a deal's past is told: by the CRM's events, or by daily snapshots alone. */
export type Telling = "native" | "snapshot";

/** Deals with random lives: moved, repriced, put off, ended, opened again. */
export function randomDeals(count: number): { readonly telling: Telling; readonly states: readonly DealState[] }[] {
  const random = seededRandom(7);
  const whole = (below: number) => Math.floor(random() * below);
  return Array.from({ length: count }, (_, deal) => {
    let state: DealState = { day: whole(60), stage: 1, amount: 100 + whole(900), expected: 20 + whole(80) };
    const states = [state];
    for (;;) {
      const day = state.day + 1 + whole(12);
      if (day > lastDay) break;
      const ended = state.stage > 3;
      if (ended && random() < 0.75) break;
      const stage = ended
        ? 2
        : random() < 0.3
          ? 4 + whole(2)
          : random() < 0.5
            ? Math.min(3, state.stage + 1)
            : state.stage;
      const amount = random() < 0.1 ? null : random() < 0.4 ? (5000 + whole(2000)) / 100 : state.amount;
      state = { day, stage, amount, expected: random() < 0.3 ? state.expected - 10 + whole(40) : state.expected };
      states.push(state);
    }
    return { telling: deal % 2 === 0 ? "native" : "snapshot", states };
  });
}

export async function insertStages(landing: Landing): Promise<void> {
  const names = ["Contact", "Offer", "Talks", "Won", "Lost"];
  const rows = names.map((name, index) => ({
    ...{
      id: index + 1,
      name,
      pipeline: "Sales",
      sort_order: index + 1,
      probability: [0.1, 0.4, 0.8, 1, 0][index] ?? 0,
    },
    ...{ is_won: name === "Won", is_lost: name === "Lost" },
  }));
  await insert(landing, "stages", rows);
}

/** A company of such deals. An event tells only what changed with it; a snapshot is taken of each day with a change. */
export async function fillRandom(landing: Landing, deals: ReturnType<typeof randomDeals>): Promise<void> {
  await insertStages(landing);
  const opportunities = deals.map(({ states }, index) => {
    const [first, last] = [states[0], states.at(-1)] as [DealState, DealState];
    const end = states.findLast(({ stage }, place) => stage > 3 && (states[place - 1]?.stage ?? 1) <= 3);
    return {
      ...{ id: index + 1, stage_id: last.stage, amount: last.amount, amount_reporting: last.amount },
      ...{ expected_close_on: dated(last.expected), created_at: instant(first.day) },
      closed_at: last.stage > 3 && end ? instant(end.day) : null,
      status: last.stage === 4 ? "won" : last.stage === 5 ? "lost" : "open",
    };
  });
  await insert(landing, "opportunities", opportunities);
  const told = (telling: Telling) =>
    deals.flatMap((deal, index) =>
      deal.telling === telling ? deal.states.map((state) => ({ state, id: index + 1 })) : [],
    );
  const events = told("native").map(({ state, id }, index) => ({
    ...{ id: index + 1, opportunity_id: id, to_stage_id: state.stage, entered_at: instant(state.day) },
    ...{ amount_at: state.amount, amount_at_reporting: state.amount, expected_close_on_at: dated(state.expected) },
    ...{ origin: "native", seq: index },
  }));
  await insert(landing, "opportunity_stage_events", events);
  const snapshots = told("snapshot").map(({ state, id }, index) => ({
    ...{ id: index + 1, opportunity_id: id, stage_id: state.stage, as_of_date: dated(state.day) },
    ...{ amount: state.amount, amount_reporting: state.amount, expected_close_on: dated(state.expected) },
  }));
  await insert(landing, "opportunity_snapshots", snapshots);
}
