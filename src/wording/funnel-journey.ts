import { funnelBars } from "#charts/funnel-bars.ts";
import type { Words } from "#messages.ts";
import { broke, type FunnelStage } from "#metrics/funnel/funnel.ts";
import type { Journey, JourneyStage } from "#metrics/funnel/journey.ts";
import type { Kpi } from "#reply.ts";
import { smallSampleNotes } from "./caveats.ts";
import { stageTable } from "./funnel-figures.ts";
import type { ToldFunnel } from "./funnel-story.ts";
import { kpiChange } from "./kpi-change.ts";

/** The journey of a period's leads, from traffic to repurchase. */
export interface JourneyStory {
  readonly words: Words;
  readonly journey: Journey;
  /** Are visitors counted, so that they come first? */
  readonly traffic: boolean;
  readonly asOf: string;
  /** Last day on which the comparison is seen, at the same age; null without one. */
  readonly seenBefore: string | null;
}

const kept = (texts: readonly (string | null)[]) => texts.filter((text) => text !== null);

/** What is said of the whole journey: where leads are lost, what the buyers are worth, what to do. */
export function tellJourney(story: JourneyStory): ToldFunnel {
  const { words, journey, traffic, asOf, seenBefore } = story;
  const { leads } = sides(story);
  const headline = headlineOf(story);
  const deals = named(story, "opportunity");
  const skipped = deals === undefined ? 0 : deals.reached - deals.own;
  return {
    headline,
    chart: { ...chartOf(story), alt: headline },
    kpis: kpisOf(story),
    table: stageTable(words, { now: journey.stages, before: journey.before }),
    insights: insightsOf(story),
    actions: actionsOf(story),
    footnotes: kept([
      words.say("journey_cohort", { date: words.date(asOf) }),
      skipped > 0 ? words.say("journey_reached", { n: skipped }) : null,
      traffic ? words.say("journey_traffic") : null,
      seenBefore === null ? null : words.say("journey_same_age", { day: words.date(seenBefore) }),
      words.say("journey_immature"),
      ...smallSampleNotes(words, leads.reached),
    ]),
    method: [words.say("journey_method"), words.say("method_leak"), words.say("method_days")],
  };
}

/** The leads' own stages, and the visitors before them. */
function sides({ journey: { stages }, traffic }: JourneyStory) {
  const own = traffic ? stages.slice(1) : stages;
  return { visitors: traffic ? (stages[0] ?? null) : null, own, leads: own[0] as FunnelStage };
}

function stepOf(story: JourneyStory) {
  const { words, journey } = story;
  const { leak } = journey;
  if (leak === null) return null;
  const from = sides(story).own[leak.index - 1];
  const [now, before] = [words.percent(leak.conversion), words.percent(leak.previous ?? 0)];
  return { leak, waiting: from?.still_here ?? 0, values: { from: from?.stage ?? "", stage: leak.stage, now, before } };
}

function headlineOf(story: JourneyStory): string {
  const step = stepOf(story);
  const { words, journey } = story;
  if (step === null) return words.say("no_steps", { n: sides(story).leads.reached });
  return words.say(broke(step.leak) ? "broke" : journey.before === null ? "lowest" : "narrow", step.values);
}

/** Visitors are so many more than leads that beside them nothing could be seen; they are named above. */
function chartOf(story: JourneyStory) {
  const { words, journey } = story;
  const { visitors, own } = sides(story);
  const stages = own.map(({ stage, reached, conversion }, index) => ({
    label: stage,
    value: reached,
    text: words.integer(reached),
    ...(conversion === null ? {} : { conversionText: words.percent(conversion) }),
    highlight: journey.leak?.index === index,
  }));
  const count = visitors === null ? "none" : words.integer(visitors.reached);
  return { spec: funnelBars({ stages }), subtitle: words.say("journey_chart", { visitors: count }) };
}

function kpisOf(story: JourneyStory): Kpi[] {
  const { words, journey, traffic } = story;
  const { own, leads } = sides(story);
  const before = journey.before?.slice(traffic ? 1 : 0) ?? null;
  const share = (stages: readonly FunnelStage[] | null, at: number) => {
    const [first, reached] = [stages?.[0]?.reached ?? 0, stages?.at(at)?.reached ?? 0];
    return first > 0 ? reached / first : null;
  };
  const rate = (label: string, at: number): Kpi => {
    const now = share(own, at);
    return { label, value: now === null ? "–" : words.percent(now, 1), ...kpiChange(words, now, share(before, at)) };
  };
  const order = own.findIndex(({ stage }) => stage === words.say("rung_order"));
  return [
    {
      label: words.say("rung_lead"),
      value: words.integer(leads.reached),
      ...kpiChange(words, leads.reached, before?.[0]?.reached),
    },
    ...(order > 0 ? [rate(words.say("journey_kpi_order"), order)] : []),
    rate(words.say("journey_kpi_overall"), -1),
  ];
}

function named({ words, journey }: JourneyStory, rung: string): JourneyStage | undefined {
  return journey.stages.find(({ stage }) => stage === words.say(`rung_${rung}`));
}

function insightsOf(story: JourneyStory): string[] {
  const { words } = story;
  const { visitors, own, leads } = sides(story);
  const [order, again] = [named(story, "order"), named(story, "repurchase")];
  const slow = own.reduce<number>((top, { median_days: days }, index) => {
    return days !== null && days > (own[top]?.median_days ?? 0) ? index : top;
  }, 0);
  return kept([
    visitors === null || visitors.reached === 0
      ? null
      : words.say("journey_visitors", {
          visitors: words.integer(visitors.reached),
          leads: leads.reached,
          share: words.percent(leads.reached / visitors.reached, 1),
        }),
    order === undefined
      ? null
      : words.say("journey_money", {
          n: order.reached,
          money: words.money(order.amount ?? 0),
          again: again?.reached ?? 0,
          more: words.money(again?.amount ?? 0),
        }),
    slow === 0
      ? null
      : words.say("journey_slow", {
          stage: own[slow]?.stage ?? "",
          from: own[slow - 1]?.stage ?? "",
          days: words.number(own[slow]?.median_days ?? 0),
        }),
  ]);
}

function actionsOf(story: JourneyStory): string[] {
  const { words } = story;
  const step = stepOf(story);
  const who = words.say("who_all");
  const [paid, again] = [named(story, "payment"), named(story, "repurchase")];
  const lost = step === null ? 0 : Math.round(((step.leak.previous ?? 0) - step.leak.conversion) * step.leak.from);
  const expected = step === null ? 0 : Math.round(step.waiting * (step.leak.previous ?? step.leak.conversion));
  const rate = again?.conversion ?? 0;
  const each = again !== undefined && again.reached > 0 ? (again.amount ?? 0) / again.reached : 0;
  return kept([
    step !== null && broke(step.leak) && lost > 0 ? words.say("journey_mend", { ...step.values, who, n: lost }) : null,
    step !== null && expected > 0
      ? words.say("journey_wait", { ...step.values, who, n: step.waiting, expected })
      : null,
    paid !== undefined && paid.still_here > 0 && each > 0
      ? words.say("journey_again", {
          who,
          n: paid.still_here,
          rate: words.percent(rate),
          money: words.money(paid.still_here * rate * each),
        })
      : null,
  ]);
}
