import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { addDays } from "#grammar/days.ts";
import { quote } from "#grammar/format.ts";
import qualityLesson from "#learned/quality.ts";
import { mostExamples, rejectedChecks, rowsCheck, ruleChecks } from "#metrics/quality/quality-checks.ts";
import { clustersShown } from "#metrics/quality/quality-clusters.ts";
import { type FieldCheck, fieldScores, ownerFixes, qualityScore, worstFirst } from "#metrics/quality/quality-result.ts";
import { clusterMembers } from "#queries/quality-accounts.ts";
import { isDated, qualityCounts } from "#queries/quality-counts.ts";
import { filledContacts, flaggedRows } from "#queries/quality-flagged.ts";
import { accountsOfIds } from "#queries/quality-named.ts";
import { qualityOrders } from "#queries/quality-outliers.ts";
import { qualityProposals } from "#queries/quality-proposals.ts";
import type { Reply } from "#reply.ts";
import type { View } from "#store.ts";
import { nameOf } from "#wording/account-name.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/quality.ts";
import { tellQuality } from "#wording/quality-story.ts";

const options = z.object({ accept: z.string().min(1).optional(), undo: z.string().min(1).optional() });
type Input = CommandInput<z.output<typeof options>>;

/** Everything: what is older is no business date. */
const allTime = "since 2000-01-01";
/** Days after which an account counts as long untouched. */
const untouchedDays = 180;
/** Rows of a list in `result` unless it is asked for in full. */
const mostRows = 200;
const mostFullRows = 10_000;

export default defineCommand({
  title: { en: "Data quality", zh: "数据质量" },
  summary: {
    en: "What is missing, wrong or recorded twice, and who can fix it?",
    zh: "哪些数据缺失、有误或重复，该由谁来修正？",
  },
  aliases: ["数据质量", "数据体检", "查重", "重复客户", "录入榜"],
  group: "data",
  examples: [
    { en: "/quality", zh: "/数据质量" },
    { en: "/quality top 20", zh: "/数据质量 前20" },
  ],
  period: allTime,
  narrows: "accounts",
  groupings: 0,
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { accept, undo } = question.options;
    if (accept !== undefined || undo !== undefined) return decide(input, { accept, undo });
    const learned = await input.recall(qualityLesson, question.asOf, qualityLesson.usual);
    const { clusters, comparedAll } = learned.value;
    const { from, to } = question.period;
    const span = { from: from > "2000-01-01" || to < question.asOf ? from : null, last: addDays(to, -1) };
    const days = { today: question.asOf, stale: addDays(question.asOf, -untouchedDays), ...span };
    const most = question.full ? mostFullRows : mostRows;
    const [counts, flagged, members, proposals, merged] = await Promise.all([
      qualityCounts(view, { ...days, named: !question.brief }),
      flaggedChecks(input, learned.value, { most, ...span }),
      clusterMembers(view, { keys: clusters.flatMap(({ keys }) => keys) }),
      view.has("accounts") && !question.brief ? qualityProposals(view, { most }) : [],
      input.decisions?.merged() ?? [],
    ]);
    const twice = clustersShown(clusters, members);
    const accounts = counts.find(({ rule }) => rule.table === "accounts" && rule.field === "name")?.rows ?? 0;
    const { checks: judged, neverFilled } = ruleChecks(counts);
    const checks = worstFirst([
      ...judged,
      ...flagged,
      ...twice.checks(accounts),
      ...rejectedChecks(view.rejected, judged, input.asker.role === "administrator"),
    ]);
    const score = qualityScore(checks);
    const owners = ownerFixes(checks);
    const result = {
      n: accounts,
      period: { from, to },
      previous: null,
      score,
      score_definition: words.say("score_definition"),
      checks: checks.map(({ owners: _, ...check }) => check),
      duplicates: twice.clusters.slice(0, most).map(({ members: _, ...cluster }) => cluster),
      owners: owners.slice(0, most),
      proposals: proposals.map(({ agreeing, among, account, field, value }) => ({
        ...{ table: "accounts", account_id: account, field, value, evidence: { agreeing, among } },
      })),
      merged: merged
        .slice(0, most)
        .map(({ account, survivor, by, at }) => ({ account_id: account, survivor, by, at: at.toISOString() })),
      excluded: neverFilled.map(({ rule, rows }) => ({ reason: `${rule.table}.${rule.field} is never filled`, rows })),
    };
    const held = counts.some(({ rule, rows }) => isDated(rule.table) && rows > 0);
    if (score === null || (span.from !== null && !held)) {
      if (span.from !== null) return emptyPeriod(input, result, "empty_period");
      return { headline: words.say("empty"), actions: [words.say("empty_do")], result, empty: true };
    }
    const story = { words, score, checks, fields: fieldScores(checks), clusters: twice.clusters, owners, proposals };
    const rest = { neverFilled: neverFilled.map(({ rule }) => rule), comparedAll, merged: merged.length };
    return {
      ...tellQuality({ ...story, ...rest }, question.top ?? 10),
      followUps: otherCommands(input, ["customer", "actions"]).slice(1),
      result,
    };
  },
});

type Learned = Awaited<ReturnType<typeof qualityLesson.learn>>;

/** Days of which orders are looked at, all for null, and how many of the bad are named. */
interface Looked {
  readonly from: string | null;
  readonly last: string;
  readonly most: number;
}

/** Checks of what was learned from the whole company, for the rows that the asker sees. */
async function flaggedChecks({ view }: Input, learned: Learned, looked: Looked): Promise<FieldCheck[]> {
  const contacts = (["accounts", "contacts"] as const)
    .filter((table) => view.has(table))
    .map(async (table) => {
      const invalid = learned.invalid.filter((cells) => cells.table === table);
      const [filled, ...bad] = await Promise.all([
        filledContacts(view, { table }),
        ...invalid.map(({ keys }) => flaggedRows(view, { table, keys })),
      ]);
      return invalid.map(({ field }, at) => {
        const about = { check: "validity", table, field, rule: `invalid_${field}`, rows: filled[field] };
        return rowsCheck(about, bad[at] ?? [], mostExamples);
      });
    });
  const [found, orders] = await Promise.all([Promise.all(contacts), outlierChecks(view, learned, looked)]);
  return [...found.flat().filter(({ rows }) => rows > 0), ...orders];
}

/** Orders with a zero too many or too few, by their money and by their quantities, the furthest from usual first. */
async function outlierChecks(view: View, { outliers }: Learned, { from, last, most }: Looked): Promise<FieldCheck[]> {
  if (!view.has("orders") || !view.covers("valid_orders")) return [];
  const rows = await qualityOrders(view, { from: from ?? "1970-01-01", to: last });
  if (rows === 0) return [];
  const lines = view.has("order_lines");
  const within = outliers.filter(({ day }) => (from === null || day >= from) && day <= last);
  const check = async (by: "amount" | "quantity", about: { table: string; field: string; rule: string }) => {
    const far = new Map(within.flatMap((one) => (one.by === by ? [[one.key, Math.abs(Math.log(one.times))]] : [])));
    const found = await flaggedRows(view, { table: "orders", keys: [...far.keys()] });
    found.sort((a, b) => (far.get(b.id) ?? 0) - (far.get(a.id) ?? 0) || (a.row_id < b.row_id ? -1 : 1));
    return rowsCheck({ check: "outliers", ...about, rows }, found, most);
  };
  const [amounts, quantities] = await Promise.all([
    check("amount", { table: "orders", field: "net", rule: "zero_slip" }),
    lines ? check("quantity", { table: "order_lines", field: "quantity", rule: "zero_too_many" }) : null,
  ]);
  // Where quantities tell what is a slip, a large order alone is nothing to put right.
  return quantities === null ? [amounts] : [{ ...amounts, owners: new Map() }, quantities];
}

/** Lets accounts count as one, or by themselves again: administrators and managers any they see, others their own. */
async function decide(input: Input, { accept, undo }: z.output<typeof options>): Promise<Reply> {
  const { view, words, decisions, asker } = input;
  const ids = [...new Set((accept ?? undo ?? "").split(/[,，]/).map((id) => id.trim()))].filter((id) => id !== "");
  if (decisions === null)
    throw new UserError("forbidden", words.say("nobody_decides"), { hint: words.say("decide_hint") });
  const merged = await decisions.merged();
  const survivors = new Map(merged.map(({ account, survivor }) => [account, survivor]));
  // What was merged is not seen any more: whoever may decide about its survivor may take it back.
  const seen = await accountsOfIds(view.ungrouped, { ids: [...new Set(ids.map((id) => survivors.get(id) ?? id))] });
  const known = new Map(seen.map((account) => [account.account, account]));
  for (const id of ids) {
    const account = known.get(survivors.get(id) ?? id);
    if (account === undefined)
      throw new UserError("no_account", words.say("unknown_account", { id }), { hint: words.say("decide_hint") });
    if (asker.role !== "administrator" && asker.role !== "manager" && account.owner !== asker.name) {
      throw new UserError("forbidden", words.say("not_yours", { id }), { hint: words.say("decide_hint") });
    }
  }
  const [survivor = "", ...others] = ids;
  if (accept !== undefined && others.length === 0) {
    throw new UserError("bad_option", words.say("one_account"), { hint: words.say("decide_hint") });
  }
  if (undo !== undefined && !merged.some((one) => ids.includes(one.account) || ids.includes(one.survivor))) {
    throw new UserError("bad_option", words.say("nothing_merged", { ids: words.list(ids) }), {
      hint: words.say("decide_hint"),
    });
  }
  const effect = accept === undefined ? await decisions.separate(ids) : await decisions.merge(survivor, others);
  const name = nameOf(words, { name: known.get(survivors.get(survivor) ?? survivor)?.name ?? null, account: survivor });
  const headline =
    accept === undefined
      ? words.say("separated", { ids: words.list(ids) })
      : words.say("accepted", { n: ids.length, name });
  return {
    headline,
    footnotes: [words.say(`effect_${effect}`), words.say("kept")],
    followUps:
      accept === undefined
        ? []
        : [{ label: words.say("follow_undo"), ask: `/quality undo=${quote(others.join(","))}` }],
    result: { n: ids.length, ...(accept === undefined ? { separated: ids } : { survivor, merged: others }), effect },
  };
}
