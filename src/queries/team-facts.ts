import type { View } from "#store.ts";
import { sample as credit, type TeamSpan } from "./team-credit.ts";
import { teamDeals } from "./team-deals.ts";
import { teamPeople, teamTargets } from "./team-people.ts";
import { neededBy, type TeamBasis, teamReturns, teamRevenue } from "./team-revenue.ts";
import { teamSurveys } from "./team-surveys.ts";
import { teamActivities, teamResponses } from "./team-work.ts";

type Per = "owner" | "team";
interface TeamQuestion extends Omit<TeamSpan, "per"> {
  readonly basis: TeamBasis;
  readonly per: Per;
  /** Are activities, response times, customers' scores and the deals of the whole read as well? */
  readonly work: boolean;
}

export const sample: TeamQuestion = { ...credit, basis: "ordered", per: "owner", work: true };

/** Which table makes money of each basis known. */
const source = { signed: "contracts", ordered: "orders", received: "payments" } as const;

/**
 * All that is known of who did what in a span. What is not asked for, what the source does not have, or cannot narrow as the
 * question asks, is null: `revenue` then stands for won deals. `gross` revenue could not be told what returns took back from it.
 */
export async function teamFacts(view: View, span: TeamQuestion) {
  const known = (...tables: string[]) => tables.every((table) => view.has(table) && view.covers(table));
  const { basis, per, work } = span;
  const table = source[basis];
  const covers = (relations: readonly string[]) => relations.every((relation) => view.covers(relation));
  const paid = view.has(table) && covers(neededBy[basis]);
  const deducts = paid && basis === "ordered" && view.has("returns");
  const gross = deducts && !covers(neededBy.returned);
  const all = { ...span, per: "all" } as const;
  const [people, deals, wholes, money, returned, activities, responses, wholeResponses, surveys, targets] =
    await Promise.all([
      teamPeople(view),
      teamDeals(view, span),
      work ? teamDeals(view, all) : [],
      paid ? teamRevenue(view, span) : null,
      deducts && !gross ? teamReturns(view, span) : [],
      work && known("activities") ? teamActivities(view, span) : null,
      work && known("leads") ? teamResponses(view, span) : null,
      work && known("leads") ? teamResponses(view, all) : null,
      work && known("surveys") ? teamSurveys(view, span) : null,
      known("targets") ? teamTargets(view, span) : [],
    ]);
  return {
    ...{ people, per, deals, surveys, targets, gross },
    whole: wholes[0] ?? null,
    revenue: money && netOf(money, returned),
    activities: activities && new Map(activities.map((row) => [row.credit, row.done])),
    responses: responses && new Map(responses.map((row) => [row.credit, row.hours])),
    wholeResponse: wholeResponses?.[0]?.hours ?? null,
  };
}

function netOf(
  money: readonly { readonly credit: string | null; readonly money: number }[],
  returned: typeof money,
): Map<string | null, number> {
  const net = new Map(money.map((row) => [row.credit, row.money]));
  for (const row of returned) net.set(row.credit, (net.get(row.credit) ?? 0) - row.money);
  return net;
}
