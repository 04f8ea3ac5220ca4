import { cents } from "../money.ts";

export const actionKinds = [
  "save",
  "answer_lead",
  "answer_complaint",
  "revive_deal",
  "cross_sell",
  "fix_data",
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** Something worth doing: for whom, by whom, what it is expected to bring, and why. */
export interface Action {
  readonly kind: ActionKind;
  /** External ids and name; an action without an account is told by its record. */
  readonly account: string | null;
  readonly name: string | null;
  readonly record: string | null;
  readonly owner: string | null;
  /** Probability times amount, in the reporting currency. */
  readonly expected: number;
  /** The record or product that it is about, in words; null where the account says it all. */
  readonly about: string | null;
  readonly because: string;
  readonly byWhen: string;
}

/**
 * Actions by what they are expected to bring, the largest first, then by kind and id; of an account one of each kind, the
 * best. What brings nothing is left out. O(n log n).
 */
export function rankActions(actions: readonly Action[]): Action[] {
  const order = new Map(actionKinds.map((kind, place) => [kind, place]));
  const key = ({ account, record }: Action) => account ?? record ?? "";
  const sorted = actions
    .filter(({ expected }) => cents(expected) > 0)
    .toSorted(
      (a, b) =>
        cents(b.expected) - cents(a.expected) ||
        (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0) ||
        (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0),
    );
  const seen = new Set<string>();
  return sorted.filter((action) => {
    const same = JSON.stringify([
      action.kind,
      action.account === null ? [action.record, action.owner] : action.account,
    ]);
    if (seen.has(same)) return false;
    seen.add(same);
    return true;
  });
}

/** The first of each account, at most `most`: nobody is on today's list twice. O(n). */
export function shortList(ranked: readonly Action[], most: number): Action[] {
  const accounts = new Set<string>();
  const list: Action[] = [];
  for (const action of ranked) {
    if (list.length >= most) break;
    if (action.account !== null && accounts.has(action.account)) continue;
    if (action.account !== null) accounts.add(action.account);
    list.push(action);
  }
  return list;
}

/** The JSON fields of `/actions`: money to the cent. */
export function actionsResult(
  ranked: readonly Action[],
  { period, most, withdrawn }: { period: { from: string; to: string }; most: number; withdrawn: number },
) {
  return {
    n: ranked.length,
    period: { from: period.from, to: period.to },
    actions: ranked.slice(0, most).map((action) => ({
      kind: action.kind,
      account_id: action.account,
      owner: action.owner,
      expected_value: cents(action.expected),
      because: action.because,
      by_when: action.byWhen,
      name: action.name,
      record_id: action.record,
      about: action.about,
    })),
    excluded: withdrawn > 0 ? [{ reason: "no_consent", rows: withdrawn }] : [],
  };
}
