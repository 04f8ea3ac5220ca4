import { rankedBars } from "#charts/ranked-bars.ts";
import type { Words } from "#messages.ts";
import type { ShownCluster } from "#metrics/quality/quality-clusters.ts";
import type { FieldCheck, FieldScore, OwnerFixes } from "#metrics/quality/quality-result.ts";
import type { Proposal } from "#queries/quality-proposals.ts";
import type { Reply } from "#reply.ts";
import { nameOf } from "./account-name.ts";
import { shownRows } from "./shown-rows.ts";

/** All that a quality reply speaks of. */
export interface QualityStory {
  readonly words: Words;
  readonly score: number;
  /** The worst first. */
  readonly checks: readonly FieldCheck[];
  readonly fields: readonly FieldScore[];
  readonly clusters: readonly ShownCluster[];
  readonly owners: readonly OwnerFixes[];
  readonly proposals: readonly Proposal[];
  /** Fields that the source has never filled, and so are not judged. */
  readonly neverFilled: readonly { readonly table: string; readonly field: string }[];
  /** Was every account compared with every other? */
  readonly comparedAll: boolean;
  /** Accounts that count as another. */
  readonly merged: number;
}

type Told = Pick<Reply, "headline" | "kpis" | "table" | "insights" | "actions" | "footnotes" | "method"> &
  Required<Pick<Reply, "chart">>;

/** Checks whose failures bend figures, and not only leave a gap; a large order alone may be one. */
const bending = new Set(["validity", "consistency", "outliers", "duplicates"]);
const bends = ({ check, rule }: FieldCheck): boolean => bending.has(check) && rule !== "zero_slip";
/** Bars that are drawn. */
const mostBars = 10;

/** Everything said of the state of the data. */
export function tellQuality(story: QualityStory, rows: number): Told {
  const { words, checks, fields, owners } = story;
  const headline = headlineOf(story);
  const all = checks.filter(({ bad }) => bad > 0);
  const failing = [...all.filter(bends), ...all.filter((check) => !bends(check))];
  return {
    headline,
    chart: {
      spec: rankedBars({ rows: fields.slice(0, mostBars).map((field) => bar(words, field)) }),
      alt: headline,
      subtitle: words.say("subtitle"),
    },
    kpis: [
      { label: words.say("score"), value: words.percent(story.score, 1) },
      { label: words.say("fixable"), value: words.integer(owners.reduce((sum, { fixable }) => sum + fixable, 0)) },
      { label: words.say("duplicates"), value: words.integer(story.clusters.length) },
      { label: words.say("outliers"), value: words.integer(suspectOrders(checks)) },
    ],
    table: {
      columns: [
        { key: "field", label: words.say("field"), format: "text" },
        { key: "problem", label: words.say("problem"), format: "text" },
        { key: "bad", label: words.say("bad"), format: "integer" },
        { key: "share", label: words.say("share"), format: "percent" },
      ],
      ...shownRows(failing, rows, (check) => ({
        ...{ field: fieldName(words, check), problem: words.say(`rule_${check.rule}`) },
        ...{ bad: check.bad, share: check.bad / Math.max(1, check.rows) },
      })),
    },
    insights: insightsOf(story).slice(0, 3),
    actions: actionsOf(story).slice(0, 3),
    footnotes: footnotesOf(story),
    method: ["method_score", "method_duplicates", "method_outliers", "method_phones"].map((key) => words.say(key)),
  };
}

/** `accounts.phone` as one would say it. */
export function fieldName(words: Words, { table, field }: { readonly table: string; readonly field: string }): string {
  return words.say("table_field", { table: spoken(words, "table", table), field: spoken(words, "column", field) });
}

/** A name in words, or as it stands where there are none. */
function spoken(words: Words, kind: "table" | "column", name: string): string {
  return words.say(kind, { name });
}

function headlineOf({ words, score, checks, clusters, owners }: QualityStory): string {
  const wrong = checks.filter(bends).reduce((sum, { bad }) => sum + bad, 0);
  const bad = checks.reduce((sum, check) => sum + check.bad, 0);
  const slips = checks.find(({ rule }) => rule === "zero_slip")?.bad ?? 0;
  const values = { score: words.percent(score, 1), n: words.integer(wrong), wrong, twice: clusters.length, slips };
  if (owners.every(({ fixable }) => fixable === 0)) return words.say("headline_clean", values);
  return words.say(wrong > 0 ? "headline" : bad > slips ? "headline_gaps" : "headline_slips", values);
}

function bar(words: Words, field: FieldScore) {
  return {
    label: fieldName(words, field),
    value: field.score,
    text: words.percent(field.score, field.score < 0.995 && field.score > 0.0995 ? 0 : 1),
    highlight: field.score < 0.9,
  };
}

/** Orders that look like a slip: by quantities where there are any, else by money. */
function suspectOrders(checks: readonly FieldCheck[]): number {
  const outliers = checks.filter(({ check }) => check === "outliers");
  return (outliers.find(({ rule }) => rule === "zero_too_many") ?? outliers[0])?.bad ?? 0;
}

function insightsOf({ words, checks, clusters, fields }: QualityStory): string[] {
  const said: string[] = [];
  const slips = checks.filter(({ check, bad }) => check === "outliers" && bad > 0);
  const [slip] = slips.toSorted((a, b) => a.bad - b.bad);
  if (slip) {
    said.push(words.say(`insight_${slip.rule}`, { n: slip.bad, examples: words.list(slip.examples.slice(0, 3)) }));
  }
  const [first] = clusters;
  if (first) {
    const [stays, other] = first.members;
    const values = { n: clusters.length, probability: words.percent(first.probability) };
    const names = { first: nameOf(words, stays ?? none), second: nameOf(words, other ?? none) };
    said.push(words.say("insight_duplicates", { ...values, ...names, evidence: evidenceOf(words, first) }));
  }
  const lost = checks.filter(({ check }) => check === "rejected").reduce((sum, { bad }) => sum + bad, 0);
  if (lost > 0) said.push(words.say("insight_rejected", { n: lost }));
  const [worst] = fields;
  if (worst && worst.bad > 0) {
    said.push(
      words.say("insight_field", {
        field: fieldName(words, worst),
        share: words.percent(1 - worst.score),
        n: words.integer(worst.bad),
      }),
    );
  }
  return said;
}

const none = { name: null, account: null };

/** What agrees, in words. */
function evidenceOf(words: Words, { evidence }: ShownCluster): string {
  const agreeing = Object.entries(evidence).filter(([, level]) => ["same", "close", "similar"].includes(level));
  return words.list(
    agreeing.map(([name, level]) => words.say("evidence", { column: spoken(words, "column", name), level })),
  );
}

function actionsOf({ words, clusters, owners, proposals }: QualityStory): string[] {
  const said: string[] = [];
  const [first] = clusters;
  if (first) {
    const others = first.cluster.filter((id) => id !== first.survivor);
    const ids = [first.survivor, ...others].join(",");
    const command = /^[\w,.-]+$/.test(ids) ? `/quality accept=${ids}` : `/quality accept="${ids}"`;
    said.push(words.say("do_accept", { name: nameOf(words, first.members[0] ?? none), command }));
  }
  const [most] = owners.filter(({ owner, fixable }) => owner !== null && fixable > 0);
  if (most) said.push(words.say("do_owner", { owner: most.owner ?? "", n: words.integer(most.fixable) }));
  const [proposal] = proposals;
  if (proposal) {
    const values = { name: nameOf(words, proposal), value: proposal.value, n: proposals.length };
    said.push(words.say(`do_${proposal.field}`, { ...values, agreeing: proposal.agreeing, among: proposal.among }));
  }
  return said;
}

function footnotesOf({ words, neverFilled, comparedAll, merged }: QualityStory): string[] {
  const never = neverFilled.map((field) => fieldName(words, field));
  return [
    ...(never.length > 0
      ? [words.say("never_filled", { n: never.length, fields: words.list(never.slice(0, 5)) })]
      : []),
    ...(comparedAll ? [] : [words.say("not_all_compared")]),
    ...(merged > 0 ? [words.say("merged", { n: merged })] : []),
    words.say("nothing_filled"),
  ];
}
