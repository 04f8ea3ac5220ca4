import { beforeAll, expect, test } from "vitest";
import type { Drawer } from "#render/draw.ts";
import { wrap } from "#render/wrap.ts";
import { testDrawer } from "./setup.ts";

let drawer: Drawer;
beforeAll(async () => {
  drawer = await testDrawer();
});

const lines = (text: string, width: number) =>
  wrap(drawer.measure, text, { size: 22, weight: 600, width, maximumLines: 4, balance: true });

test("a Chinese name within an English headline stays whole at every width", () => {
  const text = "222 open deals worth ¥7.6M; 28% of it is in 需求确认, and 31 are past their close date";
  for (let width = 240; width <= 640; width += 10) expect(lines(text, width).join("\n")).toContain("需求确认");
});

test("a day stays with its month at every width", () => {
  const text = "Classic 1kg peaks in the week of 18 Jan with 590 units: order by 4 Jan 2027";
  for (let width = 240; width <= 640; width += 10) expect(lines(text, width).join("\n")).toMatch(/18 Jan.*4 Jan/s);
});

test("a Chinese headline still breaks between its words", () => {
  expect(lines("各项指标无异常且销售额环比下降百分之七左右需要关注", 300).length).toBeGreaterThan(1);
});
