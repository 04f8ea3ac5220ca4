import type { State } from "#store.ts";

/** An account that counts as another, by external ids, and who said so. */
export interface AccountMerge {
  readonly account: string;
  readonly survivor: string;
  readonly by: string;
  readonly at: Date;
}

/** Every merge of a source's accounts; what was merged into an account that was merged itself belongs to the last. */
export async function accountMerges(state: State, source: string): Promise<AccountMerge[]> {
  const rows = await state.rows<{ account: string; survivor: string; decided_by: string; decided_at: Date | string }>(
    `SELECT account, survivor, decided_by, decided_at FROM account_merges WHERE source = $1 ORDER BY account`,
    [source],
  );
  const into = new Map(rows.map(({ account, survivor }) => [account, survivor]));
  const last = (account: string): string => {
    const seen = new Set([account]);
    let end = account;
    for (let next = into.get(end); next !== undefined && !seen.has(next); next = into.get(end)) {
      seen.add(next);
      end = next;
    }
    return end;
  };
  return rows.map(({ account, decided_by, decided_at }) => ({
    ...{ account, survivor: last(account), by: decided_by, at: new Date(decided_at) },
  }));
}

/** Keeps that accounts count as the survivor; a survivor that was merged before stands for itself again. */
export async function keepMerge(
  state: State,
  source: string,
  { survivor, others, by, at }: { survivor: string; others: readonly string[]; by: string; at: Date },
): Promise<void> {
  await state.transaction(async () => {
    for (const account of [survivor, ...others]) {
      await state.run("DELETE FROM account_merges WHERE source = $1 AND account = $2", [source, account]);
    }
    for (const account of others) {
      await state.run(
        `INSERT INTO account_merges (source, account, survivor, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5)`,
        [source, account, survivor, by, at],
      );
    }
  });
}

/** Forgets merges of these accounts, and of all that were merged into them. */
export async function forgetMerges(state: State, source: string, accounts: readonly string[]): Promise<void> {
  await state.transaction(async () => {
    for (const account of accounts) {
      await state.run("DELETE FROM account_merges WHERE source = $1 AND (account = $2 OR survivor = $2)", [
        source,
        account,
      ]);
    }
  });
}
