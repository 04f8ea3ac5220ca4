import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { again } from "#grammar/again.ts";
import { addDays, daysBetween, earlier } from "#grammar/days.ts";
import poolRuleLesson from "#learned/pool-rule.ts";
import { type PoolFound, poolResult, poolTotals } from "#metrics/pool/pool-result.ts";
import type { PoolRule } from "#metrics/pool/pool-rule.ts";
import { homePools, pools } from "#metrics/pool/pools.ts";
import { poolCounts } from "#queries/pool-accounts.ts";
import { fallingBack, worthClaiming } from "#queries/pool-listings.ts";
import type { Reply } from "#reply.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { maskedName } from "#wording/masked-name.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/pool.ts";
import { tellPool } from "#wording/pool-story.ts";

const options = z.object({ days: z.coerce.number("expected a number of days").int().min(1).max(3650).optional() });
type Input = CommandInput<z.output<typeof options>>;

/** Accounts that fall back in `result` unless it is asked for in full. */
const mostListed = 200;
/** What falls back within so many days is told. */
const ahead = 3;
/** Days over which an account's money is counted. */
const year = 365;

export default defineCommand({
  title: { en: "Customer pool", zh: "公海" },
  summary: {
    en: "What lies unowned, what falls back in three days, what converts after a claim?",
    zh: "公海里有多少客户，3天内哪些将掉回，认领后成交如何？",
  },
  aliases: ["公海", "公海池", "公海客户", "客户公海"],
  group: "sales",
  examples: [
    { en: "/pool", zh: "/公海" },
    { en: "/pool last365d", zh: "/公海 近一年" },
    { en: "/pool days=30", zh: "/公海 days=30" },
  ],
  period: "last90d",
  compare: "prev",
  narrows: "accounts",
  groupings: 0,
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words, asker } = input;
    const { found, known } = await find(input);
    const result = poolResult(found);
    const { accounts, claimed } = poolTotals(found.pools);
    if (accounts === 0 && claimed === 0 && found.falling.length === 0) {
      // Filters hide pools, and so may the asker's scope.
      const whole = question.filters.length === 0 && asker.role === "administrator";
      return emptyPeriod(input, result, known || (!whole && view.has("accounts")) ? "empty" : "empty_source");
    }
    return {
      ...tellPool({ words, found, masked: asker.role !== "administrator" }),
      followUps: [
        { label: words.say("follow_year"), ask: again(question, { period: "last365d" }) },
        ...otherCommands(input, ["actions", "team"]),
      ],
      result,
    };
  },
});

/** `known`: some account lies in a pool or was ever claimed out of one. */
async function find(input: Input): Promise<{ readonly found: PoolFound; readonly known: boolean }> {
  const { question, view, asker } = input;
  const { from, to } = question.period;
  const asOf = earlier(question.asOf, addDays(to, -1));
  const kind = question.comparison?.kind;
  const before = kind === "prev" || kind === "yoy" ? (question.comparison?.period ?? null) : null;
  // The earlier claims are followed for as long as these.
  const seenBefore = addDays(question.asOf, before === null ? 0 : -daysBetween(before.to, to));
  const yearFrom = addDays(asOf, 1 - year);
  const [counts, rule, waiting, earlierCounts] = await Promise.all([
    poolCounts(view, { from, to, asOf, seen: question.asOf }),
    ruleOf(input, asOf),
    worthClaiming(view, { from: yearFrom, asOf }),
    before && poolCounts(view, { from: before.from, to: before.to, asOf: addDays(before.to, -1), seen: seenBefore }),
  ]);
  const homeOf = homePools(counts);
  const span = rule && { first: addDays(asOf, 1 - rule.days), last: addDays(asOf, ahead - rule.days) };
  const falling = span === null ? [] : await fallingBack(view, { ...span, from: yearFrom, asOf });
  // Nobody owns what lies in the pool: only administrators read its names.
  const shown = (name: string | null) => (asker.role === "administrator" ? name : maskedName(name));
  const totals = earlierCounts && poolTotals(pools(earlierCounts));
  const found: PoolFound = {
    period: { from, to },
    ...{ pools: pools(counts), rule },
    falling: falling.map((account) => ({ ...account, pool: homeOf(account.region) })),
    listed: question.full ? falling.length : mostListed,
    waiting: waiting.map((account) => ({ ...account, name: shown(account.name) })),
    previous: before &&
      totals && { from: before.from, to: before.to, claimed: totals.claimed, converted: totals.converted },
  };
  return { found, known: counts.length > 0 };
}

/** The rule as it was given, as the company configured it, or as its data tell. */
async function ruleOf({ question, recall, poolDays }: Input, asOf: string): Promise<PoolRule | null> {
  const days = question.options.days ?? poolDays ?? null;
  if (days !== null) return { days, known: "configured" };
  return (await recall(poolRuleLesson, asOf, poolRuleLesson.usual)).value;
}
