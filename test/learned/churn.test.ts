import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { administrator } from "#access/asker.ts";
import { truthsOf } from "#connectors/demo/truths.ts";
import { demoNow, demoParley } from "../demo-company.ts";

interface Account {
  readonly account_id: string;
  readonly risk: number;
  readonly value_at_risk: number;
  readonly at_risk: boolean;
  readonly reasons: readonly string[];
  readonly opener: string | null;
}

let demo: Awaited<ReturnType<typeof demoParley>>;
let result: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  demo = await demoParley();
  result = await ask("/churn");
});
afterAll(() => demo.close());

async function ask(text: string): Promise<Readonly<Record<string, unknown>>> {
  const { answer } = await demo.parley.dispatch({
    text,
    action: "ask",
    locale: "en",
    platform: "test",
    userId: "test",
    place: "test",
    shared: false,
    identify: async () => administrator,
    full: true,
    draw: false,
  });
  return answer.result ?? {};
}

describe("/churn on the demo company", () => {
  it("foretells the held-out horizon better than recency alone, and with honest chances", () => {
    const model = result.model as Record<string, number>;
    expect(model.auc).toBeGreaterThan(0.83);
    expect(model.auc).toBeGreaterThan((model.baseline_auc_recency ?? 1) + 0.02);
    expect(model.ece).toBeLessThan(0.05);
    expect(model.lift_top_decile).toBeGreaterThan(3.5);
    expect(model.n_valid).toBeGreaterThan(1000);
  });

  it("puts the regular customers who went silent at the top", () => {
    const drifting = new Set(truthsOf(demoNow).drifting.details.accounts);
    const accounts = result.accounts as readonly Account[];
    expect(accounts).toHaveLength(result.n as number);
    // Those silent for more than two horizons have left already: they are not active, and not in the list.
    const active = accounts.filter(({ account_id }) => drifting.has(account_id));
    expect(active.length).toBeGreaterThan(20);
    const places = active.map((account) => accounts.indexOf(account)).sort((a, b) => a - b);
    expect(places.at(-1)).toBeLessThan(2.5 * active.length);
    expect(places[Math.floor(0.9 * active.length)]).toBeLessThan(1.5 * active.length);
    for (const account of active) {
      expect(account.at_risk).toBe(true);
      expect(account.reasons[0]).toMatch(/\d/);
      expect(account.opener).not.toBeNull();
    }
  });

  it("sorts by chance times value, and adds up", () => {
    const accounts = result.accounts as readonly Account[];
    const weights = accounts.map(({ risk, value_at_risk }) => risk * value_at_risk);
    for (const [place, weight] of weights.entries())
      expect(weight).toBeLessThanOrEqual((weights[place - 1] ?? weight) + 0.01);
    const risky = accounts.filter(({ at_risk }) => at_risk);
    expect(risky).toHaveLength(result.at_risk as number);
    expect(risky.reduce((sum, { value_at_risk }) => sum + value_at_risk, 0)).toBeCloseTo(
      result.value_at_risk as number,
      0,
    );
  });

  it("looks at an earlier day as it was then, when asked to compare", async () => {
    const { previous } = await ask("/churn vs prev");
    expect(previous).toMatchObject({ as_of: "2025-11-22" });
    const { n, at_risk: atRisk } = previous as { n: number; at_risk: number };
    expect(n).toBeGreaterThan(500);
    expect(atRisk).toBeLessThan(0.4 * n);
  });
});
