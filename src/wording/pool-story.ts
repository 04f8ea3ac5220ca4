import { rankedBars } from "#charts/ranked-bars.ts";
import type { Words } from "#messages.ts";
import { fallsOn, type PoolAccount, type PoolFound, poolTotals } from "#metrics/pool/pool-result.ts";
import type { Reply } from "#reply.ts";
import { nameOf } from "./account-name.ts";
import { smallSample } from "./caveats.ts";
import { kpiChange, kpiPoints } from "./kpi-change.ts";
import { shownRows } from "./shown-rows.ts";

/** Everything that is said of customer pools. */
export interface PoolStory {
  readonly words: Words;
  readonly found: PoolFound;
  readonly masked: boolean;
}

export type ToldPool = Pick<Reply, "headline" | "kpis" | "table" | "insights" | "actions" | "footnotes" | "method"> &
  Required<Pick<Reply, "chart">>;

const mostRows = 10;
/** A pool is uneven when it holds more than this share of all. */
const uneven = 0.4;

/** What is said of customer pools: what lies there, what falls back, what a claim brings. */
export function tellPool(story: PoolStory): ToldPool {
  const headline = headlineOf(story);
  const { words } = story;
  return {
    headline,
    ...pictureOf(story, headline),
    kpis: kpisOf(story),
    insights: insightsOf(story).slice(0, 3),
    actions: actionsOf(story).slice(0, 3),
    footnotes: footnotesOf(story),
    method: ["pool", "falling", "converted"].map((key) => words.say(`method_${key}`)),
  };
}

function headlineOf({ words, found }: PoolStory): string {
  const { accounts, claimed } = poolTotals(found.pools);
  const lying = found.pools.filter((pool) => pool.accounts > 0).length;
  const span = words.span(found.period.from, found.period.to);
  const values = { n: accounts, k: lying, falling: found.falling.length, claimed, span };
  if (accounts === 0) return words.say("headline_claims", values);
  return words.say(found.rule === null ? "headline_no_rule" : "headline", values);
}

function pictureOf({ words, found }: PoolStory, alt: string): Pick<ToldPool, "chart" | "table"> {
  const lying = poolTotals(found.pools).accounts > 0;
  const rows = found.pools.map((pool) => {
    const falling = found.falling.filter((account) => account.pool === pool.pool).length;
    return { ...pool, falling, label: pool.pool ?? words.say("none") };
  });
  const drawn = rows.filter((row) => (lying ? row.accounts : row.claimed) > 0);
  const most = Math.max(...drawn.map((row) => (lying ? row.accounts : row.claimed)));
  const bars = drawn.slice(0, mostRows).map((row) => {
    const value = lying ? row.accounts : row.claimed;
    const share = lying && found.rule !== null ? { share: words.integer(row.falling) } : {};
    return { label: row.label, value, text: words.integer(value), highlight: value === most, ...share };
  });
  const columns = ["accounts", "falling", "claimed", "converted"] as const;
  return {
    chart: { spec: rankedBars({ rows: bars }), alt, subtitle: words.say(lying ? "subtitle" : "subtitle_claims") },
    table: {
      columns: [
        { key: "label", label: words.say("column_pool"), format: "text" },
        ...columns
          .filter((key) => key !== "falling" || found.rule !== null)
          .map((key) => ({ key, label: words.say(`column_${key}`), format: "integer" as const })),
      ],
      ...shownRows(rows, mostRows, ({ pool, ...row }) => row),
    },
  };
}

function kpisOf({ words, found }: PoolStory): NonNullable<Reply["kpis"]> {
  const { accounts, claimed, converted } = poolTotals(found.pools);
  const { previous } = found;
  const rate = claimed > 0 ? converted / claimed : null;
  const before = previous && previous.claimed > 0 ? previous.converted / previous.claimed : null;
  return [
    { label: words.say("kpi_pool"), value: words.integer(accounts) },
    ...(found.rule === null ? [] : [{ label: words.say("kpi_falling"), value: words.integer(found.falling.length) }]),
    { label: words.say("kpi_claimed"), value: words.integer(claimed), ...kpiChange(words, claimed, previous?.claimed) },
    {
      ...{ label: words.say("kpi_converted"), value: words.integer(converted) },
      ...kpiChange(words, converted, previous?.converted),
    },
    ...(rate === null
      ? []
      : [{ label: words.say("kpi_rate"), value: words.percent(rate), ...kpiPoints(words, rate, before) }]),
  ];
}

const revenueOf = (accounts: readonly PoolAccount[]) => accounts.reduce((sum, { revenue }) => sum + revenue, 0);

function insightsOf({ words, found }: PoolStory): string[] {
  const { accounts, claimed, converted } = poolTotals(found.pools);
  const { falling, waiting, pools } = found;
  const buyers = waiting.filter(({ revenue }) => revenue > 0);
  const [first] = pools;
  return [
    ...(falling.length > 0
      ? [words.say("insight_falling", { n: falling.length, money: words.money(revenueOf(falling)) })]
      : []),
    ...(claimed > 0
      ? [
          words.say("insight_conversion", {
            ...{ claimed: words.integer(claimed), converted: words.integer(converted) },
            ...{ rate: words.percent(converted / claimed), span: words.span(found.period.from, found.period.to) },
          }),
        ]
      : []),
    ...(buyers.length > 0
      ? [words.say("insight_waiting", { money: words.money(revenueOf(buyers)), k: buyers.length })]
      : []),
    ...(first && pools.length > 2 && first.accounts > uneven * accounts
      ? [
          words.say("insight_uneven", {
            pool: first.pool ?? words.say("none"),
            share: words.percent(first.accounts / accounts),
          }),
        ]
      : []),
  ];
}

function actionsOf({ words, found }: PoolStory): string[] {
  const { falling, waiting, pools, rule } = found;
  const { claimed, converted } = poolTotals(pools);
  const [next, best, largest] = [falling[0], waiting.find(({ revenue }) => revenue > 0), pools[0]];
  const date = (day: string | null) => (day === null ? words.say("day_unknown") : words.date(day));
  return [
    ...(next && rule
      ? [
          words.say("action_falling", {
            ...{ owner: next.owner ?? words.say("owner_none"), name: nameOf(words, next) },
            ...{ date: date(fallsOn(next, rule)), money: words.money(next.revenue) },
          }),
        ]
      : []),
    ...(best
      ? [
          words.say("action_claim", {
            ...{ name: nameOf(words, best), pool: best.pool ?? words.say("none") },
            ...{ money: words.money(best.revenue), date: date(best.day) },
          }),
        ]
      : []),
    ...(largest && largest.accounts > 0 && claimed > 0 && converted > 0
      ? [
          words.say("action_share", {
            ...{
              n: largest.accounts,
              pool: largest.pool ?? words.say("none"),
              rate: words.percent(converted / claimed),
            },
          }),
        ]
      : []),
  ];
}

function footnotesOf({ words, found, masked }: PoolStory): string[] {
  const { rule, waiting, pools } = found;
  const { claimed } = poolTotals(pools);
  return [
    rule === null ? words.say("rule_none") : words.say(`rule_${rule.known}`, { days: rule.days }),
    ...(claimed > 0 && pools.length > 1 ? [words.say("note_home")] : []),
    ...(masked && waiting.length > 0 ? [words.say("note_masked")] : []),
    ...(claimed > 0 && claimed < smallSample ? [words.say("note_small", { n: claimed })] : []),
  ];
}
