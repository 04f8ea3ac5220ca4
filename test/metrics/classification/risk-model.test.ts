import { describe, expect, it } from "vitest";
import {
  areaUnderCurve,
  brierScore,
  expectedCalibrationError,
} from "#metrics/classification/classification-quality.ts";
import { fitLogisticRegression, logistic, logisticScores } from "#metrics/classification/logistic-regression.ts";
import { type RiskTraining, trainRiskModel } from "#metrics/classification/risk-model.ts";
import { riskContributions, scoreRisk } from "#metrics/classification/risk-scores.ts";
import { seededRandom } from "#metrics/random.ts";

/** Accounts that are lost by their days since the last order and their complaints: new and old ones (bent), or evenly. */
function accounts(rows: number, seed: number, shape: "bent" | "straight" = "bent"): RiskTraining {
  const random = seededRandom(seed);
  const values = new Float64Array(rows * 4);
  const labels = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const [days, tenure, complaints, noise] = [300 * random(), random(), random() < 0.3 ? 1 : 0, random()];
    const risk =
      shape === "bent"
        ? -2.5 + 4 * Math.abs(days / 150 - 1) + 3 * (tenure < 0.3 ? complaints : 0)
        : -2 + days / 100 + complaints;
    labels[row] = random() < logistic(risk) ? 1 : 0;
    values.set([days, tenure, row % 50 === 0 ? Number.NaN : complaints, noise], 4 * row);
  }
  return { features: { values, rows, columns: 4 }, labels, names: ["recency", "tenure", "complaints", "noise"] };
}

const seed = 1;
const [seen, fresh] = [accounts(1500, 1), accounts(8000, 2)];
const model = trainRiskModel(seen, { seed });
const risk = scoreRisk(model, fresh.features);
const regression = logisticScores(fitLogisticRegression(seen.features, seen.labels), fresh.features);

describe("trainRiskModel", () => {
  it("foretells bends and interactions better than a regression, and calibrated", () => {
    expect(areaUnderCurve(risk, fresh.labels)).toBeGreaterThan(areaUnderCurve(regression, fresh.labels) + 0.02);
    expect(brierScore(risk, fresh.labels)).toBeLessThan(brierScore(regression.map(logistic), fresh.labels));
    expect(expectedCalibrationError(risk, fresh.labels)).toBeLessThan(0.04);
  });

  it("hardly loses where a straight line is the truth", () => {
    const [straight, later] = [accounts(1000, 3, "straight"), accounts(8000, 4, "straight")];
    const plain = logisticScores(fitLogisticRegression(straight.features, straight.labels), later.features);
    const ours = scoreRisk(trainRiskModel(straight, { seed }), later.features);
    expect(areaUnderCurve(ours, later.labels)).toBeGreaterThan(areaUnderCurve(plain, later.labels) - 0.005);
  });

  it("is plain data, the same for the same seed", () => {
    const small = accounts(300, 5);
    const first = trainRiskModel(small, { seed });
    expect(structuredClone(trainRiskModel(small, { seed }))).toEqual(first);
    expect(first.rowsUsed).toBe(300);
  });

  it("learns from a sample of many rows, an account's together", () => {
    const many = accounts(4000, 6);
    const groups = Int32Array.from(many.labels, (_, row) => row >> 2);
    const sampled = trainRiskModel({ ...many, groups }, { seed, mostRows: 900 });
    expect(sampled.rowsUsed).toBe(900);
    expect(areaUnderCurve(scoreRisk(sampled, fresh.features), fresh.labels)).toBeGreaterThan(
      areaUnderCurve(regression, fresh.labels) + 0.02,
    );
  });

  it("is quicker about many rows, and as good", () => {
    const quick = scoreRisk(trainRiskModel(accounts(7500, 10), { seed }), fresh.features);
    expect(areaUnderCurve(quick, fresh.labels)).toBeGreaterThan(areaUnderCurve(risk, fresh.labels) - 0.005);
  });

  it("says the base rate where nothing is to be learnt", () => {
    const random = seededRandom(7);
    const labels = Uint8Array.from({ length: 1000 }, () => Number(random() < 0.2));
    const guess = scoreRisk(trainRiskModel({ ...accounts(1000, 8), labels }, { seed }), fresh.features);
    expect(brierScore(guess, new Array(guess.length).fill(0.2))).toBeLessThan(0.003);
  });

  it("refuses what cannot be learnt from", () => {
    const { features, labels, names } = accounts(100, 9);
    const refused = (changed: Partial<RiskTraining>) => () =>
      trainRiskModel({ features, labels, names, ...changed }, { seed });
    expect(refused({ labels: new Uint8Array(100) })).toThrow("trainRiskModel requires at least 10 rows of each label");
    expect(refused({ labels: new Uint8Array(99) })).toThrow("a label for each row");
    expect(refused({ groups: new Int32Array(99) })).toThrow("a group for each row");
    expect(refused({ names: ["recency"] })).toThrow("a name for each column");
  });
});

describe("riskContributions", () => {
  it("adds up to the log odds of the risk", () => {
    const { baseline, contributions } = riskContributions(model, fresh.features);
    for (let row = 0; row < 200; row++) {
      const sum = contributions.subarray(4 * row, 4 * row + 4).reduce((total, value) => total + value, baseline);
      expect(logistic(sum)).toBeCloseTo(risk[row] as number, 9);
    }
  });

  it("names what matters", () => {
    const { contributions } = riskContributions(model, fresh.features);
    const sizes = [0, 0, 0, 0];
    for (const [at, value] of contributions.entries()) sizes[at % 4] = (sizes[at % 4] as number) + Math.abs(value);
    expect(sizes.indexOf(Math.max(...sizes))).toBe(0);
    expect(sizes.indexOf(Math.min(...sizes))).toBe(3);
  });

  it("refuses other columns, as scoreRisk does", () => {
    const narrow = { values: new Float64Array(2), rows: 1, columns: 2 };
    expect(() => scoreRisk(model, narrow)).toThrow("scoreRisk requires 4 columns");
    expect(() => riskContributions(model, narrow)).toThrow("riskContributions requires 4 columns");
  });
});
