import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { administrator } from "#access/asker.ts";
import { truthsOf } from "#connectors/demo/truths.ts";
import { demoNow, demoParley } from "../demo-company.ts";

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

async function ask(text: string, locale: "en" | "zh" = "zh") {
  const { answer } = await demo.parley.dispatch({
    text,
    action: "ask",
    locale,
    platform: "test",
    userId: "test",
    place: "test",
    shared: false,
    identify: async () => administrator,
    full: true,
    draw: false,
  });
  expect(answer.error, answer.headline).toBeUndefined();
  return answer;
}

describe("what customers of the demo company say", () => {
  const { late } = truthsOf(demoNow);

  it("has late deliveries behind the fall of one region's NPS", async () => {
    const { headline, result } = await ask(late.ask);
    const [first] = result.groups as { key: string; nps: number; nps_previous: number; nps_change_p_value: number }[];
    expect(first).toMatchObject({ key: late.details.region });
    expect(first?.nps).toBeLessThan((first?.nps_previous ?? 0) - 0.4);
    expect(first?.nps_change_p_value).toBeLessThan(0.001);
    const [cause] = result.causes as { factor: string; value: number; previous: number; nps_explained: number }[];
    expect(cause).toMatchObject({ group: late.details.region, factor: "late_delivery" });
    expect(cause?.value).toBeGreaterThan(0.4);
    expect(cause?.nps_explained).toBeLessThan(-0.3);
    expect(headline).toContain(late.details.region);
    expect(headline).toContain("配送延迟");
  });

  it("has themes in both languages, and sides told by its own comments better than by guessing", async () => {
    const { result } = await ask("/satisfaction last365d", "en");
    const terms = (result.themes as { term: string; side: string }[]).filter(({ side }) => side === "low");
    expect(terms.map(({ term }) => term).join()).toMatch(/late/);
    expect(terms.map(({ term }) => term).join()).toMatch(/\p{Script=Han}/u);
    const { accuracy, baseline } = result.sentiment as { accuracy: number; baseline: number };
    expect(accuracy).toBeGreaterThan(0.8);
    expect(accuracy).toBeGreaterThan(baseline);
  });
});
