import type { Words } from "#messages.ts";
import type { ChurnAccount, ChurnFindings, ChurnSum } from "#metrics/churn/churn-findings.ts";
import type { ChurnBasis } from "#metrics/churn/churn-population.ts";
import type { ChurnReason } from "#metrics/churn/churn-reasons.ts";
import { type ChurnTraining, fewestAccounts, fewestChurners } from "#metrics/churn/churn-training.ts";
import type { Excluded } from "#queries/excluded-orders.ts";
import { nameOf } from "./account-name.ts";
import { excludedNotes, smallSampleNotes } from "./caveats.ts";
import { reasonsOf } from "./churn-reasons.ts";

/** An account with its name and owner. */
export interface NamedChurn extends ChurnAccount {
  readonly account: string | null;
  readonly name: string | null;
  readonly owner: string | null;
}

/** All that the sentences of a churn reply speak of. */
export interface ChurnStory {
  readonly words: Words;
  readonly basis: ChurnBasis;
  readonly asOf: string;
  readonly horizon: number;
  /** Was the horizon asked for? */
  readonly given: boolean;
  /** Dimension grouped by. */
  readonly by: string | null;
  readonly deals: boolean;
  readonly contracts: boolean;
  readonly costsKnown: boolean;
  readonly quality: ChurnTraining["quality"];
  readonly lacking: ChurnTraining["lacking"];
  readonly found: ChurnFindings;
  /** The same as of the end of the period compared with. */
  readonly previous: ChurnSum | null;
  /** The accounts found, by risk × value. */
  readonly accounts: readonly NamedChurn[];
  /** The period, when it leaves out active customers. */
  readonly narrowed: { readonly from: string; readonly to: string } | null;
  readonly excluded: readonly Excluded[];
}
/** Accounts that a team can call in a week. */
const callable = 10;

/** The finding in one sentence: how many customers are slipping away, what they are worth, who is first. */
export function headlineOf(story: ChurnStory): string {
  const { words, found, horizon: days } = story;
  const variant = story.basis === "contracts" ? "_contracts" : story.quality === null ? "_rule" : "";
  const first = story.accounts.find(({ atRisk }) => atRisk);
  if (first === undefined) return words.say(`calm${variant}`, { n: found.customers, days });
  const group = found.groups[0];
  if (story.by !== null && group !== undefined) {
    const share = words.percent(found.valueAtRisk > 0 ? group.valueAtRisk / found.valueAtRisk : 0);
    const values = { n: group.atRisk, money: words.money(group.valueAtRisk), days, share };
    return words.say("group", { ...values, group: group.group ?? words.say("none") });
  }
  const values = { n: found.atRisk, money: words.money(found.valueAtRisk), days, name: nameOf(words, first) };
  return words.say(`slipping${variant}`, values);
}

/** At most three: how many are expected to leave, how concentrated the loss is, its commonest sign. */
export function insightsOf(story: ChurnStory): string[] {
  const { words, found, quality, basis, horizon: days } = story;
  const said: string[] = [];
  if (quality !== null && found.expectedLeavers !== null) {
    const rate = words.percent(found.expectedLeavers / found.customers);
    const leavers = words.integer(Math.round(found.expectedLeavers));
    const base = words.percent(quality.base_rate);
    const key = basis === "contracts" ? "expected_contracts" : "expected";
    said.push(words.say(key, { n: words.integer(found.customers), leavers, rate, days, base }));
  }
  if (found.atRisk > 2 * callable && found.valueAtRisk > 0) {
    const share = found.firstTen / found.valueAtRisk;
    const values = { share: words.percent(share), money: words.money(found.firstTen) };
    said.push(words.say(share >= 0.3 ? "concentrated" : "spread", values));
  }
  const risky = story.accounts.filter(({ atRisk }) => atRisk);
  // Of contracts that end it would say nothing that they do.
  const sign = commonest(
    risky,
    basis === "contracts" ? ["silent", "few_orders", "contract"] : ["silent", "few_orders"],
  );
  if (sign !== null && sign.n >= 3) {
    said.push(words.say("sign", { reason: sign.reason, n: sign.n, of: risky.length }));
  }
  return said;
}

/** At most three: whom to call first, whom to work through, what to settle or to leave to a message. */
export function actionsOf(story: ChurnStory): string[] {
  const { words, found, horizon } = story;
  const risky = story.accounts.filter(({ atRisk }) => atRisk);
  const [first] = risky;
  if (first === undefined) return [];
  const said = [
    words.say("call", {
      owner: first.owner ?? "none",
      name: nameOf(words, first),
      reason: reasonsOf(words, first, horizon)[0] ?? "",
      money: words.money(first.value),
    }),
  ];
  const next = risky.slice(0, callable);
  if (next.length >= 3) {
    const counts = new Map<string, number>();
    for (const { owner } of next) if (owner !== null) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    const owners = [...counts]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, 3)
      .map(([owner, n]) => words.say("one_owner", { owner, n }));
    const money = words.money(next.reduce((sum, { value }) => sum + value, 0));
    if (owners.length > 0) said.push(words.say("work", { n: next.length, owners: words.list(owners), money }));
  }
  if (found.openComplaints > 0) said.push(words.say("settle", { n: found.openComplaints }));
  else if (found.fewOrders >= 3) said.push(words.say("mail", { n: found.fewOrders }));
  return said;
}

/** Caveats: how good the model is and how old, what stands in for it, what was left out. */
export function footnotesOf(story: ChurnStory): string[] {
  const { words, quality, lacking, found, horizon: days, narrowed, accounts } = story;
  const said: string[] = [];
  if (story.deals) said.push(words.say("reply.orders_from_deals"));
  said.push(...smallSampleNotes(words, found.customers));
  if (quality !== null) {
    const decimals = (value: number) => value.toFixed(2);
    const { auc, baseline_auc_recency: recency, ece, base_rate: base, n_valid: n, lift_top_decile: lift } = quality;
    said.push(
      words.say("quality", {
        ...{ days, n: words.integer(n), base: words.percent(base), auc: decimals(auc), recency: decimals(recency) },
        ...{ ece: words.percent(ece, 1), lift: words.number(Math.round(10 * lift) / 10) },
      }),
    );
    if (auc <= recency) said.push(words.say("no_better"));
  }
  if (lacking !== null) {
    said.push(words.say("lacking", { why: lacking, accounts: fewestAccounts, churners: fewestChurners }));
  }
  if (!story.costsKnown && story.basis === "orders") said.push(words.say("no_costs"));
  if (story.contracts && story.basis === "orders") {
    said.push(words.say("contracts_count", { command: "/churn basis=contracts" }));
  }
  if (narrowed !== null) said.push(words.say("narrowed", { span: words.span(narrowed.from, narrowed.to) }));
  said.push(...excludedNotes(words, story.excluded));
  if (accounts.length < found.customers) {
    said.push(words.say("capped", { shown: accounts.length, n: words.integer(found.customers) }));
  }
  return said;
}

/** How it was computed, a sentence each. */
export function methodOf(story: ChurnStory): string[] {
  const { words, quality, horizon: days, basis } = story;
  const suffix = basis === "contracts" ? "_contracts" : "";
  const model =
    quality === null ? words.say("method_rule") : words.say("method_model", { n: words.integer(quality.n_train) });
  return [
    words.say(`method_who${suffix}`, { active: 2 * days, asOf: words.date(story.asOf), days }),
    words.say("method_horizon", { days, given: story.given ? "yes" : "no" }),
    model,
    words.say(`method_value${suffix}`, { days, costs: story.costsKnown ? "yes" : "no" }),
  ];
}

/** The reason that most accounts have, apart from some. */
function commonest(
  accounts: readonly NamedChurn[],
  apart: readonly ChurnReason[],
): { readonly reason: ChurnReason; readonly n: number } | null {
  const counts = new Map<ChurnReason, number>();
  for (const reason of accounts.flatMap(({ reasons }) => reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  for (const reason of apart) counts.delete(reason);
  const [top] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return top === undefined ? null : { reason: top[0], n: top[1] };
}
