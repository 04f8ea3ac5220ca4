import { z } from "zod";
import { hear } from "#digests/section.ts";
import { addDays, businessDay } from "#grammar/days.ts";
import { unitStart } from "#grammar/fiscal.ts";
import { defineJob, type JobInput, type Said } from "#job.ts";
import { dueDeals } from "#queries/owner-deals.ts";
import { type OwnerWork, ownerWork } from "#queries/owner-work.ts";
import { messages } from "#wording/work-report.ts";

const options = z.object({ span: z.enum(["day", "week"]).default("week") });
type Input = JobInput<z.output<typeof options>>;

const shown = 3;
const sales = z.object({
  groups: z.array(z.object({ key: z.string().nullable(), revenue: z.number(), orders: z.number() })).nullish(),
});
const open = z.object({
  stalled: z.array(z.object({ name: z.string().nullable(), owner: z.string().nullable(), days_in_stage: z.number() })),
});

export default defineJob({
  title: { en: "Work report", zh: "工作日报周报" },
  summary: {
    en: "A draft of my report: done, progress, problems, plan; to edit and forward.",
    zh: "自动起草的日报或周报：完成、进展、问题、计划，改一改就能发。",
  },
  schedule: "0 17 * * 5",
  audience: "owner",
  options,
  messages,
  async run(input): Promise<Said[]> {
    const {
      view,
      words,
      calendar,
      now,
      recipient,
      options: { span },
    } = input;
    const { owner } = recipient;
    if (owner === null) return [];
    const today = businessDay(now, calendar.zone);
    const from = span === "day" ? today : unitStart(today, "week", calendar);
    const to = addDays(today, 1);
    const planUntil = span === "day" ? addDays(today, 1) : addDays(from, 13);
    const due = { owner: owner.key, day: to, until: planUntil, most: shown };
    const has = view.has("opportunities");
    const [work, sold, stuck, plans] = await Promise.all([
      ownerWork(view, { owner: owner.key, from, to }),
      hear(input, `/sales ${from}..${today} by owner`, sales),
      has ? hear(input, "/pipeline", open) : null,
      has ? dueDeals(view, due) : [],
    ]);
    const mine = sold?.result.groups?.find(({ key }) => key === owner.name);
    const stalled = (stuck?.result.stalled ?? []).filter((deal) => deal.owner === owner.name);
    if (!mine && idle(work) && stalled.length === 0 && plans.length === 0) return [];
    const deals = plans.map(({ deal, customer, id, amount }) =>
      words.say("with_money", { name: deal ?? customer ?? id, money: words.money(amount) }),
    );
    return [
      {
        reply: {
          headline: words.say("headline", { span, name: owner.name, days: words.span(from, to) }),
          insights: [
            words.say("done", { span, text: done(input, work, mine) }),
            words.say("progress", { text: progress(input, work) }),
            words.say("problems", { text: problems(input, stalled) }),
          ],
          actions: [
            words.say("plan", {
              span,
              text: deals.length > 0 ? words.say("plan_deals", { names: words.list(deals) }) : words.say("plan_none"),
            }),
          ],
          footnotes: [words.say("draft")],
          result: {
            period: { from, to },
            work,
            revenue: mine?.revenue ?? 0,
            orders: mine?.orders ?? 0,
            stalled,
            plans,
          },
        },
      },
    ];
  },
});

const idle = ({ activities, deals, moved }: OwnerWork): boolean =>
  Object.values(activities).every((n) => n === 0) && deals.created + deals.won + deals.lost + moved === 0;

function done({ words }: Input, { activities, deals }: OwnerWork, mine?: { revenue: number; orders: number }): string {
  const counted = Object.entries(activities).flatMap(([kind, n]) => (n > 0 ? [words.say(kind, { n })] : []));
  const parts = [
    ...(mine && mine.orders > 0 ? [words.say("orders", { n: mine.orders, money: words.money(mine.revenue) })] : []),
    ...(deals.won > 0 ? [words.say("won", { n: deals.won, money: words.money(deals.won_amount) })] : []),
    ...counted,
  ];
  return parts.length > 0 ? words.list(parts) : words.say("nothing");
}

function progress({ words }: Input, { deals, moved }: OwnerWork): string {
  const parts = [
    ...(deals.created > 0 ? [words.say("created", { n: deals.created })] : []),
    ...(moved > 0 ? [words.say("moved", { n: moved })] : []),
    ...(deals.lost > 0 ? [words.say("lost", { n: deals.lost })] : []),
  ];
  return parts.length > 0 ? words.list(parts) : words.say("nothing");
}

function problems({ words }: Input, stalled: readonly z.output<typeof open>["stalled"][number][]): string {
  if (stalled.length === 0) return words.say("no_problem");
  const names = stalled
    .slice(0, shown)
    .map(({ name, days_in_stage: days }) => words.say("stalled_one", { name: name ?? words.say("nameless"), days }));
  return words.say("stalled", { n: stalled.length, names: words.list(names) });
}
