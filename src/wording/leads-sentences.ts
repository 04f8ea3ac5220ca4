import type { Words } from "#messages.ts";
import { fisherExact } from "#metrics/fisher-exact.ts";
import type { LeadFindings, LeadGroup, LeadSum } from "#metrics/leads/leads.ts";
import { elapsed } from "./elapsed.ts";

/** All that a reply about leads speaks of. */
export interface LeadsStory {
  readonly words: Words;
  /** Dimension of the groups. */
  readonly by: string;
  readonly total: LeadSum;
  readonly groups: readonly LeadGroup[];
  readonly findings: LeadFindings;
  /** The comparison period, seen up to the end of a day, at the same age. */
  readonly previous: {
    readonly from: string;
    readonly to: string;
    readonly seen: string;
    readonly total: LeadSum;
  } | null;
  readonly asOf: string;
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
}

/** Chance below which a difference is called one. */
const significance = 0.05;
const kept = (texts: readonly (string | null)[]) => texts.filter((text) => text !== null);
const people = new Set(["owner", "team"]);

/** What a group of leads is called. */
export function groupName(words: Words, { part }: Pick<LeadGroup, "part">): string {
  return part ?? words.say("missing");
}

/** Whom the headline speaks of, and in which of its forms; null where nobody stands out. */
export function standout({ findings }: Pick<LeadsStory, "findings">): { group: LeadGroup; said: string } | null {
  const { best, worst, quickest } = findings;
  if (quickest !== null) {
    const { rate, rest } = quickest.group.standing;
    if (quickest.pValue < significance && (rate ?? 0) > (rest ?? 0)) {
      return { group: quickest.group, said: "headline_quick_best" };
    }
  }
  if (best !== null) return { group: best, said: "headline_best" };
  if (quickest !== null) return { group: quickest.group, said: "headline_quick" };
  return worst && { group: worst, said: "headline_worst" };
}

/** The largest groups, and whom the headline names, however few leads there are. */
export function shownGroups(story: LeadsStory, most: number): readonly LeadGroup[] {
  const largest = story.groups.slice(0, most);
  const named = standout(story)?.group;
  return named === undefined || largest.includes(named) ? largest : [...largest.slice(0, most - 1), named];
}

/** The finding in one sentence: who stands out, or that nobody does. */
export function headlineOf(story: LeadsStory): string {
  const { words, by, total, groups } = story;
  const found = standout(story);
  if (found !== null) {
    const { group, said } = found;
    const { rate, rest } = group.standing;
    return words.say(said, {
      name: groupName(words, group),
      rate: words.percent(rate ?? 0),
      rest: words.percent(rest ?? 0),
      time: elapsed(words, group.responseHours ?? 0),
      usual: elapsed(words, total.responseHours ?? 0),
    });
  }
  const rate = words.percent(total.converted / total.leads);
  const values = { n: total.leads, converted: words.integer(total.converted), rate, dimension: words.dimension(by) };
  return words.say(groups.length > 1 ? "headline_even" : "headline_one", values);
}

/** At most three: what a quick answer does, who falls behind, what changed, where most come from. */
export function leadInsights(story: LeadsStory): string[] {
  const { words, groups, findings } = story;
  const { speed, best, worst } = findings;
  const [largest] = groups;
  return kept([
    speed !== null &&
    speed.pValue < significance &&
    speed.quick.successes * speed.slow.trials > speed.slow.successes * speed.quick.trials
      ? words.say("insight_speed", {
          quick: words.percent(speed.quick.successes / speed.quick.trials),
          slow: words.percent(speed.slow.successes / speed.slow.trials),
          p: speed.pValue < 0.001 ? "< 0.001" : `= ${speed.pValue.toFixed(3)}`,
        })
      : null,
    worst !== null && best !== null
      ? words.say("insight_worst", { ...standing(story, worst), n: missed(worst) })
      : null,
    changed(story),
    largest !== undefined && groups.length > 1 && largest !== best && !people.has(story.by)
      ? words.say("insight_largest", {
          ...standing(story, largest),
          share: words.percent(largest.figures.share),
          customers: largest.converted,
        })
      : null,
  ]).slice(0, 3);
}

/** At most three: answer who waits, do more of what works, mend what does not. */
export function leadActions(story: LeadsStory): string[] {
  const { words, by, total, groups, findings } = story;
  const { best, worst } = findings;
  const found = standout(story);
  const model = found !== null && found.said !== "headline_worst" && better(found.group) ? found.group : best;
  const place = people.has(by) ? "people" : "place";
  const longest = groups.reduce(
    (top, one) => (one.waiting > top.waiting ? one : top),
    groups[0] ?? { ...total, part: null },
  );
  const who =
    place === "people" && longest.part !== null && groups.length > 1
      ? words.say("action_waiting_who", { name: longest.part, m: longest.waiting })
      : words.say("action_waiting_all");
  const expected = Math.round(total.waiting * (total.converted / total.leads));
  return kept([
    total.waiting > 0 && expected > 0 ? words.say("action_waiting", { who, n: total.waiting, k: expected }) : null,
    model === null ? null : words.say(`action_best_${place}`, { ...standing(story, model), ...promise(story, model) }),
    worst !== null && missed(worst) > 0
      ? words.say(`action_worst_${place}`, { ...standing(story, worst), k: missed(worst) })
      : null,
  ]);
}

function better({ standing: { rate, rest } }: LeadGroup): boolean {
  return (rate ?? 0) > (rest ?? 0);
}

function standing({ words }: LeadsStory, group: LeadGroup) {
  const { rate, rest } = group.standing;
  return {
    name: group.part ?? words.say("missing"),
    rate: words.percent(rate ?? 0),
    rest: words.percent(rest ?? 0),
  };
}

/** Customers that a group's leads would have brought at the others' conversion and did not. */
function missed({ leads, standing: { rate, rest } }: LeadGroup): number {
  return Math.round(leads * ((rest ?? 0) - (rate ?? 0)));
}

/** What the best promises: customers of a hundred leads of its kind, or of the others' leads with half the gap closed. */
function promise({ by, total }: LeadsStory, { leads, standing: { rate, rest } }: LeadGroup): Record<string, number> {
  if (!people.has(by)) return { k: Math.round(100 * (rate ?? 0)), rest: Math.round(100 * (rest ?? 0)) };
  return { k: Math.round((total.leads - leads) * ((rate ?? 0) - (rest ?? 0)) * 0.5) };
}

function changed({ words, total, previous }: LeadsStory): string | null {
  if (previous === null || previous.total.leads === 0) return null;
  const { leads, converted } = previous.total;
  const mine = { successes: total.converted, trials: total.leads };
  const pValue = fisherExact(mine, { successes: converted, trials: leads });
  return words.say("insight_previous", {
    change: words.change(total.leads / leads - 1),
    span: words.span(previous.from, previous.to),
    now: words.percent(total.converted / total.leads, 1),
    before: words.percent(converted / leads, 1),
    clear: pValue < significance ? "yes" : "no",
  });
}
