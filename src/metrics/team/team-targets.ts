import { daysBetween } from "../days.ts";
import { exact } from "../money.ts";

/** A target for a person, or for a team where `owner` is null; `first_day` to `last_day` both count. */
export interface Target {
  readonly owner: string | null;
  readonly team: string | null;
  readonly metric: string | null;
  readonly first_day: string;
  readonly last_day: string;
  readonly amount: number;
}

/** Words by which CRMs name what a target is set for; one without any is for revenue. */
const metricWords = {
  ordered: /^(net_?)?(revenue|sales|orders?(_amount)?|turnover)$|销售|营收|营业|业绩|订单|收入/,
  signed: /^(signed|signings?|contracts?|bookings?)(_amount)?$|签约|签单|合同|新签/,
  received: /^(received|receipts?|payments?|collections?|cash)(_amount)?$|回款|收款|到账/,
} as const;

/** What targets come to in a period. */
export interface TargetSums {
  readonly byOwner: ReadonlyMap<string, number>;
  /** Targets of the team itself, where it has any, else of its people. */
  readonly byTeam: ReadonlyMap<string | null, number>;
  readonly total: number;
  /** Did any target reach beyond the period, so that only its share by days counts? */
  readonly cut: boolean;
}

/**
 * Targets (目标) of one basis that fall into the days `[from, to)`: one that reaches beyond counts by its share of days.
 * Null without any. A team's own targets win over the sum of its people's. O(targets).
 */
export function targetSums(
  targets: readonly Target[],
  { basis, from, to }: { readonly basis: keyof typeof metricWords; readonly from: string; readonly to: string },
): TargetSums | null {
  const byOwner = new Map<string, number>();
  const ofPeople = new Map<string | null, number>();
  const ofTeams = new Map<string | null, number>();
  let cut = false;
  for (const target of targets) {
    const metric = (target.metric ?? "revenue").toLowerCase().replaceAll(" ", "_");
    const share = shareWithin(target, from, to);
    if (!metricWords[basis].test(metric) || share <= 0) continue;
    cut ||= share < 1;
    const amount = target.amount * share;
    if (target.owner === null) add(ofTeams, target.team, amount);
    else {
      add(byOwner, target.owner, amount);
      add(ofPeople, target.team, amount);
    }
  }
  if (byOwner.size + ofTeams.size === 0) return null;
  const byTeam = new Map([...ofPeople, ...ofTeams]);
  const total = [...byTeam.values()].reduce((sum, amount) => sum + amount, 0);
  return { byOwner: rounded(byOwner), byTeam: rounded(byTeam), total: exact(total), cut };
}

function shareWithin({ first_day, last_day }: Target, from: string, to: string): number {
  const days = daysBetween(first_day, last_day) + 1;
  const first = first_day > from ? first_day : from;
  const inside = Math.min(daysBetween(first, last_day) + 1, daysBetween(first, to));
  return days > 0 ? Math.max(0, inside) / days : 0;
}

function add<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function rounded<Key>(sums: ReadonlyMap<Key, number>): Map<Key, number> {
  return new Map([...sums].map(([key, amount]) => [key, exact(amount)]));
}
