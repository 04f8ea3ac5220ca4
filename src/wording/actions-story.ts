import { actionList } from "#charts/action-list.ts";
import type { Words } from "#messages.ts";
import { type Action, actionKinds } from "#metrics/actions/action.ts";
import type { Kpi, Reply } from "#reply.ts";

/** All that a reply of `/actions` speaks of. */
export interface ActionsStory {
  readonly words: Words;
  /** By expected value; at least one. */
  readonly ranked: readonly Action[];
  /** Those shown: no account twice. */
  readonly list: readonly Action[];
  /** Is there anybody else whose actions these may be? */
  readonly several: boolean;
  readonly notes: readonly string[];
  readonly firstDays: number;
}

const sumOf = (actions: readonly Action[]) => actions.reduce((sum, { expected }) => sum + expected, 0);

/** All that is said, but for the data and what to ask next. */
export function tellActions(story: ActionsStory): Omit<Reply, "result" | "followUps"> {
  const { words, list, several } = story;
  const [first] = list;
  const headline = words.say("headline", {
    n: list.length,
    money: words.money(sumOf(list)),
    owner: first?.owner ?? words.say("nobody"),
    what: first === undefined ? "" : whatOf(words, first),
  });
  const rows = list.map((action) => ({
    kind: words.say(action.kind),
    colour: actionKinds.indexOf(action.kind),
    name: nameOf(words, action),
    value: action.expected,
    text: words.money(action.expected),
    side: [...(several ? [action.owner ?? words.say("none")] : []), dayOf(words, action.byWhen)].join(" · "),
  }));
  const rowOf = (action: Action) => ({
    what: `${words.say(action.kind)} · ${nameOf(words, action)}`,
    ...(several ? { owner: action.owner ?? words.say("none") } : {}),
    money: action.expected,
    by: dayOf(words, action.byWhen),
  });
  return {
    headline,
    chart: { spec: actionList({ rows }), alt: headline, subtitle: words.say("subtitle") },
    kpis: kpisOf(story),
    table: {
      columns: [
        { key: "what", label: words.say("column_what"), format: "text" },
        ...(several ? [{ key: "owner", label: words.say("column_owner"), format: "text" } as const] : []),
        { key: "money", label: words.say("column_money"), format: "money" },
        { key: "by", label: words.say("column_by"), format: "text" },
      ],
      // The list is no beginning of the ranking: it has something of each kind.
      rows: list.map(rowOf),
      total: story.ranked.length,
      all: () => story.ranked.map(rowOf),
    },
    insights: insightsOf(story),
    actions: list.slice(0, 3).map((action) =>
      words.say("do_first", {
        owner: action.owner ?? words.say("nobody"),
        what: whatOf(words, action),
        day: dayOf(words, action.byWhen),
        money: words.money(action.expected),
        because: action.because,
      }),
    ),
    footnotes: story.notes,
    method: methodOf(story),
  };
}

/** A deadline without its year. */
function dayOf(words: Words, day: string): string {
  return day === "" ? "" : words.bucket(day, "day");
}

function whatOf(words: Words, action: Action): string {
  const name = action.name ?? action.account ?? action.record ?? words.say("none");
  const about = action.about ?? "";
  const plain = action.kind === "revive_deal" && about.includes(name) ? "_plain" : "";
  return words.say(`what_${action.kind}${plain}`, { name, about });
}

/** Who it is about, with the deal or product. */
function nameOf(words: Words, { kind, name, account, record, about }: Action): string {
  const who = name ?? account ?? record;
  if (kind === "fix_data") return about ?? words.say("none");
  if (kind !== "cross_sell" || about === null) return who ?? words.say("none");
  return `${who} · ${about}`;
}

function kpisOf({ words, ranked, list }: ActionsStory): Kpi[] {
  const soonest = list.map(({ byWhen }) => byWhen).toSorted()[0] ?? "";
  const due = list.filter(({ byWhen }) => byWhen === soonest).length;
  return [
    { label: words.say("kpi_listed"), value: words.money(sumOf(list)) },
    { label: words.say("kpi_all"), value: words.integer(ranked.length) },
    { label: words.say("kpi_today", { day: dayOf(words, soonest) }), value: words.integer(due) },
  ];
}

/** How much the list covers, where most of the value lies, who has most to do. */
function insightsOf({ words, ranked, list, several }: ActionsStory): string[] {
  const all = sumOf(ranked);
  const said: string[] = [];
  if (ranked.length > list.length) {
    const share = words.percent(sumOf(list) / all);
    said.push(words.say("insight_first", { n: list.length, all: words.integer(ranked.length), share }));
  }
  const kinds = actionKinds
    .map((kind) => ({ kind, of: ranked.filter((action) => action.kind === kind) }))
    .toSorted((a, b) => sumOf(b.of) - sumOf(a.of));
  const [most] = kinds;
  if (most !== undefined && kinds.filter(({ of }) => of.length > 0).length > 1) {
    const money = sumOf(most.of);
    said.push(
      words.say("insight_kind", {
        kind: words.say(most.kind),
        n: most.of.length,
        money: words.money(money),
        share: words.percent(money / all),
      }),
    );
  }
  const owners = [...new Set(list.flatMap(({ owner }) => owner ?? []))];
  const [busiest] = owners
    .map((owner) => ({ owner, own: list.filter((action) => action.owner === owner) }))
    .toSorted((a, b) => b.own.length - a.own.length);
  if (several && busiest !== undefined && busiest.own.length > 1) {
    const { owner, own } = busiest;
    const money = words.money(sumOf(own));
    said.push(words.say("insight_owner", { owner, n: own.length, all: list.length, money }));
  }
  return said;
}

function methodOf({ words, ranked, firstDays }: ActionsStory): string[] {
  const keys = {
    save: "method_save",
    answer_lead: "method_lead",
    answer_complaint: "method_complaint",
    revive_deal: "method_deal",
    cross_sell: "method_cross",
    fix_data: "method_fix",
  } as const;
  const found = actionKinds.filter((kind) => ranked.some((action) => action.kind === kind));
  return [...found.map((kind) => words.say(keys[kind], { days: firstDays })), words.say("method_once")];
}
