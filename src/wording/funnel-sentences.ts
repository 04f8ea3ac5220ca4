import type { Words } from "#messages.ts";
import { broke, type FunnelStage, mended } from "#metrics/funnel/funnel.ts";
import type { FunnelGroup, FunnelReport } from "#metrics/funnel/funnel-report.ts";
import { smallSample } from "./caveats.ts";

/** What the sentences of `/funnel` need to know besides the numbers. */
export interface FunnelNotes {
  readonly basis: string;
  /** Last day on which open deals are expected, where the period is still running; null else. */
  readonly expectedTo: string | null;
  readonly pipeline: string;
  readonly otherPipelines: number;
  readonly history: string;
  /** Is there an earlier cohort, seen at the same age? If not, why. */
  readonly comparison: { readonly seenUntil: string } | "no_before" | "undated_before" | null;
  readonly leads: "counted" | "left_out" | "none";
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
  readonly reasons: readonly {
    readonly reason: string | null;
    readonly deals: number;
    readonly amount: number | null;
  }[];
}

export interface FunnelSentences {
  readonly headline: string;
  readonly insights: string[];
  readonly actions: string[];
  readonly footnotes: string[];
}

const muchOpen = 0.2;
const kept = (texts: readonly (string | null)[]) => texts.filter((text) => text !== null);

/** The finding of a funnel in words: the group and step it is about, why it matters, what to do. */
export function funnelSentences(words: Words, report: FunnelReport, notes: FunnelNotes): FunnelSentences {
  const { whole, brokenGroup } = report;
  const group = (brokenGroup && report.groups.find(({ key }) => key === brokenGroup.key)) ?? whole;
  const focus = brokenGroup ?? whole.leak;
  if (focus === null) {
    const headline = words.say("no_steps", { n: whole.size });
    return { headline, insights: [], actions: [], footnotes: footnotes(words, report, notes) };
  }
  const broken = broke(focus);
  const name = group.key ?? words.say("missing_group");
  const who = brokenGroup ? words.say("who_group", { group: name }) : words.say("who_all");
  const before = group.now[focus.index - 1];
  const waiting = before?.still_here ?? 0;
  const step = {
    group: name,
    who,
    from: before?.stage ?? "",
    stage: focus.stage,
    now: words.percent(focus.conversion),
    before: words.percent(focus.previous ?? 0),
  };
  const gain = broken ? mended(focus, group.now) : null;
  const rate = brokenGroup ? elsewhere(whole, group, brokenGroup.index) : null;
  const saved = gain && {
    records: Math.round(gain.records),
    won: words.number(gain.won),
    money: words.money(gain.money),
  };
  const lost = notes.reasons.reduce((sum, row) => sum + row.deals, 0);
  const top = notes.reasons.find(({ reason }) => reason !== null);
  const objection = top && { reason: top.reason ?? "", n: top.deals, lost, share: words.percent(top.deals / lost) };
  const slow = slowest(whole.now);
  const expected = Math.round(waiting * (focus.previous ?? focus.conversion));
  const kind = brokenGroup
    ? "broke_in"
    : broken
      ? "broke"
      : typeof notes.comparison === "object" && notes.comparison
        ? "narrow"
        : "lowest";
  return {
    headline: words.say(kind, step),
    insights: kept([
      saved ? words.say("insight_loss", { ...step, ...saved, p: shortP(focus.p_value) }) : null,
      rate === null ? null : words.say("insight_elsewhere", { ...step, rate: words.percent(rate) }),
      objection ? words.say("insight_lost", objection) : null,
      report.openShare > muchOpen
        ? words.say("insight_open", { share: words.percent(report.openShare), n: report.openDeals })
        : null,
      slow ? words.say("insight_slow", { stage: slow.stage, days: words.number(slow.days) }) : null,
    ]).slice(0, 3),
    actions: kept([
      saved ? words.say("action_mend", { ...step, ...saved, n: saved.records }) : null,
      waiting > 0 ? words.say("action_waiting", { ...step, n: waiting, expected }) : null,
      objection && top?.amount
        ? words.say("action_lost", { ...objection, who: words.say("who_all"), money: words.money(top.amount) })
        : null,
    ]),
    footnotes: [
      ...footnotes(words, report, notes),
      ...(focus.from < smallSample ? [words.say("small", { n: focus.from })] : []),
    ],
  };
}

function footnotes(words: Words, report: FunnelReport, notes: FunnelNotes): string[] {
  const { comparison, leads } = notes;
  return kept([
    ...funnelProvenance(words, report.recorded, notes),
    notes.expectedTo === null ? null : words.say("expected_to", { day: words.date(notes.expectedTo) }),
    comparison === null
      ? null
      : typeof comparison === "string"
        ? words.say(comparison)
        : words.say("same_age", { day: words.date(comparison.seenUntil) }),
    report.openShare > muchOpen ? words.say("immature", { share: words.percent(report.openShare) }) : null,
    leads === "left_out" ? words.say("leads_left_out") : null,
    leads === "counted" && report.whole.now[1]?.conversion === null ? words.say("more_than_leads") : null,
  ]);
}

/** Which rows were used, where their history comes from, and what was left out. */
export function funnelProvenance(
  words: Words,
  recorded: number,
  notes: Pick<FunnelNotes, "basis" | "pipeline" | "otherPipelines" | "history" | "excluded">,
): string[] {
  const pipeline = notes.pipeline || words.say("unnamed");
  const named = notes.pipeline !== "" || notes.otherPipelines > 0;
  return [
    words.say(`basis_${notes.basis}`),
    ...(named ? [words.say("pipeline", { pipeline, others: notes.otherPipelines })] : []),
    words.say(`history_${notes.history}`, { share: words.percent(recorded) }),
    ...notes.excluded.map(({ reason, rows }) => words.say(reason, { rows })),
  ];
}

/** The step's rate outside the group; null when there is nobody. */
function elsewhere(whole: FunnelGroup, group: FunnelGroup, index: number): number | null {
  const rest = (at: number) => (whole.now[at]?.reached ?? 0) - (group.now[at]?.reached ?? 0);
  return rest(index - 1) > 0 ? rest(index) / rest(index - 1) : null;
}

function slowest(stages: readonly FunnelStage[]): { stage: string; days: number } | null {
  return stages.reduce<{ stage: string; days: number } | null>((most, { stage, median_days: days }) => {
    return days !== null && days > (most?.days ?? 0) ? { stage, days } : most;
  }, null);
}

function shortP(value: number | null): string {
  return value === null ? "–" : value < 0.001 ? "< 0.001" : `= ${value.toFixed(3)}`;
}
