import type { Lifecycle, LifecycleMove, LifecycleStageName } from "./lifecycle.ts";

/** Customers and the money they brought in a year. */
export interface LifecyclePart {
  readonly customers: number;
  readonly revenue: number;
}

export interface LifecycleFindings {
  /** At risk at the end; `share` of all revenue (0..1, null without revenue). */
  readonly atRisk: LifecyclePart & { readonly share: number | null; readonly before: number };
  /** New or regular: buy as they usually do. Won-back customers count too. */
  readonly buying: LifecyclePart & { readonly before: number };
  /** Lost in the period; money is that of the year before it began. */
  readonly lost: LifecyclePart;
  /** Won back in the period; money is that of the year that ends with it. */
  readonly wonBack: LifecyclePart;
  /** Ordered for the first time in the period, whatever they are now. */
  readonly first: LifecyclePart;
  /** At risk when the period began: how many bought again, slid on to lost, or are still at risk. */
  readonly rescued: { readonly of: number; readonly back: number; readonly lost: number };
  readonly loyal: {
    readonly customers: number;
    readonly share: number | null;
    readonly left: number;
    readonly came: number;
  };
}

const buying: readonly (LifecycleStageName | null)[] = ["new", "active", "loyal", "reactivated"];

/** What a lifecycle finds for a sales manager: who slips, who left, who came back, who became a regular. O(moves). */
export function lifecycleFindings({ stages, transitions, revenue }: Lifecycle): LifecycleFindings {
  const stage = (name: LifecycleStageName) => stages.find((one) => one.stage === name);
  const part = (moves: readonly LifecycleMove[], money: "revenue" | "revenueBefore" = "revenue"): LifecyclePart => ({
    customers: moves.reduce((sum, move) => sum + move.customers, 0),
    revenue: moves.reduce((sum, move) => sum + move[money], 0),
  });
  const share = (money: number) => (revenue > 0 ? money / revenue : null);
  const atRisk = stage("at_risk");
  const loyal = stage("loyal");
  const slipping = transitions.filter(({ from }) => from === "at_risk");
  return {
    atRisk: {
      customers: atRisk?.customers ?? 0,
      revenue: atRisk?.revenue ?? 0,
      share: share(atRisk?.revenue ?? 0),
      before: atRisk?.before ?? 0,
    },
    buying: {
      ...part(transitions.filter(({ to }) => buying.includes(to))),
      before: part(transitions.filter(({ from }) => from !== null && buying.includes(from))).customers,
    },
    lost: part(
      transitions.filter(({ from, to }) => to === "lost" && from !== "lost"),
      "revenueBefore",
    ),
    wonBack: part(transitions.filter(({ to }) => to === "reactivated")),
    first: part(transitions.filter(({ from, to }) => (from === null || from === "prospect") && to !== "prospect")),
    rescued: {
      of: part(slipping).customers,
      back: part(slipping.filter(({ to }) => buying.includes(to))).customers,
      lost: part(slipping.filter(({ to }) => to === "lost")).customers,
    },
    loyal: {
      customers: loyal?.customers ?? 0,
      share: share(loyal?.revenue ?? 0),
      left: loyal?.went ?? 0,
      came: loyal?.came ?? 0,
    },
  };
}
