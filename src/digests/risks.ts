import { z } from "zod";
import type { Panel } from "#reply.ts";
import type { Pipeline } from "./pipeline.ts";
import { hear, type Section, type Source } from "./section.ts";

const shape = z.object({
  at_risk: z.number(),
  value_at_risk: z.number(),
  accounts: z.array(
    z.object({
      ...{ account_id: z.string(), name: z.string().nullable(), owner: z.string().nullable() },
      ...{ value_at_risk: z.number(), at_risk: z.boolean(), reasons: z.array(z.string()) },
    }),
  ),
});

const customersShown = 3;
const dealsShown = 2;

export interface Risks extends Section {
  /** The customer with most at stake. */
  readonly first: { readonly id: string; readonly name: string; readonly atRisk: number } | null;
}

/** `/churn`: who is slipping away, the most valuable first. */
export async function churnRisks(source: Source): Promise<(Risks & Pick<Heard, "entries" | "headline">) | null> {
  const heard = await hear(source, "/churn", shape);
  if (heard === null) return null;
  const { words } = source;
  const { at_risk: customers, value_at_risk: money, accounts } = heard.result;
  const worst = accounts.filter((account) => account.at_risk).slice(0, customersShown);
  const entries = worst.map(({ name, owner, value_at_risk: worth, reasons: [reason] }) => ({
    label: name ?? words.say("nameless"),
    text: words.money(worth),
    note: [owner, reason].filter(Boolean).join(" · "),
    tone: "attention" as const,
  }));
  const [first] = worst;
  return {
    panels: [],
    actions: heard.reply.actions ?? [],
    first: first
      ? { id: first.account_id, name: first.name ?? words.say("nameless"), atRisk: first.value_at_risk }
      : null,
    entries,
    headline: customers === 0 ? null : words.say("churn", { n: customers, money: words.money(money) }),
  };
}

interface Heard {
  readonly entries: (Panel["shows"] & { kind: "list" })["entries"];
  readonly headline: string | null;
}

/** Customers that slip away and deals that stand still, in one panel; none where there are neither. */
export function risksPanel(
  { words }: Pick<Source, "words">,
  churn: Heard | null,
  deals: Pick<Pipeline, "stalled"> | null,
): Panel[] {
  const stalled = (deals?.stalled ?? []).slice(0, dealsShown).map((deal) => ({
    label: deal.name ?? words.say("nameless"),
    text: words.money(deal.amount),
    note: [deal.owner, words.say("stalled", { days: deal.days_in_stage, usual: deal.p75_days })]
      .filter(Boolean)
      .join(" · "),
    tone: "attention" as const,
  }));
  const entries = [...(churn?.entries ?? []), ...stalled];
  if (entries.length === 0) return [];
  const title = churn?.headline ?? words.say("stalled_title", { n: deals?.stalled.length ?? 0 });
  return [{ wide: true, title, shows: { kind: "list", entries } }];
}
