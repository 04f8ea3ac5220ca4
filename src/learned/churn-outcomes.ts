import type { Case } from "#case.ts";
import { businessDay } from "#grammar/days.ts";
import { defineLesson, type LessonInput } from "#learned.ts";
import { type FlaggedAccount, type Outcome, outcomes } from "#metrics/churn-loop/churn-outcomes.ts";
import { type Demotion, demotions } from "#metrics/churn-loop/demotion.ts";
import { orderDaysOf } from "#queries/order-days-of.ts";
import type { View } from "#store.ts";

/** A case as what it foretold. The rule's name ends with its horizon, `churn-model/90d`. */
export function flagged(one: Case, zone: string): FlaggedAccount {
  const [rule = "", horizon = ""] = one.rule.split("/");
  const { account, risk, openedAt, answeredAt, state } = one;
  return {
    ...{ rule, account, risk, horizon: Number.parseInt(horizon, 10) || 90, openedOn: businessDay(openedAt, zone) },
    ...{ heldOut: state === "held_out", taken: state === "taken" },
    responseHours: answeredAt === null ? null : (answeredAt.getTime() - openedAt.getTime()) / 3_600_000,
  };
}

/** What became of flagged accounts, as far as the view shows them. */
export async function outcomesOf(view: View, flags: readonly FlaggedAccount[], asOf: string): Promise<Outcome[]> {
  const accounts = [...new Set(flags.map(({ account }) => account))];
  const from = flags.reduce((day, { openedOn }) => (openedOn < day ? openedOn : day), asOf);
  return outcomes(flags, await orderDaysOf(view, { accounts, from, to: asOf }), asOf);
}

/** Which rules keep being wrong: learned of the whole company's cases, tells no account. */
export default defineLesson({
  name: "churn-outcomes",
  usual: { flags: [] },
  async learn(
    { view, asOf }: LessonInput,
    { flags }: { readonly flags: readonly FlaggedAccount[] },
  ): Promise<{ demoted: readonly Demotion[] }> {
    return { demoted: demotions(await outcomesOf(view, flags, asOf)) };
  },
});
