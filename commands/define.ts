import { type CommandInput, defineCommand } from "#command.ts";
import { startOfDay } from "#grammar/days.ts";
import { addUnits, unitStart } from "#grammar/fiscal.ts";
import { type Indicator, readIndicators } from "#indicator.ts";
import type { FollowUp, Reply } from "#reply.ts";
import { messages } from "#wording/define.ts";
import { allTerms, type DefinedTerm, termMeant } from "#wording/define-choice.ts";
import { tellTerm, tellTerms, versionsOf } from "#wording/define-story.ts";

type Input = CommandInput<unknown>;

/** Commands that take an indicator as their subject. */
const ofIndicators = ["why", "forecast"];

export default defineCommand({
  title: { en: "Definitions", zh: "口径" },
  summary: { en: "How does this company define a term?", zh: "这个指标或术语的口径是什么？" },
  aliases: ["口径", "定义", "指标口径", "术语"],
  group: "data",
  examples: [
    { en: "/define win rate", zh: "/口径 客单价" },
    { en: "/define", zh: "/口径" },
  ],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "optional",
  messages,
  async run(input): Promise<Reply> {
    const { question, words, indicators, definitions } = input;
    const all = allTerms(indicators, definitions);
    const common = { n: all.length, period: null, previous: null, excluded: [] };
    const subject = question.subject?.trim() ?? "";
    if (subject === "") {
      const example = words.locale === "zh" ? "/define 客单价" : "/define win rate";
      return {
        ...tellTerms(words, all, example),
        followUps: kpiButton(input),
        result: { ...common, terms: all.map((term) => fields(term)) },
      };
    }
    const term = termMeant(subject, all, words);
    const told = await standing(input, term);
    return {
      ...tellTerm({ words, term, ...told }),
      followUps: followUps(input, term),
      result: { ...common, n: 1, ...fields(term), value: told.value, month: told.month },
    };
  },
});

/** A term as JSON states it. */
function fields(term: DefinedTerm) {
  const [now, ...was] = versionsOf(term);
  return {
    term: term.id,
    group: term.group,
    title: term.title,
    definition: now?.text ?? term.text,
    computed: term.group === "own" ? null : term.text,
    version: now?.version ?? 1,
    since: now?.since ?? null,
    changes: was.map(({ version, since, text }) => ({ version, since, definition: text })),
    unit: term.indicator?.unit ?? null,
    better: term.indicator?.better ?? null,
  };
}

/** What the asker's own data make of a term. */
async function standing(input: Input, { indicator }: DefinedTerm) {
  const { question, view, calendar, asker, commands } = input;
  const to = unitStart(question.asOf, "month", calendar);
  const month = addUnits(to, -1, "month");
  const span = { from: month, to, start: startOfDay(month, calendar.zone), end: startOfDay(to, calendar.zone) };
  const read = indicator && (await readIndicators(view, [indicator], { ...span, grain: null }));
  const sees = asker.role === "administrator" ? ("everything" as const) : ("a part" as const);
  return {
    ...{ month, sees, deals: !view.has("orders") && view.has("opportunities") },
    value: read?.[0]?.[0]?.value ?? null,
    lacking: indicator === null ? [] : tablesOf(indicator).filter((table) => !view.has(table)),
    uses: indicator === null ? [] : ofIndicators.filter((name) => commands.has(name)).map((name) => `/${name}`),
  };
}

function tablesOf({ over, under }: Indicator): string[] {
  return [...new Set([...over.measure.needs, ...(under?.measure.needs ?? [])])];
}

function followUps(input: Input, { indicator, id }: DefinedTerm): FollowUp[] {
  const { words, commands } = input;
  const asked = indicator === null ? [] : ofIndicators.filter((name) => commands.has(name));
  return [
    ...asked.map((name) => ({ label: words.say(`follow_${name}`), ask: `/${name} ${id}` })),
    ...kpiButton(input),
    { label: words.say("follow_all"), ask: "/define" },
  ];
}

function kpiButton({ words, commands }: Input): FollowUp[] {
  return commands.has("kpi") ? [{ label: words.say("follow_kpi"), ask: "/kpi" }] : [];
}
