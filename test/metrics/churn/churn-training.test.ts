import { describe, expect, it } from "vitest";
import type { ChurnEvents } from "#metrics/churn/churn-events.ts";
import { churnReasons, mostReasons } from "#metrics/churn/churn-reasons.ts";
import { scoreChurn } from "#metrics/churn/churn-scores.ts";
import { trainChurn } from "#metrics/churn/churn-training.ts";
import { seededRandom } from "#metrics/random.ts";
import { eventsOf } from "./churn-company.ts";

const asOf = 1000;
const horizon = 90;
const how = { basis: "orders", asOf, horizon, seed: 1 } as const;

/** Customers who order about every three weeks and give a score after each order; two in three who are unhappy leave. */
function company(customers: number): ChurnEvents {
  const random = seededRandom(7);
  const answers: (readonly [account: number, day: number, score: number])[] = [];
  const days = Array.from({ length: customers }, (_, index) => {
    const own: number[] = [];
    let [day, stays] = [300 + Math.floor(300 * random()), true];
    while (day <= asOf && stays) {
      own.push(day);
      const unhappy = random() < 0.06;
      if (day < asOf) answers.push([index + 1, day + 1, unhappy ? 0.1 : 0.8 + 0.2 * random()]);
      stays = !(unhappy && random() < 2 / 3);
      day += Math.ceil(7 + 28 * random());
    }
    return own;
  });
  const column = (place: 0 | 1 | 2) => Float64Array.from(answers, (row) => row[place]);
  return eventsOf(days, { surveys: { account: column(0), day: column(1), score: column(2) } });
}

describe("a model of who leaves", () => {
  const events = company(600);
  const trained = trainChurn(events, how);

  it("foretells better than recency alone what recency cannot know", () => {
    const { quality } = trained;
    expect(quality?.auc).toBeGreaterThan((quality?.baseline_auc_recency ?? 1) + 0.02);
    expect(quality?.ece).toBeLessThan(0.06);
    expect(quality?.lift_top_decile).toBeGreaterThan(2);
    expect(quality?.n_train).toBeGreaterThan(quality?.n_valid ?? Number.POSITIVE_INFINITY);
  });

  it("learns nothing of the horizon it is tested on", () => {
    // Every other customer's orders within that horizon are gone: the test comes out otherwise, the model does not.
    const { account, day, orders, net } = events.orders;
    const kept = Float64Array.from(day.keys()).filter(
      (at) => (day[at] ?? 0) <= asOf - horizon || (account[at] ?? 0) % 2 === 0,
    );
    const cut = (column: Float64Array) => Float64Array.from(kept, (at) => column[at] ?? 0);
    const other = { account: cut(account), day: cut(day), orders: cut(orders), net: cut(net) };
    const again = trainChurn({ ...events, orders: other }, how);
    expect(again.model).toEqual(trained.model);
    expect(again.quality?.base_rate).toBeGreaterThan((trained.quality?.base_rate ?? 1) + 0.2);
  });

  it("scores who is active, with reasons that are true of those at risk", () => {
    const scores = scoreChurn(events, { ...how, model: trained.model, margins: null });
    expect(scores.judgedBy).toBe("model");
    expect(scores.risk.every((chance) => chance >= 0 && chance <= 1)).toBe(true);
    const risky = [...scores.atRisk.keys()].filter((row) => scores.atRisk[row] === 1);
    expect(risky.length).toBeGreaterThan(10);
    const strongest = risky.map((row) => churnReasons[scores.reasons[row * mostReasons] ?? -1]);
    expect(strongest.filter((reason) => reason === "silent" || reason === "low_score").length).toBeGreaterThan(
      0.8 * risky.length,
    );
    const safe = [...scores.atRisk.keys()].filter((row) => scores.atRisk[row] === 0);
    expect(safe.every((row) => scores.reasons[row * mostReasons] === -1)).toBe(true);
    expect(scores.drivers.find(({ feature }) => feature === "survey_score")?.effect).toBeLessThan(0);
    expect(scores.drivers.find(({ feature }) => feature === "silence_over_own_gap")?.effect).toBeGreaterThan(0);
  });
});

describe("what a model lacks", () => {
  it("is history, customers, or customers who left", () => {
    expect(trainChurn(company(150), how)).toMatchObject({ model: null, quality: null, lacking: "accounts" });
    expect(trainChurn(company(400), { ...how, horizon: 300 })).toMatchObject({ lacking: "history" });
    const loyal = eventsOf(
      Array.from({ length: 300 }, (_, k) => Array.from({ length: 30 }, (_, n) => 400 + (k % 9) + 20 * n)),
    );
    expect(trainChurn(loyal, how)).toMatchObject({ lacking: "churners" });
  });

  it("leaves the rule", () => {
    const events = company(150);
    const scores = scoreChurn(events, { ...how, model: null, margins: null });
    expect(scores.judgedBy).toBe("rule");
    expect(scores.risk.every(Number.isNaN)).toBe(true);
    for (const [row, silent] of scores.atRisk.entries()) {
      expect((scores.reasons[row * mostReasons] ?? -1) >= 0).toBe(silent === 1);
    }
    const few = scoreChurn(eventsOf([[900, 950], [980]]), { ...how, model: null, margins: null });
    expect(few.judgedBy).toBe("nothing");
  });
});
