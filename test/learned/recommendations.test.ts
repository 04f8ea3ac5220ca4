import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { administrator } from "#access/asker.ts";
import { truthsOf } from "#connectors/demo/truths.ts";
import { demoNow, demoParley } from "../demo-company.ts";

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

async function ask(text: string): Promise<Readonly<Record<string, unknown>>> {
  const { answer } = await demo.parley.dispatch({
    text,
    action: "ask",
    locale: "zh",
    platform: "test",
    userId: "test",
    place: "test",
    shared: false,
    identify: async () => administrator,
    full: true,
    draw: false,
  });
  expect(answer.error, answer.headline).toBeUndefined();
  return answer.result;
}

describe("what is hidden in the demo company", () => {
  const { together, crossSell } = truthsOf(demoNow);

  it("has the pairs that are bought together on top", async () => {
    const rules = (await ask(together.ask)).rules as {
      antecedent: string[];
      consequent: string;
      confidence: number;
      lift: number;
    }[];
    for (const { first, second, confidence } of together.details) {
      const found = rules.find(({ antecedent, consequent }) => antecedent.join() === first && consequent === second);
      expect(found?.confidence, first).toBeGreaterThan(confidence - 0.1);
      expect(found?.lift, first).toBeGreaterThan(5);
    }
  });

  it("names the hotels without cups first, and offers them the cups", async () => {
    const { accounts, offer } = crossSell.details;
    const found = (await ask(crossSell.ask)).accounts as { account_id: string; name: string }[];
    const first = found.slice(0, accounts.length).map(({ account_id }) => account_id);
    const hits = first.filter((id) => accounts.includes(id)).length;
    // A hotel may have gone without by chance as well.
    expect(hits / accounts.length).toBeGreaterThan(0.8);
    const { offers } = (await ask(`/recommend ${first[0]}`)) as { offers: { product: string }[] };
    expect(offers[0]?.product).toBe(offer);
  });

  it("hits more often than best-sellers", async () => {
    const { quality } = (await ask("/recommend")) as {
      quality: Record<"hit_rate_at_10" | "popularity_hit_rate_at_10", number>;
    };
    expect(quality.hit_rate_at_10).toBeGreaterThan(quality.popularity_hit_rate_at_10 + 0.03);
  });
});
