import { type CustomerTimeline, customerTimeline, type TimelineMark } from "#charts/customer-timeline.ts";
import { niceTicks } from "#charts/nice-ticks.ts";
import { daysBetween } from "#grammar/days.ts";
import { monthPosition, type ProfileMonth, profileMonths } from "#metrics/customer/customer-profile-months.ts";
import { isSilent } from "#metrics/customer/customer-profile-stage.ts";
import type { CustomerEvent } from "#metrics/customer/customer-profile-timeline.ts";
import { segmentKey } from "#metrics/rfm/rfm-segments.ts";
import type { Kpi, Reply } from "#reply.ts";
import { type CustomerStory, detailsOf, openDeals } from "./customer-story.ts";
import { shownRows } from "./shown-rows.ts";

const mostKpis = 6;
const mostRows = 9;
/** Characters of a comment or subject that a phone shows in a table. */
const longest = 28;

export function kpisOf({ words, orders, stage, rfm, clv, churn, records, spans }: CustomerStory): readonly Kpi[] {
  const { change, previous } = orders;
  const ago = (day: string) => words.say("ago", { days: daysBetween(day, spans.asOf) });
  const moved = (ratio: number) => ({ change: words.change(ratio), good: ratio >= 0 });
  const open = openDeals({ words, records });
  const [survey] = records.surveys;
  const [contact] = records.activities;
  const named = rfm?.segment ? ` · ${words.say(`segment.${segmentKey(rfm.segment)}`)}` : "";
  const kpis: (Kpi | null)[] = [
    orders.allOrders === 0
      ? null
      : { label: words.say("revenue"), value: words.money(orders.revenue), ...(change === null ? {} : moved(change)) },
    orders.allOrders === 0
      ? null
      : {
          label: words.say("orders"),
          value: words.integer(orders.orders),
          ...(previous.orders === 0 ? {} : moved(orders.orders / previous.orders - 1)),
        },
    orders.lastOn === null ? null : { label: words.say("last_order"), value: ago(orders.lastOn) },
    { label: words.say("stage"), value: words.say(`stage.${stage}`) + named },
    clv?.clv == null ? null : { label: words.say("expected"), value: words.money(clv.clv) },
    churn?.risk == null ? null : { label: words.say("leaving"), value: words.percent(churn.risk) },
    open.n === 0 ? null : { label: words.say("open_deals"), value: words.say("deal_sum", open) },
    contact === undefined ? null : { label: words.say("last_contact"), value: ago(contact.occurred) },
    survey === undefined ? null : { label: words.say("last_survey"), value: `${survey.score}/${survey.highest}` },
  ];
  return kpis.filter((kpi) => kpi !== null).slice(0, mostKpis);
}

/** What happened: months as bars with marks below them, and the newest events as a table. */
export function pictureOf(story: CustomerStory, headline: string): Pick<Reply, "chart" | "table"> {
  const { words, timeline } = story;
  if (timeline.length === 0) return {};
  return {
    chart: { ...chartOf(story), alt: headline },
    table: {
      columns: [
        { key: "on", label: words.say("on"), format: "date" },
        { key: "event", label: words.say("event"), format: "text" },
        { key: "about", label: words.say("about"), format: "text" },
        { key: "amount", label: words.say("amount"), format: "money" },
      ],
      ...shownRows(timeline, mostRows, (event) => ({
        on: event.on,
        event: words.say(`event.${event.kind}`),
        about: aboutOf(event),
        amount: event.amount,
      })),
    },
  };
}

function aboutOf({ score, highest, about, by }: CustomerEvent): string | null {
  const parts = [score === null ? null : `${score}/${highest}`, about, by].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const text = [...parts.join(" · ")];
  return text.length > longest ? `${text.slice(0, longest - 1).join("")}…` : text.join("");
}

function chartOf(story: CustomerStory): { spec: ReturnType<typeof customerTimeline>; subtitle: string } {
  const { words, days, returns, orders, spans, stage, timeline } = story;
  const { asOf, from, to } = spans;
  const months = profileMonths(days, returns, { asOf, firstEvent: timeline.at(-1)?.on ?? null });
  const values = months.map(({ revenue }) => revenue);
  const lanes = lanesOf(story, months);
  const last = orders.lastOn === null ? null : monthPosition(orders.lastOn, months);
  const silent = last !== null && isSilent(stage, orders);
  const spec = customerTimeline({
    months: months.map(({ start, revenue }, index) => ({
      label:
        start.endsWith("-01-01") || index === 0
          ? `${words.bucket(start, "month")}\n${start.slice(0, 4)}`
          : words.bucket(start, "month"),
      value: revenue,
      text: words.money(revenue),
      highlight: start.slice(0, 7) >= from.slice(0, 7) && start < to,
      partial: index === months.length - 1 && !isMonthEnd(asOf),
    })),
    axisText: niceTicks(Math.min(0, ...values), Math.max(0, ...values), 3).map((value) => ({
      value,
      text: words.money(value),
    })),
    lanes,
    ...(silent
      ? {
          silence: {
            from: Math.max(0, last),
            to: monthPosition(asOf, months),
            text: words.say("silent_days", { days: orders.silentDays ?? 0 }),
          },
        }
      : {}),
  });
  const drawn = lanes.filter(({ marks }) => marks.length > 0).map(({ label }) => label);
  const subtitle = words.say(values.some((value) => value !== 0) ? "subtitle" : "subtitle_events", {
    lanes: drawn.length === 0 ? "none" : words.list(drawn.map((label) => label.toLowerCase())),
    who: detailsOf(story) || story.account.account,
  });
  return { spec, subtitle };
}

function lanesOf(
  { words, records, timeline }: CustomerStory,
  months: readonly ProfileMonth[],
): CustomerTimeline["lanes"] {
  const first = months[0]?.start ?? "";
  const shown = timeline.filter(({ on }) => on >= first);
  const marks = (
    kinds: readonly string[],
    mark: (event: CustomerEvent) => Omit<TimelineMark, "at">,
    keep: (event: CustomerEvent) => boolean = () => true,
  ) =>
    shown
      .filter((event) => kinds.includes(event.kind) && keep(event))
      .map((event) => ({ at: monthPosition(event.on, months), ...mark(event) }));
  const worth = (key: string, amount: number | null) =>
    amount === null ? words.say(key) : `${words.say(key)} ${words.money(amount)}`;
  const scale = new Map(records.surveys.map(({ survey_id, lowest }) => [survey_id, lowest]));
  const open = new Set(records.deals.filter(({ standing }) => standing === "open").map(({ deal_id }) => deal_id));
  return [
    {
      label: words.say("lane.deals"),
      marks: [
        ...marks(["deal_won"], ({ amount }) => ({ as: "good", text: worth("won", amount) })),
        ...marks(["deal_lost"], ({ amount }) => ({ as: "bad", text: worth("lost", amount) })),
        ...marks(
          ["deal_opened"],
          ({ amount }) => ({ as: "tick", text: worth("open", amount) }),
          ({ id }) => open.has(id ?? ""),
        ),
      ],
    },
    {
      label: words.say("lane.complaints"),
      marks: marks(["complaint"], ({ about }) => ({ as: "bad", text: about ?? "" })),
    },
    {
      label: words.say("lane.surveys"),
      marks: marks(["survey"], ({ id, score, highest }) => {
        const lowest = scale.get(id ?? "") ?? 0;
        const share = ((score ?? 0) - lowest) / ((highest ?? 1) - lowest);
        return { as: share <= 0.6 ? "bad" : "good", text: `${score}` };
      }),
    },
    {
      label: words.say("lane.contacts"),
      marks: marks(["call", "meeting", "email", "visit", "contact"], () => ({ as: "tick" })),
    },
  ];
}

function isMonthEnd(day: string): boolean {
  return new Date(Date.parse(day) + 86_400_000).getUTCDate() === 1;
}
