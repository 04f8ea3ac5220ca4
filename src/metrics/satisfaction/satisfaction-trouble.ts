import {
  type DeliveryEffect,
  deliveryEffect,
  elsewhere,
  type SatisfactionCause,
  satisfactionCauses,
} from "./satisfaction-cause.ts";
import type { DeliveryVotes, SatisfactionFigures } from "./satisfaction-figures.ts";
import { clearly, type NpsGap, type SatisfactionGroup, troubledGroup } from "./satisfaction-groups.ts";

/** The group, or the whole, that is clearly less content than before, or than the others, and what went worse with it. */
export interface Trouble {
  /** Null for the whole; its key may be null, too. */
  readonly group: SatisfactionGroup | null;
  readonly against: "before" | "rest";
  /** NPS, -1..1, and what it is compared with. */
  readonly now: number;
  readonly earlier: number;
  /** The clearest first. */
  readonly causes: readonly SatisfactionCause[];
  readonly effect: DeliveryEffect | null;
}

/** The whole of both periods, compared; `before` is null without a comparison. */
export interface SatisfactionWhole {
  readonly now: SatisfactionFigures;
  readonly before: SatisfactionFigures | null;
  readonly change: NpsGap | null;
  readonly votes: readonly DeliveryVotes[];
}

/**
 * Where satisfaction is in trouble: the group that fell or lags most clearly; without groups the whole, where it fell; null
 * where nothing is more than noise. O(groups log groups).
 */
export function satisfactionTrouble(
  whole: SatisfactionWhole,
  groups: readonly SatisfactionGroup[],
  groupVotes: readonly DeliveryVotes[],
): Trouble | null {
  const found = troubledGroup(groups);
  if (found === null) return groups.length > 0 ? null : fallen(whole);
  const { group, against } = found;
  const past = against === "before";
  const mine = groupVotes.filter(({ part, side }) => part === group.key && side === 0);
  const others = groupVotes.filter(({ part, side }) =>
    past ? part === group.key && side === 1 : part !== group.key && side === 0,
  );
  const compared = past ? group.before : elsewhere(whole.now, group.now);
  const score = group.now.nps ?? 0;
  return {
    group,
    against,
    now: score,
    earlier: score - ((past ? group.change : group.rest)?.difference ?? 0),
    causes: compared === null ? [] : satisfactionCauses(group.now, compared),
    effect: deliveryEffect(mine, others),
  };
}

function fallen({ now, before, change, votes }: SatisfactionWhole): Trouble | null {
  if (before === null || change === null || change.difference >= 0 || change.pValue >= clearly) return null;
  const of = (wanted: number) => votes.filter(({ side }) => side === wanted);
  return {
    group: null,
    against: "before",
    now: now.nps ?? 0,
    earlier: before.nps ?? 0,
    causes: satisfactionCauses(now, before),
    effect: deliveryEffect(of(0), of(1)),
  };
}
