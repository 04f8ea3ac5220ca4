import type { Words } from "#messages.ts";
import type { Reply } from "#reply.ts";
import type { DefinedTerm } from "./define-choice.ts";
import type { Term } from "./define-term.ts";
import { indicatorText } from "./indicator-amounts.ts";
import { shownRows } from "./shown-rows.ts";

export interface DefineStory {
  readonly words: Words;
  readonly term: DefinedTerm;
  /** Of an indicator in the last complete month; null where the data do not give it. */
  readonly value: number | null;
  /** First day of that month. */
  readonly month: string;
  /** Tables that an indicator wants and the source lacks. */
  readonly lacking: readonly string[];
  /** Does the asker see all rows? */
  readonly sees: "everything" | "a part";
  /** Won deals stand in for orders. */
  readonly deals: boolean;
  /** Commands that take an indicator. */
  readonly uses: readonly string[];
}

/** One text that a term has had, newest first: its version counts from 1. */
export interface Version {
  readonly version: number;
  readonly since: string | null;
  readonly text: Term["text"];
}

/** Every text of a term, newest first. */
export function versionsOf({ own, text }: DefinedTerm): Version[] {
  const texts = own === null ? [{ text, since: null }] : [{ text: own.text, since: own.since }, ...own.was];
  return texts.map((each, index) => ({ version: texts.length - index, since: each.since, text: each.text }));
}

/** All that is said of one term, but for the data and what to ask next. */
export function tellTerm(story: DefineStory): Omit<Reply, "result" | "followUps"> {
  const { words, term, uses, deals } = story;
  const { locale } = words;
  const versions = versionsOf(term);
  const [now] = versions as [Version, ...Version[]];
  return {
    headline: words.say("headline", { title: term.title[locale], text: now.text[locale] }),
    ...(versions.length > 1 ? { table: changeLog(words, versions) } : {}),
    insights: insightsOf(story, versions),
    actions: uses.length === 0 ? [] : [words.say("action_use", { commands: words.list(uses) })],
    footnotes: [
      words.say(term.own === null ? "note_parley" : "note_own", { version: now.version }),
      ...(deals ? [words.say("reply.orders_from_deals")] : []),
    ],
    method: [words.say("method_versions")],
  };
}

function insightsOf({ words, term, value, month, lacking, sees }: DefineStory, versions: readonly Version[]): string[] {
  const { locale } = words;
  const [, before] = versions;
  const since = versions[0]?.since ?? null;
  const parley = term.own !== null && term.group !== "own";
  const said = term.indicator && value !== null;
  return [
    ...(parley ? [words.say("insight_computed", { text: term.text[locale] })] : []),
    ...(before && since ? [words.say("insight_changed", { since: words.date(since), text: before.text[locale] })] : []),
    ...(term.indicator && said
      ? [
          words.say("insight_value", {
            ...{ month: words.bucket(month, "month"), value: indicatorText(words, term.indicator.unit, value) },
            scope: sees === "everything" ? "" : words.say("scope_filtered"),
          }),
        ]
      : []),
    ...(lacking.length > 0 ? [words.say("insight_unknown", { tables: words.list(lacking) })] : []),
    ...(term.aliases.length > 0 ? [words.say("insight_names", { names: words.list(alsoCalled(words, term)) })] : []),
  ].slice(0, 3);
}

const mostNames = 4;

/** Its title in the other language, and other words for it in the reader's. */
function alsoCalled({ locale }: Words, { title, aliases }: DefinedTerm): string[] {
  const chinese = (text: string) => /\p{Script=Han}/u.test(text);
  const own = aliases.filter((alias) => chinese(alias) === (locale === "zh"));
  return [title[locale === "zh" ? "en" : "zh"], ...own].slice(0, mostNames);
}

function changeLog(words: Words, versions: readonly Version[]): NonNullable<Reply["table"]> {
  return {
    columns: [
      { key: "version", label: words.say("version"), format: "integer" },
      { key: "since", label: words.say("since"), format: "text" },
      { key: "text", label: words.say("text"), format: "text" },
    ],
    ...shownRows(versions, 10, ({ version, since, text }) => ({
      version,
      since: since === null ? words.say("always") : words.date(since),
      text: text[words.locale],
    })),
  };
}

const groups = ["figures", "customers", "selling", "marketing", "data", "own"] as const;

/** Every term by group. */
export function tellTerms(words: Words, all: readonly DefinedTerm[], example: string): Omit<Reply, "result"> {
  const rows = groups.flatMap((group) => {
    const own = all.filter((term) => term.group === group);
    if (own.length === 0) return [];
    const names = own.map(({ title }) => title[words.locale]).join(words.locale === "zh" ? "、" : ", ");
    return [{ group: words.say(`group_${group}`), terms: names }];
  });
  return {
    headline: words.say("headline_all", { n: all.length, example }),
    table: {
      columns: [
        { key: "group", label: words.say("group"), format: "text" },
        { key: "terms", label: words.say("terms"), format: "text" },
      ],
      rows,
    },
    method: [words.say("method_versions")],
  };
}
