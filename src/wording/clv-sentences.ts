import type { Words } from "#messages.ts";
import { type ClvCustomers, type ClvFindings, clvRules } from "#metrics/lifetime/clv-findings.ts";
import type { ClvHorizon } from "#metrics/lifetime/clv-horizon.ts";
import type { LifetimeModel } from "#metrics/lifetime/lifetime-model.ts";
import type { Excluded } from "#queries/excluded-orders.ts";
import { excludedNotes, smallSampleNotes } from "./caveats.ts";

/** All that the sentences of a `/clv` reply speak of. */
export interface ClvStory {
  readonly words: Words;
  readonly horizon: ClvHorizon;
  readonly asOf: string;
  readonly period: { readonly from: string; readonly to: string };
  /** Dimension grouped by. */
  readonly by: string | null;
  /** Won deals stand for orders. */
  readonly deals: boolean;
  readonly model: LifetimeModel;
  readonly returnedShare: number;
  readonly found: ClvFindings;
  /** Name and owner of the customer in a row of the scores. */
  readonly who: (row: number) => { readonly name: string; readonly owner: string | null };
  readonly excluded: readonly Excluded[];
  /** When the model was learned, and whether newer orders are being learned. */
}
/** Customers in the picture. */
export const drawn = 8;
/** Fewest customers of whom a tenth is worth speaking of. */
export const fewestForTenth = 20;

/** The time ahead in words: next 12 months. */
export function aheadOf({ words, horizon: { count, unit } }: ClvStory): string {
  return words.say(`ahead_${unit}`, { count });
}

/** The finding in one sentence: what all are worth, how concentrated that is, who leads. */
export function headlineOf(story: ClvStory): string {
  const { words, found, model, period } = story;
  const ahead = aheadOf(story);
  const money = words.money(found.clv);
  const name = story.who(found.listed[0] ?? 0).name;
  const top = found.groups[0];
  if (model.value === null) {
    return words.say("headline_purchases", { ahead, name, orders: words.integer(found.expectedPurchases) });
  }
  if (story.by !== null && top !== undefined) {
    const share = words.percent(top.clv / found.clv);
    return words.say("headline_group", {
      group: top.group ?? words.say("none"),
      ahead,
      money: words.money(top.clv),
      share,
    });
  }
  if (found.customers === 1) return words.say("headline_one", { name, money, ahead });
  const first = words.percent((model.scores.clv[found.listed[0] ?? 0] ?? 0) / found.clv);
  if (found.outside > 0) {
    return words.say("active", { span: words.span(period.from, period.to), money, ahead, name, share: first });
  }
  if (found.customers < fewestForTenth) return words.say("headline_few", { money, ahead, name, share: first });
  return words.say("headline", { money, ahead, name, share: words.percent(found.deciles[0] ?? 0) });
}

/** At most three: whether to trust it, how concentrated it is, whether it keeps the level, who cools off. */
export function insightsOf(story: ClvStory): string[] {
  const { words, found, model, horizon } = story;
  const { holdout } = model;
  const said: string[] = [];
  if (holdout !== null && holdout.mae > holdout.naiveMae) said.push(words.say("worse", errorsOf(story)));
  const top = found.groups[0];
  if (model.value !== null && story.by !== null && top !== undefined && found.groups.length > 1) {
    const best = found.groups.reduce((a, b) => (b.clv / b.customers > a.clv / a.customers ? b : a));
    const values = { each: words.money(best.clv / best.customers), all: words.money(found.clv / found.customers) };
    said.push(words.say("best_group", { group: best.group ?? words.say("none"), ...values }));
  }
  if (model.value !== null && found.customers >= fewestForTenth) {
    const share = words.percent(found.half / found.customers);
    said.push(words.say("half", { n: found.half, share, each: words.money(found.clv / 2 / found.half) }));
  }
  if (model.value !== null && found.recent > 0) {
    const past = words.say(`past_${horizon.unit}`, { count: horizon.count });
    const values = { orders: words.money(found.undiscounted), before: words.money(found.recent), past };
    const gap = found.recent - found.undiscounted;
    if (gap > 0) said.push(words.say("level", { ...values, gap: words.money(gap) }));
    else said.push(words.say("growth", { ...values, more: words.percent(-gap / found.recent) }));
  }
  if (model.value !== null && found.cooling.customers > 0) {
    const [lost, doubtful] = [words.percent(clvRules.lost), words.percent(clvRules.doubtful)];
    said.push(
      words.say("cooling", { n: found.cooling.customers, lost, doubtful, money: words.money(found.cooling.money) }),
    );
  }
  return said.slice(0, 3);
}

/** At most three: whom to look after, whom to keep, whom to bring on; each with what it is worth. */
export function actionsOf(story: ClvStory): string[] {
  const { words, found, model } = story;
  if (model.value === null) return [];
  const ahead = aheadOf(story);
  const { clv, pAlive } = model.scores;
  const value = (row: number) => clv[row] ?? 0;
  const sum = (rows: readonly number[], of: (row: number) => number) =>
    words.money(rows.reduce((total, row) => total + of(row), 0));
  const top = [...found.listed.slice(0, 3)];
  const said = [words.say("look_after", { names: namesOf(story, top), money: sum(top, value), ahead })];
  const { cooling, fresh } = found;
  if (cooling.rows.length > 0) {
    const money = sum(cooling.rows, (row) => value(row) * (1 / (pAlive[row] ?? 1) - 1));
    said.push(words.say("keep", { names: namesOf(story, cooling.rows), n: cooling.rows.length, money }));
  }
  if (fresh.rows.length > 0) {
    const values = { n: fresh.customers, days: clvRules.newDays, money: words.money(fresh.money), ahead };
    said.push(words.say("nurture", { names: namesOf(story, fresh.rows), ...values }));
  }
  return said;
}

/** Caveats: how well it forecast what it had not seen, what the chances mean, what was left out. */
export function footnotesOf(story: ClvStory): string[] {
  const { words, model, found, excluded } = story;
  const said: string[] = [];
  if (story.deals) said.push(words.say("reply.orders_from_deals"));
  if (model.valueMissing !== null) said.push(words.say(`no_value_${model.valueMissing}`));
  said.push(...smallSampleNotes(words, found.customers));
  const { holdout } = model;
  if (holdout === null) said.push(words.say("unchecked"));
  else if (holdout.mae <= holdout.naiveMae) {
    said.push(words.say("checked", { days: holdout.days, ...errorsOf(story) }));
  }
  if (holdout !== null && (holdout.spearman ?? 0) < (holdout.naiveSpearman ?? 0)) {
    const read = (rho: number | null) => (rho ?? 0).toFixed(2);
    said.push(words.say("ranked_worse", { spearman: read(holdout.spearman), naive: read(holdout.naiveSpearman) }));
  }
  if (found.once > 0) said.push(words.say("alive", { n: found.once }));
  const young = youngOf(story);
  if (young > 0) said.push(words.say("young", { n: young, days: clvRules.newDays }));
  const vague = [...model.purchases.undetermined, ...(model.value?.undetermined ?? [])];
  if (vague.length > 0) said.push(words.say("undetermined", { names: words.list(vague) }));
  // What would read 0.0 % says nothing.
  if (story.returnedShare >= 0.0005) said.push(words.say("returns", { share: words.percent(story.returnedShare, 1) }));
  if (found.prospects > 0) said.push(words.say("prospects", { n: found.prospects }));
  if (found.outside > 0) said.push(words.say("outside", { n: found.outside }));
  said.push(...excludedNotes(words, excluded));
  if (found.listed.length < found.customers) {
    said.push(words.say("capped", { shown: found.listed.length, n: words.integer(found.customers) }));
  }
  return said;
}

/** How it was computed, a sentence each; parameters that the orders do not tell are left out. */
export function methodOf({ words, model, horizon, asOf }: ClvStory): string[] {
  const { parameters, logLikelihood, undetermined } = model.purchases;
  const symbols = { r: "r", alpha: "α", a: "a", b: "b" } as const;
  const told = (["r", "alpha", "a", "b"] as const).filter((name) => !undetermined.includes(name));
  const read = told.map((name) => `${symbols[name]} ${Number(parameters[name].toPrecision(4))}`);
  const said = [words.say("method_purchases", { asOf: words.date(asOf) })];
  if (model.value !== null) {
    const rate = words.percent(horizon.yearlyDiscount, horizon.yearlyDiscount === 0 ? 0 : 1);
    said.push(words.say("method_value"));
    said.push(words.say("method_clv", { step: words.say(`step_${horizon.unit}`), rate }));
  }
  const likelihood = logLikelihood.toFixed(1).replace("-", "−");
  said.push(words.say("method_params", { parameters: words.list(read), likelihood }));
  return said;
}

function errorsOf({ words, model: { holdout } }: ClvStory): { mae: string; naive: string } {
  const rounded = (value: number) => words.number(Math.round(value * 10) / 10);
  return { mae: rounded(holdout?.mae ?? 0), naive: rounded(holdout?.naiveMae ?? 0) };
}

/** How many of the customers shown are new. */
function youngOf({ model: { scores }, found, by }: ClvStory): number {
  if (by !== null) return 0;
  return found.listed.slice(0, drawn).filter((row) => (scores.age[row] ?? 0) <= clvRules.newDays).length;
}

function namesOf({ words, who }: ClvStory, rows: ClvCustomers["rows"]): string {
  const named = rows.map(who);
  return words.list(
    named.map(({ name, owner }) => (owner === null ? words.say("one", { name }) : words.say("owned", { name, owner }))),
  );
}
