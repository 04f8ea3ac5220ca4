import { expect, test } from "vitest";
import { textWidth } from "#charts/text-width.ts";
import { testDrawer } from "../render/setup.ts";

test("names are never thought narrower than they are drawn, so that none is cut in the room made for it", async () => {
  const { measure } = await testDrawer();
  for (const name of [
    "商机·预计成交",
    "客户·最近跟进",
    "Deals: expected close",
    "企微社群 · 每周一豆 2026Q3",
    "华东区",
  ]) {
    expect(textWidth(name, 15, true), name).toBeGreaterThanOrEqual(measure.width(name, 15, 600));
  }
});
