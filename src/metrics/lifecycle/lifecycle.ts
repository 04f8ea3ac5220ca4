/** Stages in the order of a customer's life, as they are shown. */
export const lifecycleStageNames = ["prospect", "new", "active", "loyal", "at_risk", "lost", "reactivated"] as const;
export type LifecycleStageName = (typeof lifecycleStageNames)[number];

/** How many accounts share a stage at the start and at the end of a period; null: not there yet. */
export interface LifecycleMove {
  readonly from: LifecycleStageName | null;
  readonly to: LifecycleStageName;
  readonly customers: number;
  /** Money over the year that ends with the end, and with the start. */
  readonly revenue: number;
  readonly revenueBefore: number;
}

export interface LifecycleStage {
  readonly stage: LifecycleStageName;
  readonly customers: number;
  readonly revenue: number;
}

/** A stage at the end, beside itself at the start: `after` = `before` + `came` − `went`. */
export interface LifecycleFlow extends LifecycleStage {
  readonly before: number;
  readonly came: number;
  readonly went: number;
}

export interface Lifecycle {
  /** Accounts at the end, prospects included. */
  readonly accounts: number;
  /** Those who ever ordered. */
  readonly customers: number;
  readonly revenue: number;
  /** All seven, in the order of life. */
  readonly stages: readonly LifecycleFlow[];
  /** Most customers first; those who stayed are there too. */
  readonly transitions: readonly LifecycleMove[];
  readonly previous: { readonly accounts: number; readonly stages: readonly LifecycleStage[] };
}

/**
 * Customer lifecycle (客户生命周期): accounts by stage at the end and at the start of a period and the flows between, out
 * of counts by pair of stages, as the store gives them. Counts of the same pair are added. O(moves).
 */
export function lifecycle(counts: readonly LifecycleMove[]): Lifecycle {
  const transitions = merged(counts);
  const sum = (moves: readonly LifecycleMove[], key: "customers" | "revenue" | "revenueBefore") =>
    moves.reduce((total, move) => total + move[key], 0);
  const stages = lifecycleStageNames.map((stage): LifecycleFlow => {
    const here = transitions.filter(({ to }) => to === stage);
    const was = transitions.filter(({ from }) => from === stage);
    return {
      stage,
      customers: sum(here, "customers"),
      revenue: sum(here, "revenue"),
      before: sum(was, "customers"),
      came: sum(
        here.filter(({ from }) => from !== stage),
        "customers",
      ),
      went: sum(
        was.filter(({ to }) => to !== stage),
        "customers",
      ),
    };
  });
  const accounts = sum(transitions, "customers");
  const known = transitions.filter(({ from }) => from !== null);
  return {
    accounts,
    customers: accounts - (stages[0]?.customers ?? 0),
    revenue: sum(transitions, "revenue"),
    stages,
    transitions,
    previous: {
      accounts: sum(known, "customers"),
      stages: lifecycleStageNames.map((stage) => {
        const was = known.filter(({ from }) => from === stage);
        return { stage, customers: sum(was, "customers"), revenue: sum(was, "revenueBefore") };
      }),
    },
  };
}

function merged(counts: readonly LifecycleMove[]): LifecycleMove[] {
  const byPair = new Map<string, LifecycleMove>();
  for (const count of counts) {
    const pair = `${count.from} ${count.to}`;
    const known = byPair.get(pair);
    byPair.set(pair, {
      ...count,
      customers: (known?.customers ?? 0) + count.customers,
      revenue: (known?.revenue ?? 0) + count.revenue,
      revenueBefore: (known?.revenueBefore ?? 0) + count.revenueBefore,
    });
  }
  const rank = ({ from, to }: LifecycleMove) =>
    (from === null ? -1 : lifecycleStageNames.indexOf(from)) * 10 + lifecycleStageNames.indexOf(to);
  return [...byPair.values()].sort((a, b) => b.customers - a.customers || rank(a) - rank(b));
}
