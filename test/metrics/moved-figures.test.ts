import { expect, test } from "vitest";
import { movedFigures } from "#metrics/moved-figures.ts";

const figure = (key: string, value: number, text: string) => ({ key, label: key, value, text });

test("a number moved within its rounding was not wrong; one that reads otherwise was", () => {
  const sent = [figure("revenue", 913_045, "¥913k"), figure("orders", 343, "343"), figure("nps", 0.2, "20")];
  const now = [figure("revenue", 913_400, "¥913k"), figure("orders", 345, "345")];
  expect(movedFigures(sent, now)).toEqual([{ key: "orders", label: "orders", was: "343", now: "345", by: 2 }]);
});
