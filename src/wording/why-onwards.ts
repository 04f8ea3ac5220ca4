import type { CommandInput } from "#command.ts";
import { again } from "#grammar/again.ts";
import { quote } from "#grammar/format.ts";
import type { Explanation } from "#metrics/decomposition/explaining-values.ts";
import type { FollowUp } from "#reply.ts";
import { valueName } from "./why-terms.ts";

type Asked = Pick<CommandInput<unknown>, "question" | "commands" | "words">;

/** Commands that show an indicator from close by. */
const closerBy: Readonly<Record<string, string>> = {
  revenue: "sales",
  orders: "sales",
  aov: "sales",
  per_buyer: "sales",
  win_rate: "funnel",
  opportunities: "funnel",
  nps: "satisfaction",
  complaints_per_100_orders: "satisfaction",
  complaints_per_100_customers: "satisfaction",
  return_rate: "satisfaction",
  leads: "leads",
  lead_to_customer: "leads",
  lead_to_opportunity: "leads",
};

/** The command that shows the first driver from close by; null where there is none. */
export function closerOf({ question, commands }: Asked, id: string, best: Explanation | undefined): string | null {
  const command = closerBy[id];
  if (command === undefined || !commands.has(command)) return null;
  const filter = best === undefined ? "" : filterOf(best);
  const kept = question.filters.map(({ dimension, values }) => ` ${dimension}=${values.map(quote).join(",")}`).join("");
  return `/${command} ${question.period.name}${kept}${filter}`;
}

/** The first driver from close by, the same question of it alone, the other comparison. */
export function followUpsOf(asked: Asked, id: string, explanations: readonly Explanation[]): FollowUp[] {
  const { question, words } = asked;
  const [best] = explanations;
  const driver = best?.drivers[0];
  const closer = closerOf(asked, id, best);
  const [, label = ""] = /^\/(\w+)/.exec(closer ?? "") ?? [];
  const value = driver === undefined ? "" : valueName(words, driver);
  const other = question.comparison?.kind === "yoy" ? "prev" : "yoy";
  const ungrouped = again(question, { by: [] });
  const into =
    best === undefined || driver === undefined
      ? []
      : [{ label: words.say("follow_into", { value }), ask: `${ungrouped}${filterOf(best)}` }];
  return [
    ...(closer === null ? [] : [{ label: words.say(`follow_${label}${driver ? "_in" : ""}`, { value }), ask: closer }]),
    ...into,
    { label: words.say(`follow_${other}`), ask: again(question, { compare: other }) },
  ];
}

/** Narrows to the first driver. */
function filterOf({ dimension, drivers }: Explanation): string {
  const value = drivers[0]?.value;
  return value == null ? "" : ` ${dimension}=${quote(value)}`;
}
