import type { Landing } from "#store.ts";

/** Marks accounts as merged into others, by external id, and all others as standing for themselves. */
export async function mergeAccounts(
  landing: Landing,
  merges: readonly { readonly account: string; readonly survivor: string }[],
): Promise<void> {
  await landing.run("UPDATE data.accounts SET merged_into_id = NULL WHERE merged_into_id IS NOT NULL");
  if (merges.length === 0) return;
  await landing.run(
    `UPDATE data.accounts SET merged_into_id = survivors.id
     FROM (SELECT unnest($accounts) AS account, unnest($survivors) AS survivor) AS merges
     JOIN (SELECT id, external_id FROM data.accounts) AS survivors ON survivors.external_id = merges.survivor
     WHERE data.accounts.external_id = merges.account AND survivors.id <> data.accounts.id`,
    { accounts: merges.map(({ account }) => account), survivors: merges.map(({ survivor }) => survivor) },
  );
}
