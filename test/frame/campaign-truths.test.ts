import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthsOf } from "#connectors/demo/truths.ts";
import { demoNow, demoParley, fromAdministrator } from "../demo-company.ts";

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

function ask(text: string) {
  return demo.parley.dispatch(fromAdministrator(text, { locale: "zh" }));
}

const rowsOf = ({ result }: { readonly result?: Readonly<Record<string, unknown>> }) =>
  (result?.campaigns ?? []) as Row[];

interface Row {
  readonly channel: string | null;
  readonly revenue: number;
  readonly lift: {
    readonly treated_rate: number;
    readonly control_rate: number;
    readonly ci95: readonly number[];
  } | null;
}

describe("what is hidden in the demo company about campaigns", () => {
  const { bestChannel, control } = truthsOf(demoNow);
  const { channel } = bestChannel.details;

  it.each([
    ["上季度华东哪个渠道ROI最高", "/campaign last quarter by channel region=华东 sort=roi"],
    ["华东上季度ROI最高的渠道是哪个", "/campaign last quarter by channel region=华东 sort=roi"],
    ["which channel had the highest ROI last quarter", "/campaign last quarter by channel sort=roi"],
  ])("is found by a plain sentence: %s", async (text, command) => {
    const { question, answer } = await ask(text);
    expect(question?.text).toBe(command);
    expect(question).toMatchObject({ command: "campaign", by: ["channel"], options: { sort: "roi" } });
    expect(rowsOf(answer)[0]?.channel).toBe(channel);
    expect(answer.headline).toMatch(new RegExp(`^${channel}最划算`));
  });

  it("comes out first: the best channel; its rows add up to what was sold", async () => {
    const { answer } = await ask(bestChannel.ask);
    expect(answer.headline).toMatch(new RegExp(`^${channel}最划算`));
    const rows = rowsOf(answer);
    const { answer: sales } = await ask("/sales last365d");
    const sold = ((sales.result ?? {}) as { totals: { revenue: number } }).totals.revenue;
    expect(rows.reduce((sum, { revenue }) => sum + Math.round(revenue * 100), 0)).toBe(Math.round(sold * 100));
  });

  it("comes out first: the coupon more than doubles the responses of its control group", async () => {
    const { answer } = await ask(control.ask);
    expect(answer.headline).toMatch(new RegExp(`^${control.details.name.replace(/[（）]/g, ".")}有效：`));
    const lift = rowsOf(answer)[0]?.lift;
    expect(lift?.treated_rate).toBeGreaterThan(2 * (lift?.control_rate ?? 1));
    expect(lift?.ci95[0]).toBeGreaterThan(0);
  });
});
