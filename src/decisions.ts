import type { Decisions } from "./command.ts";
import { accountMerges, forgetMerges, keepMerge } from "./store/state/account-merges.ts";
import type { State, Store } from "./store.ts";
import { mergeAccounts } from "./sync/merge-accounts.ts";

/** How long a decision waits for the figures to show it. */
const waitMs = 5_000;

/** Keeps decisions about the data in the state, and applies them to what is loaded: every load applies them anew. */
export function createDecisions(parts: {
  readonly store: Store;
  readonly state: State;
  /** Name of the source system. */
  readonly source: string;
  readonly who: string;
  readonly taken: () => void;
  readonly clock: () => Date;
}): Decisions {
  const { store, state, source, who: by, taken, clock } = parts;

  /** Applies what is kept now; the data are as old as before, a moment more, so that what was learned is learned anew. */
  async function apply(): Promise<"now" | "soon"> {
    taken();
    const note = { source, fingerprint: store.fingerprint() };
    const before = store.freshness()?.syncedAt.getTime();
    const syncedAt = before === undefined ? {} : { syncedAt: new Date(before + 1) };
    const merges = await accountMerges(state, source);
    const applied = store.load({ ...note, ...syncedAt }, (landing) => mergeAccounts(landing, merges));
    const late = new Promise<"soon">((resolve) => setTimeout(() => resolve("soon"), waitMs).unref());
    return Promise.race([applied.then(() => "now" as const), late]);
  }

  return {
    async merge(survivor, others) {
      const known = await accountMerges(state, source);
      const kept = others.every((account) => known.some((one) => one.account === account && one.survivor === survivor));
      if (kept) return "now";
      await keepMerge(state, source, { survivor, others, by, at: clock() });
      return apply();
    },
    async separate(accounts) {
      const known = await accountMerges(state, source);
      if (!known.some(({ account, survivor }) => accounts.includes(account) || accounts.includes(survivor)))
        return "now";
      await forgetMerges(state, source, accounts);
      return apply();
    },
    merged: () => accountMerges(state, source),
  };
}
