import type { Grain } from "#calendar.ts";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { bucketStarts } from "#grammar/buckets.ts";
import { addUnits } from "#grammar/fiscal.ts";
import { changeByValue, periodOf } from "#metrics/decomposition/change-by-value.ts";
import { type Factor, revenueChange, stageFactors, strongestFactor } from "#metrics/decomposition/change-factors.ts";
import { type Explanation, explainChange } from "#metrics/decomposition/explaining-values.ts";
import { likelySuspect, mainPart } from "#metrics/decomposition/likely-suspect.ts";
import { whyResult } from "#metrics/decomposition/why-result.ts";
import { type IndicatorChanges, indicatorChanges, mostOrders, ordersBetween } from "#queries/indicator-changes.ts";
import { revenueParts } from "#queries/revenue-parts.ts";
import { suspectSums } from "#queries/why-suspects.ts";
import { stagePassed, type WinStages, winStages } from "#queries/win-stages.ts";
import type { Reply } from "#reply.ts";
import { indicatorMeant, type NamedIndicator } from "#wording/indicator-choice.ts";
import { whyMessages } from "#wording/why.ts";
import { notesOf, nothingToTell } from "#wording/why-notes.ts";
import { closerOf, followUpsOf } from "#wording/why-onwards.ts";
import { tellWhy } from "#wording/why-story.ts";
import type { ToldSuspect, WhyStory } from "#wording/why-terms.ts";

type Input = CommandInput<unknown>;
interface Asked extends NamedIndicator {
  readonly input: Input;
  readonly before: Input["question"]["period"];
  readonly after: Input["question"]["period"];
}

/** Values of a dimension in `result` unless it is asked for in full. */
const mostValues = 20;
/** Dimensions that the outcome itself decides: every won deal is in the won stage. */
const outcomes = new Set(["stage", "competitor"]);
const people = new Set(["owner", "team"]);
/** Slow to tell apart among very many orders: not looked at then unless they are asked for. */
const fine = [
  "product",
  "category",
  "discount_band",
  "tag",
  "campaign",
  "currency",
  "province",
  "city",
  "company_size",
];
export default defineCommand({
  title: { en: "Why did it change", zh: "原因分析" },
  summary: { en: "Why did a number change, and where?", zh: "某个指标为什么变化，变化来自哪里？" },
  aliases: ["原因分析", "为什么", "波动分析", "归因分析", "变化原因"],
  group: "sales",
  examples: [
    { en: "/why", zh: "/原因分析" },
    { en: "/why revenue last quarter", zh: "/为什么 销售额 上季度" },
    { en: "/why nps last quarter", zh: "/原因分析 净推荐值 上季度" },
    { en: "/why win rate last quarter vs yoy", zh: "/原因分析 赢单率 上季度 同比" },
  ],
  period: "last month",
  compare: "prev",
  narrows: ["orders", "order_lines", "opportunities", "leads", "surveys", "tickets", "payments", "traffic"],
  subject: "optional",
  messages: whyMessages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { comparison, subject, period } = question;
    const meant = indicatorMeant(subject ?? "revenue", input.indicators, words);
    if (comparison === null || comparison.kind === "target") {
      const hint = words.say("no_comparison_hint", { command: again(question, { compare: "prev" }) });
      throw new UserError("bad_option", words.say("no_comparison"), { hint });
    }
    const asked: Asked = { ...meant, input, before: comparison.period, after: period };
    const { indicator } = meant;
    const many = (await ordersBetween(view, { indicator, before: asked.before, after: period })) > mostOrders;
    const found = await indicatorChanges(view, {
      indicator,
      dimensions: dimensionsOf(asked, many),
      before: asked.before,
      after: asked.after,
      grain: commonUnit(asked.before, period, input.calendar),
    });
    const per = indicator.per ?? 1;
    const [before, after] = [found?.before, found?.after].map((sums) => {
      if (sums === undefined) return null;
      if (sums.under === null) return sums.over;
      return sums.under === 0 ? null : (per * sums.over) / sums.under;
    });
    if (found === null || before == null || after == null || nothingIn(found)) {
      const known = found !== null && !nothingIn(found);
      return nothingToTell(asked, { after: after ?? null, data: found !== null, known });
    }
    const cents = indicator.unit === "money" && indicator.under === undefined;
    const [was, is] = cents ? [Math.round(100 * before) / 100, Math.round(100 * after) / 100] : [before, after];
    const delta = cents ? Math.round(100 * (is - was)) / 100 : is - was;
    const stages = meant.id === "win_rate" ? await winStages(view, { ...asked, seen: question.asOf }) : null;
    const steps = stages === null ? [] : stageFactors(stages.ladder.stages, stages.before, stages.after);
    const broken = stages && steps.length > 0 ? { stages, ...strongestFactor(steps, delta) } : null;
    const explanations = await explanationsOf(asked, found, { delta, per, cents, broken });
    const [best] = explanations;
    const made = await factorsOf(asked, delta, steps, best);
    const suspect = best && (await suspectOf(asked, best, delta, broken));
    const story: WhyStory = {
      ...{ words, indicator, delta, cents, explanations, before: was, after: is, compared: asked.before },
      ...{ factors: made.factors, made: made.by, suspect: suspect ?? null },
      closer: closerOf(input, meant.id, best),
      notes: notesOf(input, indicator, { ...made, best, left: many && question.by.length === 0 ? fine : [] }),
    };
    const facts = { metric: meant.id, before: was, after: is, delta, isRatio: indicator.under !== undefined, cents };
    return {
      ...tellWhy(story),
      followUps: followUpsOf(input, meant.id, explanations),
      result: whyResult(
        { ...facts, factors: made.factors, explanations },
        {
          n: found.after.under ?? (indicator.unit === "count" ? found.after.over : (made.n ?? 0)),
          period: { from: period.from, to: period.to },
          previous: { from: asked.before.from, to: asked.before.to },
          most: question.full ? Number.POSITIVE_INFINITY : mostValues,
        },
      ),
    };
  },
});

/** What to group by: what was asked, else whatever the question does not fix already. */
function dimensionsOf({ input, indicator }: Asked, many: boolean): string[] {
  const { by, filters } = input.question;
  if (by.length > 0) return [...by];
  // What colleagues did for a representative's customers is not for the representative to compare.
  const hidden = new Set([...(input.asker.role === "representative" ? people : []), ...(many ? fine : [])]);
  const fixed = new Set(filters.flatMap(({ dimension, values }) => (values.length === 1 ? [dimension] : [])));
  const names = input.dimensions.map(({ name }) => name);
  return names.filter(
    (name) => !fixed.has(name) && !hidden.has(name) && (indicator.under === undefined || !outcomes.has(name)),
  );
}

/** The stage that did most to the win rate. */
interface BrokenStage {
  readonly stages: WinStages;
  readonly place: number;
  readonly factor: string;
}

/** The dimensions by how well a few of their values explain the change; of the win rate, by how they broke its worst stage. */
async function explanationsOf(
  asked: Asked,
  found: IndicatorChanges,
  how: { delta: number; per: number; cents: boolean; broken: BrokenStage | null },
): Promise<Explanation[]> {
  const { indicator } = asked;
  const changes = found.dimensions
    .filter(
      ({ before, after }) =>
        indicator.under === undefined || [...before.parts, ...after.parts].some(({ under }) => under),
    )
    .map(({ dimension, before, after }) => ({ dimension, changes: changeByValue(before, after, how) }));
  const spread = indicator.unit === "share" ? "share" : indicator.unit === "score" ? "score" : "amount";
  const explained = explainChange(changes, how.delta, spread);
  const { broken } = how;
  if (broken === null) return explained;
  const telling = explained.flatMap(({ dimension, drivers }) => (drivers.length > 0 ? [dimension] : []));
  const passed = await passedBy(asked, broken, telling);
  const evident = explained.map(({ dimension, changes }) => {
    const periods = passed.get(dimension);
    if (periods === undefined) return { dimension, changes };
    const [before, after] = periods;
    return { dimension, changes, evidence: changeByValue(periodOf(before), periodOf(after)) };
  });
  return explainChange(evident, how.delta, spread);
}

function passedBy(
  { input, before, after }: Asked,
  { stages, place: rung }: BrokenStage,
  dimensions: readonly string[],
) {
  const { view, question } = input;
  return stagePassed(view, { before, after, seen: question.asOf, ladder: stages.ladder, rung, dimensions });
}

/** What the number is made of, and what each part did; `n` are those who bought. */
async function factorsOf(
  { input, id, indicator, before, after }: Asked,
  delta: number,
  steps: readonly Factor[],
  best: Explanation | undefined,
): Promise<{ factors: readonly Factor[]; by: WhyStory["made"]; n?: number; returnsTold?: boolean }> {
  if (id === "revenue") {
    const [one, other] = await Promise.all([before, after].map((days) => revenueParts(input.view.ungrouped, days)));
    if (one === undefined || other === undefined) throw new Error("two periods have two revenues");
    return { factors: revenueChange(one, other), by: "revenue", n: other.buyers, returnsTold: other.returnsTold };
  }
  if (steps.length > 0) return { factors: steps, by: "stages" };
  if (indicator.under === undefined || best === undefined) {
    return { factors: [{ factor: id, contribution: delta }], by: "whole" };
  }
  const rate = best.changes.reduce((sum, change) => sum + change.rate, 0);
  const parts = [
    { factor: "rate", contribution: rate },
    { factor: "mix", contribution: delta - rate },
  ];
  return { factors: parts, by: "ratio" };
}

/** What is behind the first driver: its broken stage, a share that got worse in it alone, or what its revenue is made of. */
async function suspectOf(
  asked: Asked,
  { dimension, drivers }: Explanation,
  delta: number,
  broken: BrokenStage | null,
): Promise<ToldSuspect | null> {
  const { input, id, indicator } = asked;
  const [driver] = drivers;
  if (driver === undefined) return null;
  const gotWorse = delta > 0 !== (indicator.better === "up");
  if (broken !== null) {
    const [before, after] = (await passedBy(asked, broken, [dimension])).get(dimension) ?? [[], []];
    const told = likelySuspect([{ name: broken.factor, before, after }], driver.value, !gotWorse);
    return told && { ...told, kind: "stage", unit: "share" };
  }
  const { before, after } = asked;
  const view = input.view.groupedBy(dimension);
  const suspects = await suspectSums(view, { id, before, after, asOfEnd: input.question.asOfEnd });
  if (id === "revenue") {
    const part = mainPart(suspects, driver.value, driver.contribution);
    return part && { ...part, kind: "factor", unit: part.name === "value_per_order" ? "money" : "count" };
  }
  const told = likelySuspect(suspects, driver.value, gotWorse);
  return told && { ...told, kind: "suspect", unit: "share" };
}

/** The calendar unit that both periods are one of, one right after the other; null where they are not. */
function commonUnit(before: Asked["before"], after: Asked["after"], calendar: Input["calendar"]): Grain | null {
  const { unit, count } = after.step;
  if (count !== 1 || before.to !== after.from || unit === "day") return null;
  const starts = bucketStarts({ from: before.from, to: after.to }, unit, calendar);
  const isWhole = addUnits(after.from, 1, unit) === after.to && starts.length === 2;
  return isWhole && starts[0] === before.from && starts[1] === after.from ? unit : null;
}

function nothingIn({ before, after }: IndicatorChanges): boolean {
  return [before, after].every(({ over, under }) => over === 0 && !under);
}
