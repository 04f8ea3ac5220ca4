import type { View } from "#store.ts";
import { dealPipelines } from "./deal-pipelines.ts";
import { funnelDeals } from "./funnel-deals.ts";
import { funnelStages } from "./funnel-stages.ts";
import { passesOf } from "./group-keys.ts";

interface Days {
  readonly from: string;
  readonly to: string;
}

export interface ClosedDeals {
  readonly before: Days;
  readonly after: Days;
  /** Last day whose events count. */
  readonly seen: string;
}

export const sample: StageQuestion = {
  before: { from: "2020-01-01", to: "2025-01-01" },
  after: { from: "2025-01-01", to: "2027-01-01" },
  seen: "2026-12-31",
  ladder: { pipeline: "", stages: ["Contact", "Proposal", "Won"] },
  rung: 1,
  dimensions: ["region", "owner"],
};

export interface StageQuestion extends ClosedDeals {
  readonly ladder: Ladder;
  /** The stage, counted from 0. */
  readonly rung: number;
  readonly dimensions: readonly string[];
}

/** A pipeline and its stages in order, the won one last. */
interface Ladder {
  readonly pipeline: string;
  readonly stages: readonly string[];
}

export interface WinStages {
  readonly ladder: Ladder;
  /** How many deals reached each stage. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * The deals closed in two periods by the stages they reached. Null when they are of several pipelines, which have no
 * stages in common, or when a period has none.
 */
export async function winStages(view: View, { before, after, seen }: ClosedDeals): Promise<WinStages | null> {
  const { ungrouped } = view;
  const lines = await Promise.all(
    [before, after].map((days) => dealPipelines(ungrouped, { ...days, anchor: "closed" })),
  );
  const names = lines.map((line) => line.flatMap(({ pipeline, deals }) => (deals > 0 ? [pipeline] : [])));
  const [pipeline] = names[0] ?? [];
  if (pipeline === undefined || names.some((some) => some.length !== 1 || some[0] !== pipeline)) return null;
  const stages = (await funnelStages(ungrouped, { pipeline })).map(({ stage }) => stage);
  const ladder = { pipeline, stages };
  const [one, other] = await Promise.all(
    [before, after].map((days) => closedReached(ungrouped, { days, seen, ladder })),
  );
  return { ladder, before: one?.[0]?.reached ?? [], after: other?.[0]?.reached ?? [] };
}

interface PassedOf {
  readonly value: string | null;
  readonly over: number;
  readonly under: number;
}

/** Deals closed in two periods. */
type PassedTwice = readonly [before: readonly PassedOf[], after: readonly PassedOf[]];

/**
 * Deals closed in two periods that reached a stage, and those of them that got further, by the values of each
 * dimension.
 */
export async function stagePassed(
  view: View,
  { before, after, seen, ladder, rung, dimensions }: StageQuestion,
): Promise<Map<string, PassedTwice>> {
  const passes = passesOf(dimensions).map(async (names) => {
    const each = view.groupedByEach(names);
    const periods = await Promise.all([before, after].map((days) => closedReached(each, { days, seen, ladder })));
    return names.map((name, place): [string, PassedTwice] => {
      const [one, other] = periods.map((groups) =>
        groups.flatMap((group) =>
          group.place === place
            ? [{ value: group.value, over: group.reached[rung + 1] ?? 0, under: group.reached[rung] ?? 0 }]
            : [],
        ),
      );
      return [name, [one ?? [], other ?? []]];
    });
  });
  return new Map((await Promise.all(passes)).flat());
}

interface Reached {
  readonly value: string | null;
  readonly place: number;
  /** Deals by the stages they reached. */
  readonly reached: readonly number[];
}

/** How many of the deals closed in a period reached each stage, by the view's groups. */
async function closedReached(
  view: View,
  { days, seen, ladder }: { readonly days: Days; readonly seen: string; readonly ladder: Ladder },
): Promise<Reached[]> {
  const { pipeline, stages } = ladder;
  const rows = await funnelDeals(view, { pipeline, ...days, anchor: "closed", seen, rungs: stages.length });
  const groups = new Map<string, Reached>();
  for (const { part, place, furthest, deals } of rows) {
    const key = JSON.stringify([place, part]);
    const before = groups.get(key)?.reached ?? stages.map(() => 0);
    const reached = before.map((count, stage) => count + (stage < furthest ? deals : 0));
    groups.set(key, { value: part, place, reached });
  }
  return [...groups.values()];
}
