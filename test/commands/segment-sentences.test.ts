import { expect, it } from "vitest";
import { createWords } from "#locales/words.ts";
import { segmentClusters } from "#metrics/segment/segment-clusters.ts";
import { messages } from "#wording/segment.ts";
import { clusterHeadline, clusterInsights } from "#wording/segment-cluster-sentences.ts";
import segment from "../../commands/segment.ts";
import { ask, companyOf, insert } from "./ask-company.ts";

it("says when all customers are alike", async () => {
  const alike = await companyOf(async (landing) => {
    const ids = Array.from({ length: 12 }, (_, index) => index + 1);
    await insert(
      landing,
      "accounts",
      ids.map((id) => ({ id })),
    );
    const order = { ordered_at: "2025-06-01 04:00:00", status: "confirmed", net: 10 };
    await insert(
      landing,
      "orders",
      ids.map((id) => ({ id, account_id: id, ...order })),
    );
  });
  try {
    const { headline, result } = await ask(segment, alike.store, {});
    expect(headline).toContain("there are no groups to find");
    expect(result).toMatchObject({ n: 12, k: null, clusters: [] });
  } finally {
    await alike.close();
  }
});

it("compares groups that are large enough, in both languages", async () => {
  const large = await companyOf(async (landing) => {
    const ids = Array.from({ length: 100 }, (_, index) => index + 1);
    await insert(
      landing,
      "accounts",
      ids.map((id) => ({ id, region: id <= 40 ? "North" : "South" })),
    );
    let id = 0;
    const order = (account_id: number, day: string, net: number) => {
      id += 1;
      return { id, account_id, ordered_at: `${day} 04:00:00`, status: "confirmed", net };
    };
    // North: 40 customers with three orders of 200; South: 50 with one of 100, 60 in the year before.
    await insert(landing, "orders", [
      ...ids.slice(0, 40).flatMap((own) => ["03", "06", "09"].map((month) => order(own, `2025-${month}-05`, 200))),
      ...ids.slice(40, 90).map((own) => order(own, "2025-05-05", 100)),
      ...ids.slice(40).map((own) => order(own, "2024-05-05", 100)),
    ]);
  });
  try {
    const by = { lens: { by: ["region"] } };
    const { headline, insights, actions } = await ask(segment, large.store, by);
    expect(headline).toBe(
      "North: 44% of customers bring 83% of revenue (¥24k), each 6 times what one of the other groups brings",
    );
    expect(insights).toEqual([
      "A customer of North brings ¥600, 6 times one of South (¥100): one won there counts for several elsewhere.",
      "Customers of North come back most: 100% ordered at least twice, of South only 0%; the gap is more than chance.",
      "South lost 10 customers (60 → 50), ¥1k at what one brought.",
    ]);
    expect(actions).toEqual([
      "Whoever looks after South finds out who stopped: 10 customers fewer, worth ¥1k at ¥100 each.",
      "Marketing brings one-time buyers of South (50) to a second order: at the 44% of all customers, 22 more would return, ¥2.2k at ¥100 an order.",
      "Sales looks for customers like those of North first: every ten won bring about ¥6k in such a period.",
    ]);
    const chinese = await ask(segment, large.store, { ...by, locale: "zh" });
    expect(chinese.insights).toHaveLength(3);
    expect(chinese.actions?.[1]).toContain("只买过一次的50个客户");
  } finally {
    await large.close();
  }
});

it("says when groups are not clear", () => {
  const found = {
    ...segmentClusters(
      {
        recency: Float64Array.from({ length: 12 }, (_, row) => row + 1),
        frequency: Float64Array.from({ length: 12 }, (_, row) => 1 + (row % 4)),
        monetary: Float64Array.from({ length: 12 }, (_, row) => 100 + ((row * 7) % 12)),
      },
      false,
    ),
    silhouette: 0.21,
  };
  const words = createWords("zh", "CNY", messages);
  const story = { words, found, n: 12, asOf: "2025-12-31", excluded: [], deals: false, full: false, compared: false };
  expect(clusterHeadline(story)).toMatch(/^12个客户没有明显的分群，粗分为/);
  expect(clusterInsights(story)[0]).toContain("轮廓系数0.21");
});
