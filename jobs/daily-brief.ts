import { z } from "zod";
import { gather, hear, type Source } from "#digests/section.ts";
import { addDays, businessDay } from "#grammar/days.ts";
import { unitStart } from "#grammar/fiscal.ts";
import { defineJob, type JobInput, type Said } from "#job.ts";
import { waitingLeads } from "#queries/action-leads.ts";
import { dueDeals } from "#queries/owner-deals.ts";
import { messages } from "#wording/daily-brief.ts";

/** Leads older than this are no news. */
const leadDays = 14;
const shown = 3;

const action = z.object({
  ...{ owner: z.string().nullable(), account_id: z.string().nullable(), name: z.string().nullable() },
  ...{ because: z.string(), by_when: z.string(), expected_value: z.number().nullable(), about: z.string().nullish() },
});
const debt = z.object({ owner: z.string().nullable(), overdue: z.number() });

export default defineJob({
  title: { en: "Daily brief", zh: "今日简报" },
  summary: {
    en: "My day on one screen: deals that close this week, leads that wait, invoices overdue, what is worth most.",
    zh: "一屏看今天：本周到期的商机、待回复的线索、逾期账款、最值得做的事。",
  },
  schedule: "30 8 * * 1-5",
  audience: "owner",
  graceHours: 3,
  messages,
  async run(input): Promise<Said[]> {
    const { words, calendar, now, recipient } = input;
    const { owner } = recipient;
    if (owner === null) return [];
    const today = businessDay(now, calendar.zone);
    const weekEnd = addDays(unitStart(today, "week", calendar), 6);
    const { told, missing } = await gather(
      {
        deals: () => readDeals(input, owner.key, today, weekEnd),
        leads: () => readLeads(input, owner.name, today),
        overdue: () => readOverdue(input, owner.name),
        actions: () => readActions(input, owner.name),
      },
      input.log,
    );
    const deals = told.deals ?? [];
    const money = deals.reduce((sum, { amount }) => sum + amount, 0);
    const waiting = told.leads ?? [];
    const overdue = told.overdue ?? 0;
    const actions = told.actions ?? [];
    if (deals.length + waiting.length + actions.length === 0 && overdue === 0) return [];
    const names = (list: readonly { readonly name: string }[]) =>
      words.list(list.slice(0, shown).map(({ name }) => name));
    const called = deals.map(({ deal, customer, id, amount }) => ({
      name: words.say("with_money", { name: deal ?? customer ?? id, money: words.money(amount) }),
    }));
    return [
      {
        reply: {
          headline: words.say("headline", {
            ...{ deals: deals.length, money: words.money(money), leads: waiting.length },
            ...{ overdue: overdue > 0 ? 1 : 0, owed: words.money(overdue) },
          }),
          insights: [
            ...(deals.length > 0 ? [words.say("deals", { names: names(called) })] : []),
            ...(waiting.length > 0
              ? [words.say("leads", { names: names(waiting.map(({ name, record }) => ({ name: name ?? record }))) })]
              : []),
            ...(overdue > 0 ? [words.say("overdue", { money: words.money(overdue) })] : []),
          ],
          actions: actions.slice(0, shown).map(({ name, about, because, by_when: by }) =>
            words.say("action", {
              name: about ?? name ?? words.say("nameless"),
              because,
              by: words.bucket(by, "day"),
            }),
          ),
          footnotes: missing.length > 0 ? [words.say("missing")] : [],
          followUps: [
            { label: words.say("follow_actions"), ask: "/actions" },
            ...(overdue > 0 ? [{ label: words.say("follow_overdue"), ask: "/collections" }] : []),
          ],
          result: { day: today, deals, leads: waiting, overdue, actions: actions.slice(0, shown), missing },
        },
      },
    ];
  },
});

async function readDeals({ view }: JobInput<unknown>, owner: number, day: string, until: string) {
  return view.has("opportunities") ? dueDeals(view, { owner, day, until, most: 20 }) : [];
}

async function readLeads({ view }: JobInput<unknown>, owner: string, today: string) {
  if (!view.has("leads")) return [];
  const waiting = await waitingLeads(view, { from: addDays(today, -leadDays), asOf: today });
  return waiting.filter((lead) => lead.owner === owner);
}

async function readOverdue(source: Source, owner: string): Promise<number> {
  const heard = await hear(source, "/collections", z.object({ owners: z.array(debt).nullish() }));
  return heard?.result.owners?.find((row) => row.owner === owner)?.overdue ?? 0;
}

async function readActions(source: Source, owner: string) {
  const heard = await hear(source, "/actions", z.object({ actions: z.array(action) }));
  return (heard?.result.actions ?? []).filter((one) => one.owner === owner).slice(0, shown);
}
