import { describe, expect, it } from "vitest";
import { averageLogits, selectEnsemble } from "#metrics/classification/ensemble-selection.ts";

describe("selectEnsemble", () => {
  const labels = [0, 0, 1, 1];
  const right = Float64Array.of(-3, -3, 3, 3);
  const wrong = Float64Array.of(3, 3, -3, -3);

  it("draws the model that helps, each being in once", () => {
    expect([...selectEnsemble([wrong, right], labels, 8)]).toEqual([0.1, 0.9]);
  });

  it("shares the draws between models whose mistakes differ", () => {
    const first = Float64Array.of(-3, 1, 3, 3);
    const second = Float64Array.of(1, -3, 3, 3);
    expect([...selectEnsemble([first, second], labels, 8)]).toEqual([0.5, 0.5]);
  });

  it("refuses no models", () => {
    expect(() => selectEnsemble([], labels)).toThrow("selectEnsemble requires at least 1 model");
  });
});

describe("averageLogits", () => {
  it("weighs the models", () => {
    expect([...averageLogits([Float64Array.of(1, 2), Float64Array.of(3, 6)], [0.5, 0.25])]).toEqual([1.25, 2.5]);
  });
});
