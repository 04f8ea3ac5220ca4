import { NotEnoughData } from "#errors.ts";
import { defineLesson } from "#learned.ts";
import { accountsWithoutProfiling } from "#queries/no-profiling.ts";
import { recommendGroups, recommendPurchases, recommendSize } from "#queries/recommend-purchases.ts";
import learnRecommendations from "#tasks/learn-recommendations.ts";

/** Accounts learned from, at most about. */
const mostAccounts = 50_000;

/**
 * Which products go together and what groups of similar accounts buy: product keys and counts, and of accounts nothing but
 * the keys of those that do not want to be scored.
 */
export default defineLesson({
  name: "recommendations",
  usual: {},
  async learn({ view, compute, asOf }, _parameters: Readonly<Record<string, never>>) {
    const { accounts, product } = await recommendSize(view, { to: asOf });
    const parts = Math.ceil(accounts / mostAccounts) || 1;
    const base = product + 1;
    const [lines, grouped] = await Promise.all([
      recommendPurchases(view, { to: asOf, parts, part: 0, base }),
      recommendGroups(view, { parts, part: 0 }),
    ]);
    if (lines.pair.length === 0)
      throw new NotEnoughData("no_lines", "recommendations require order lines with products");
    const model = await compute(learnRecommendations, { account: lines.account, pair: lines.pair, base, grouped });
    return { ...model, withdrawn: new Set(await accountsWithoutProfiling(view, { to: asOf })) };
  },
});
