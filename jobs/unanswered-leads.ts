import { addDays, businessDay } from "#grammar/days.ts";
import { defineJob, type Said } from "#job.ts";
import { leadWorth, waitingLeads } from "#queries/action-leads.ts";
import { messages } from "#wording/unanswered-leads.ts";

/** Leads older than this are no news; what earlier ones brought tells what one is worth. */
const lookBack = 14;
const worthDays = 365;
const most = 5;

export default defineJob({
  title: { en: "Unanswered leads", zh: "待回复线索" },
  summary: {
    en: "Tells owners of leads that nobody has answered since yesterday, with the money that such leads usually bring.",
    zh: "提醒负责人还没回复的线索，并说明这类线索通常带来多少销售额。",
  },
  schedule: "0 10 * * 1-5",
  audience: "owner",
  standing: true,
  ping: { coolDownDays: 2 },
  messages,
  async run(input): Promise<Said[]> {
    const { view, words, calendar, now, recipient } = input;
    const name = recipient.owner?.name;
    if (name === undefined || !view.has("leads")) return [];
    const today = businessDay(now, calendar.zone);
    const asOf = addDays(today, -1);
    const [waiting, past] = await Promise.all([
      waitingLeads(view, { from: addDays(asOf, 1 - lookBack), asOf }),
      leadWorth(view, { from: addDays(asOf, 1 - worthDays), asOf }),
    ]);
    const mine = waiting.filter(({ owner }) => owner === name).toSorted((a, b) => (a.created < b.created ? -1 : 1));
    const [oldest] = mine;
    if (oldest === undefined) return [];
    const each = past.leads === 0 ? 0 : past.brought / past.leads;
    const atStake = each * mine.length;
    const days = (since: string) => Math.round((Date.parse(today) - Date.parse(since)) / 86_400_000);
    const about = { n: mine.length, days: days(oldest.created), oldest: oldest.name ?? oldest.record };
    return [
      {
        about: "leads",
        band: Math.min(5, Math.floor(Math.log2(mine.length + 1))),
        atStake,
        reply: {
          headline: words.say("headline", about),
          table: {
            columns: [
              { key: "name", label: words.say("lead"), format: "text" },
              { key: "source", label: words.dimension("source"), format: "text" },
              { key: "days", label: words.say("waits"), format: "days" },
            ],
            rows: mine.slice(0, most).map((lead) => ({
              ...{ name: lead.name ?? lead.record, source: lead.source, days: days(lead.created) },
            })),
            total: mine.length,
          },
          insights: [
            ...(atStake > 0
              ? [words.say("worth", { money: words.money(atStake), each: words.money(each), n: past.leads })]
              : []),
          ],
          actions: [words.say("action", about)],
          footnotes: [words.say("note", { days: lookBack })],
          followUps: [{ label: words.say("follow"), ask: "/leads last30d" }],
          result: { waiting: mine, each, at_stake: atStake },
        },
      },
    ];
  },
});
