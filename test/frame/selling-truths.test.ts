import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthsOf } from "#connectors/demo/truths.ts";
import { demoNow, demoParley, fromAdministrator } from "../demo-company.ts";

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

async function headlineOf(text: string): Promise<string> {
  const { answer } = await demo.parley.dispatch(fromAdministrator(text, { locale: "zh" }));
  return answer.headline;
}

describe("what is hidden in the demo company", () => {
  const { quickest, leak } = truthsOf(demoNow);

  it("comes out first: who answers leads within the hour and converts twice as many", async () => {
    expect(await headlineOf(quickest.ask)).toMatch(new RegExp(`^${quickest.details.name}\\d+分钟内响应线索，转化率`));
  });

  it("comes out first: where the funnel leaks", async () => {
    expect(await headlineOf("/funnel last quarter by region")).toContain(
      `${leak.details.region}的“${leak.details.from}`,
    );
  });
});
