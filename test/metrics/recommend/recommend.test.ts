import { describe, expect, it } from "vitest";
import { seededRandom } from "#metrics/random.ts";
import { companionsOf, likelyBuyers } from "#metrics/recommend/recommend-buyers.ts";
import { buyingShare, groupBuyers } from "#metrics/recommend/recommend-groups.ts";
import { ownedItems, purchaseHistories } from "#metrics/recommend/recommend-histories.ts";
import { learnRecommendations } from "#metrics/recommend/recommend-model.ts";
import { itemNeighbours } from "#metrics/recommend/recommend-neighbours.ts";
import { offersFor } from "#metrics/recommend/recommend-offers.ts";
import { hitRates } from "#metrics/recommend/recommend-quality.ts";

const base = 20;
/** Lines as the store gives them: by account, and each account's orders by time. */
function lines(accounts: readonly (readonly (readonly number[])[])[]) {
  let order = 0;
  const rows = accounts.flatMap((orders, account) =>
    orders.flatMap((products) => {
      order += 1;
      return [...products].sort((a, b) => a - b).map((product) => [account + 1, order * base + product] as const);
    }),
  );
  return {
    account: Float64Array.from(rows, ([account]) => account),
    pair: Float64Array.from(rows, ([, pair]) => pair),
    base,
  };
}
const itself = Int32Array.from({ length: base }, (_, key) => key);

describe("purchaseHistories", () => {
  it("knows what each account bought, how often, and how long ago", () => {
    const histories = purchaseHistories(lines([[[1, 2, 2], [2], [3]], [[2, 5]]]), itself);
    expect([...histories.accounts]).toEqual([1, 2]);
    expect(ownedItems(histories, 0)).toEqual([
      { item: 3, ordersAgo: 0, times: 1 },
      { item: 2, ordersAgo: 1, times: 2 },
      { item: 1, ordersAgo: 2, times: 1 },
    ]);
    expect(ownedItems(histories, 0, 1)).toEqual([
      { item: 2, ordersAgo: 0, times: 2 },
      { item: 1, ordersAgo: 1, times: 1 },
    ]);
    expect(ownedItems(histories, 1, 1)).toEqual([]);
  });

  it("leaves out products that are no item, and orders of nothing else", () => {
    const some = itself.map((key) => (key === 2 ? -1 : key));
    const histories = purchaseHistories(lines([[[2], [1, 2], [2]]]), some);
    expect([...histories.itemStarts]).toEqual([0, 1]);
    expect(ownedItems(histories, 0)).toEqual([{ item: 1, ordersAgo: 0, times: 1 }]);
  });
});

describe("itemNeighbours", () => {
  // Orders {0,1}, {0,1}, {0}, {1,2}: n(0) = 3, n(1) = 3, n(0,1) = 2: cosine 2/3, shrunk by 2/12.
  const histories = purchaseHistories(
    lines([
      [
        [0, 1],
        [0, 1],
      ],
      [[0], [1, 2]],
    ]),
    itself,
  );

  it("is the cosine over orders, shrunk where pairs are few", () => {
    const { width, items, similarity } = itemNeighbours(histories, 3, { hidden: 0, within: "orders" });
    expect(width).toBe(2);
    expect([...items]).toEqual([1, -1, 0, 2, 1, -1]);
    expect(similarity[0]).toBeCloseTo((2 / 3) * (2 / 12), 6);
    expect(similarity[3]).toBeCloseTo((1 / Math.sqrt(3)) * (1 / 11), 6);
  });

  it("is the cosine over accounts, without the orders that are hidden", () => {
    const { similarity } = itemNeighbours(histories, 3, { hidden: 1, within: "accounts" });
    // Account 1 owns {0, 1}, account 2 owns {0}: 1/√2.
    expect(similarity[0]).toBeCloseTo((1 / Math.SQRT2) * (1 / 11), 6);
  });
});

describe("buyingShare", () => {
  it("draws small groups towards everybody", () => {
    const histories = purchaseHistories(lines([[[0]], [[0]], [[1]], [[1]]]), itself);
    const buyers = groupBuyers(histories, Int32Array.of(0, 0, -1, -1), 1, 2);
    expect(buyingShare(buyers, -1, 0)).toBe(0.5);
    expect(buyingShare(buyers, 0, 0)).toBeCloseTo((2 + 20 * 0.5) / 22, 12);
  });
});

/** Two kinds of buyers with six products each, who try a new one of their kind in most orders, and one product for all. */
function company(accounts: number) {
  const random = seededRandom(7);
  const orders = Array.from({ length: accounts }, (_, account) => {
    const first = account % 2 === 0 ? 1 : 7;
    return Array.from({ length: 3 }, () => [13, first + Math.floor(random() * 6), first + Math.floor(random() * 6)]);
  });
  const key = Float64Array.from({ length: accounts }, (_, account) => account + 1);
  const group = Array.from({ length: accounts }, (_, account) => (account % 2 === 0 ? "hotel" : "office"));
  return { ...lines(orders), grouped: { account: key, group } };
}

describe("learnRecommendations", () => {
  const model = learnRecommendations(company(200));
  const facts = {
    sold: Array.from(model.products, () => true),
    category: Array.from(model.products, (key) => (key === 13 ? "all" : "kind")),
    price: Float64Array.from(model.products),
  };
  const itemOf = (key: number) => model.products.indexOf(key);

  it("is the same every time, and offers what the account's kind buys", () => {
    expect(learnRecommendations(company(200))).toEqual(model);
    expect([...model.groups].sort()).toEqual(["hotel", "office"]);
    const owned = [1, 2, 13].map((key) => ({ item: itemOf(key), ordersAgo: 0, times: 1 }));
    const offers = offersFor(model, facts, owned, model.groups.indexOf("hotel"), 4);
    expect(offers.map(({ item }) => model.products[item]).sort()).toEqual([3, 4, 5, 6]);
    for (const { kind, above, evidence, score } of offers) {
      expect([kind, above]).toEqual(["up_sell", itemOf(2)]);
      expect(evidence.buyers).toBeLessThanOrEqual(evidence.among);
      expect(score).toBeGreaterThan(0);
    }
  });

  it("offers nothing owned or no longer sold, and what the group buys to whoever bought nothing", () => {
    const everything = Array.from(model.products.keys(), (item) => ({ item, ordersAgo: 0, times: 1 }));
    expect(offersFor(model, facts, everything, 0, 10)).toEqual([]);
    const closed = { ...facts, sold: facts.sold.map((_, item) => item !== itemOf(13)) };
    const fresh = offersFor(model, closed, [], model.groups.indexOf("office"), 6);
    expect(fresh.map(({ item }) => model.products[item]).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
      7, 8, 9, 10, 11, 12,
    ]);
    expect(fresh[0]).toMatchObject({ kind: "cross_sell", evidence: { owned: null, among: 100 } });
  });

  it("gives no reason out of a few accounts", () => {
    const hotels = Array.from({ length: 40 }, () => [[1], [1, 2]]);
    const rare = Array.from({ length: 2 }, () => [[14], [14, 15]]);
    const few = learnRecommendations({
      ...lines([...hotels, ...rare]),
      grouped: { account: new Float64Array(), group: [] },
    });
    const some = {
      sold: Array.from(few.products, () => true),
      category: Array.from(few.products, () => null),
      price: new Float64Array(few.products.length).fill(Number.NaN),
    };
    const owns = few.products.indexOf(14);
    const offers = offersFor(few, some, [{ item: owns, ordersAgo: 0, times: 2 }], -1, 5);
    const { evidence } = offers.find(({ item }) => item === few.products.indexOf(15)) ?? {};
    expect(evidence).toEqual({ owned: null, group: null, buyers: 2, among: 42 });
  });

  it("knows who will buy: the group's confidence, and one purchase is no habit", () => {
    const companions = companionsOf(model, itemOf(3));
    expect(companions.map(({ item }) => model.products[item])).not.toContain(8);
    const hotel = model.groups.indexOf("hotel");
    const times = companions.map((_, index) => Float64Array.of(index === 0 ? 1 : 0, index === 0 ? 3 : 0, 0));
    const found = likelyBuyers(companions, { peers: Float64Array.of(hotel, hotel, hotel), times });
    expect(found.map(({ row }) => row)).toEqual([1, 0]);
    expect(found[0]?.score).toBeCloseTo(((companions[0]?.confidence[hotel] ?? 0) * 3) / 4, 12);
  });
});

describe("hitRates", () => {
  it("counts accounts whose hidden order holds something that was offered", () => {
    // Twelve products; whoever bought 0 buys 1 next. Product 11 is most popular, and never bought last.
    const others = Array.from({ length: 12 }, (_, item) => [[item < 11 ? 11 : 10]]);
    const followers = Array.from({ length: 30 }, () => [[0], [1]]);
    const histories = purchaseHistories(lines([...followers, ...others]), itself);
    const groupOf = new Int32Array(histories.accounts.length).fill(-1);
    const judged = { histories, groupOf, itemCount: 12, hidden: 1, most: 1_000 };
    const neighbours = itemNeighbours(histories, 12, { hidden: 0, within: "accounts" });
    const found = hitRates(judged, groupBuyers(histories, groupOf, 0, 12, 1), {
      neighbours,
      halfLife: 1,
      popularities: [0, null],
    });
    // Nobody bought 1 before: best-sellers cannot offer it.
    expect(found).toEqual({ accounts: 30, rates: [1, 0] });
    expect(
      hitRates({ ...judged, most: 10 }, groupBuyers(histories, groupOf, 0, 12, 1), {
        neighbours,
        halfLife: 1,
        popularities: [0],
      }).accounts,
    ).toBe(10);
  });
});
