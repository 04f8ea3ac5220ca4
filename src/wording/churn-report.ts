import type { CaseTerms } from "#case.ts";
import type { Words } from "#messages.ts";
import { type Estimate, type LoopFigures, loopFigures } from "#metrics/churn-loop/churn-loop.ts";
import type { Outcome } from "#metrics/churn-loop/churn-outcomes.ts";
import type { Demotion } from "#metrics/churn-loop/demotion.ts";
import { addDays } from "#metrics/days.ts";
import { cents } from "#metrics/money.ts";
import type { Reply } from "#reply.ts";

/** What came of the pings, as of a day. */
export interface LoopReport {
  readonly found: readonly Outcome[];
  readonly asOf: string;
  readonly demoted: readonly Demotion[];
  readonly terms: CaseTerms;
}

const small = 30;

/** Precision, saved revenue and response time, of all and by rule; what is a bound is called one. */
export function tellReport(words: Words, { found, demoted, terms }: LoopReport): Reply {
  const figures = loopFigures(found);
  const rules = [...new Set(found.map(({ rule }) => rule))].sort();
  const byRule = rules.map((rule) => ({ rule, figures: loopFigures(found.filter((one) => one.rule === rule)) }));
  const result = {
    ...fields(figures),
    rules: byRule.map((one) => ({ rule: one.rule, ...fields(one.figures) })),
    demoted,
    hold_out: terms.holdOut,
  };
  const followUps = [
    { label: words.say("report_follow_case"), ask: "/case" },
    { label: words.say("report_follow_churn"), ask: "/churn" },
  ];
  if (found.length === 0) {
    const actions = [words.say("report_none_try")];
    return { headline: words.say("report_none"), actions, followUps, result, empty: true };
  }
  const { precision, saved, honest } = figures;
  const insights = [told(words, figures), judged(words, figures)];
  if (precision === null) {
    const ends = found.map(({ openedOn, horizon }) => addDays(openedOn, horizon)).sort();
    const date = words.date(ends[0] ?? "");
    const headline = words.say("report_early", { n: found.length, date });
    return { headline, insights: insights.slice(0, 1), footnotes: [words.say("report_how")], followUps, result };
  }
  const nothing = saved === null || saved.value <= 0;
  const headline = words.say(nothing ? "report_unsaved" : "report", {
    ...range(words, precision),
    ...{
      honest: honest ? "yes" : "no",
      precision: words.percent(precision.value),
      money: words.money(saved?.value ?? 0),
    },
  });
  return {
    headline,
    table: tableOf(words, byRule),
    insights: [
      ...insights,
      ...(saved === null || nothing
        ? []
        : [
            words.say("report_saved", {
              money: words.money(saved.value),
              low: words.money(saved.low),
              high: words.money(saved.high),
            }),
          ]),
    ],
    actions: demoted.map(({ rule, foretold, right, judged: n, threshold }) =>
      words.say("report_demoted", {
        ...{ rule: ruleName(words, rule), foretold: words.percent(foretold), right: words.percent(right), judged: n },
        threshold: words.percent(threshold),
      }),
    ),
    footnotes: [
      honest
        ? words.say("report_honest", { n: figures.heldOut })
        : words.say("report_bounds", {
            least: words.percent(figures.precisionAtLeast ?? 0),
            setting: "churn.hold_out: 0.1",
          }),
      ...(figures.judged < small ? [words.say("report_small", { n: figures.judged })] : []),
      ...(demoted.length > 0 ? [words.say("report_reversible", { setting: "churn.demote_wrong_rules: false" })] : []),
      words.say("report_how"),
    ],
    method: [words.say("report_how")],
    followUps,
    result,
  };
}

function told(words: Words, { told: n, answered, responseHours }: LoopFigures): string {
  const share = words.percent(n === 0 ? 0 : answered / n);
  const hours = responseHours === null ? "none" : words.number(Math.round(responseHours * 10) / 10);
  return words.say("report_told", { told: n, answered, share, hours });
}

function judged(words: Words, { judged: n, left, rescued, open }: LoopFigures): string {
  return words.say("report_judged", { judged: n, left, rescued, open });
}

function range(words: Words, { low, high }: Estimate) {
  return { low: words.percent(low), high: words.percent(high) };
}

function ruleName(words: Words, rule: string): string {
  return rule === "churn-model" || rule === "churn-rule" ? words.say(`report_${rule.replace("-", "_")}`) : rule;
}

function tableOf(words: Words, byRule: readonly { rule: string; figures: LoopFigures }[]): NonNullable<Reply["table"]> {
  const text = (key: string, label: string) => ({ key, label: words.say(label), format: "text" as const });
  return {
    columns: [
      text("rule", "report_rule"),
      { key: "judged", label: words.say("report_column_judged"), format: "integer" },
      text("right", "report_column_precision"),
      text("saved", "report_column_saved"),
      text("hours", "report_column_hours"),
    ],
    rows: byRule.map(({ rule, figures: { judged: n, precision, saved, responseHours } }) => {
      const interval = precision === null ? null : range(words, precision);
      return {
        ...{ rule: ruleName(words, rule), judged: n },
        right:
          precision === null || interval === null
            ? "–"
            : `${words.percent(precision.value)} (${interval.low}–${interval.high})`,
        saved: saved === null ? "–" : words.money(saved.value),
        hours: responseHours === null ? "–" : words.number(Math.round(responseHours * 10) / 10),
      };
    }),
  };
}

function fields(figures: LoopFigures) {
  const { precision, precisionAtLeast, saved, honest, responseHours, heldOut, ...counts } = figures;
  return {
    ...counts,
    ...{
      n: figures.flagged,
      held_out: heldOut,
      upper_bounds: !honest,
      precision,
      precision_at_least: precisionAtLeast,
    },
    saved_revenue: saved && { value: cents(saved.value), low: cents(saved.low), high: cents(saved.high) },
    response_hours: responseHours,
  };
}
