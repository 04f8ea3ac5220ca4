import type { OwnerCollections } from "#metrics/collections/collections-result.ts";
import type { Reply } from "#reply.ts";
import { nameOf } from "./account-name.ts";
import { smallSampleNotes } from "./caveats.ts";
import { type CollectionsStory, kpisOf, pictureOf, tableOf } from "./collections-figures.ts";

export type ToldCollections = Pick<
  Reply,
  "headline" | "kpis" | "table" | "insights" | "actions" | "footnotes" | "method"
> &
  Required<Pick<Reply, "chart">>;

/** Owners with less due are not compared with the whole. */
const leastShare = 0.02;

/** What is said of collections: what came in, what is overdue and how old, whom to call. */
export function tellCollections(story: CollectionsStory): ToldCollections {
  const headline = headlineOf(story);
  const methods = ["rate", "received", "overdue", "dso"];
  return {
    headline,
    chart: { ...pictureOf(story), alt: headline },
    kpis: kpisOf(story),
    table: tableOf(story),
    insights: insightsOf(story).slice(0, 3),
    actions: actionsOf(story).slice(0, 3),
    footnotes: footnotesOf(story),
    method: methods.map((key) => story.words.say(`method_${key}`)),
  };
}

function headlineOf({ words, found, planned }: CollectionsStory): string {
  const { now, period, groups } = found;
  const [month, two, three, older] = now.ageing.map(({ amount }) => amount) as [number, number, number, number];
  const [days, late] = older > 0 ? [90, older] : three > 0 ? [60, three] : [30, two];
  const values = {
    ...{ span: words.span(period.from, period.to), rate: words.percent(now.rate ?? 0), due: words.money(now.due) },
    ...{ overdue: words.money(now.overdue), received: words.money(now.received) },
    ...{ share: words.percent(now.overdue > 0 ? late / now.overdue : 0), days },
  };
  if (!planned) return words.say("headline_no_plans", values);
  if (now.due === 0) return words.say(now.overdue > 0 ? "headline_overdue" : "headline_received", values);
  if (now.overdue === 0) return words.say("headline_clear", values);
  if (groups !== null && groups.length > 1) {
    const top = groups.reduce((most, row) => (row.overdue > most.overdue ? row : most));
    const part = words.percent(top.overdue / now.overdue);
    const name = top.key ?? words.say("none");
    return words.say("headline_group", { ...values, name, money: words.money(top.overdue), part });
  }
  return words.say(month === now.overdue ? "headline_young" : "headline", values);
}

/** The owner with the lowest rate among those with a fair part of what was due. */
function slowest({ found: { owners, now } }: CollectionsStory): OwnerCollections | null {
  const fair = owners.filter(
    (row) => row.rate !== null && row.due >= leastShare * now.due && row.rate < (now.rate ?? 0),
  );
  return fair.reduce<OwnerCollections | null>(
    (low, row) => (low === null || (row.rate ?? 1) < (low.rate ?? 1) ? row : low),
    null,
  );
}

function insightsOf(story: CollectionsStory): string[] {
  const { words, found } = story;
  const { now, previous, debtors } = found;
  const oldest = now.ageing.at(-1);
  const [first] = debtors;
  const owner = slowest(story);
  const share = (money: number) => words.percent(money / now.overdue);
  const top = debtors.slice(0, 5).reduce((sum, { overdue }) => sum + overdue, 0);
  return [
    ...(oldest && oldest.amount > 0
      ? [words.say("insight_oldest", { money: words.money(oldest.amount), n: oldest.plans })]
      : []),
    ...(first && first.overdue >= 0.1 * now.overdue
      ? [
          words.say("insight_debtor", {
            ...{ name: nameOf(words, first), money: words.money(first.overdue), share: share(first.overdue) },
            days: words.integer(first.oldest),
          }),
        ]
      : debtors.length > 10
        ? [
            words.say("insight_top", {
              ...{ k: 5, n: found.overdueAccounts, share: share(top) },
              much: top >= 0.5 * now.overdue ? "yes" : "no",
            }),
          ]
        : []),
    ...(owner === null || found.owners.length < 2
      ? []
      : [
          words.say("insight_owner", {
            ...{ name: owner.owner ?? words.say("owner_none"), rate: words.percent(owner.rate ?? 0) },
            ...{ due: words.money(owner.due), whole: words.percent(now.rate ?? 0) },
          }),
        ]),
    ...(now.sales.days !== null && previous !== null && previous.sales.days !== null
      ? [words.say("insight_dso", { now: Math.round(now.sales.days), before: Math.round(previous.sales.days) })]
      : []),
  ];
}

function actionsOf({ words, found }: CollectionsStory): string[] {
  const { now, debtors, owners } = found;
  const [first] = debtors;
  const most = owners.reduce<OwnerCollections | null>(
    (top, row) => (row.overdue > (top?.overdue ?? 0) ? row : top),
    null,
  );
  const who = (owner: string | null) => owner ?? words.say("owner_none");
  return [
    ...(first === undefined
      ? []
      : [
          words.say("action_debtor", {
            ...{ owner: who(first.owner), name: nameOf(words, first), money: words.money(first.overdue) },
            days: words.integer(first.oldest),
          }),
        ]),
    ...(most === null || owners.length < 2
      ? []
      : [words.say("action_owner", { owner: who(most.owner), money: words.money(most.overdue) })]),
    ...(now.soon > 0 ? [words.say("action_soon", { money: words.money(now.soon) })] : []),
  ];
}

function footnotesOf({ words, found, running }: CollectionsStory): string[] {
  const { now, excluded, accounts } = found;
  return [
    ...(now.refunded > 0 ? [words.say("note_refunds", { money: words.money(now.refunded) })] : []),
    ...excluded.map(({ reason, rows }) => words.say(`note_${reason}`, { n: rows })),
    ...(running ? [words.say("note_running")] : []),
    ...smallSampleNotes(words, accounts),
  ];
}
