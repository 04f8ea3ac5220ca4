import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#command.ts";
import { understand } from "#grammar/understand.ts";
import type { Question } from "#question.ts";
import { discoverUnits } from "#units.ts";
import { context as anyContext, localeOf } from "./newcomer.ts";

let commands: ReadonlyMap<string, Command>;
beforeAll(async () => {
  ({ commands } = await discoverUnits());
});

const read = (text: string, previous?: Question): Promise<Question> =>
  understand(text, anyContext({ commands, ...(previous === undefined ? {} : { previous }) }, localeOf(text)));

const starts = fc
  .record({
    command: fc.constantFrom("sales", "funnel", "satisfaction", "churn", "retention"),
    region: fc.constantFrom("", "region=华东", "region=华东,华南"),
    owner: fc.constantFrom("", "owner=me", "owner=李雷", "team=一组"),
    period: fc.constantFrom("", "last quarter", "2025"),
    by: fc.constantFrom("", "by region", "by owner"),
    top: fc.constantFrom("", "top 5"),
  })
  .map(({ command, ...rest }) => `/${command} ${Object.values(rest).filter(Boolean).join(" ")}`);

/** What is said, and the one thing that it may change. */
const changes = fc.constantFrom<readonly [string, keyof Question]>(
  ["last month", "period"],
  ["换成上个月", "period"],
  ["what about this year?", "period"],
  ["那本季度呢", "period"],
  ["by team", "by"],
  ["按团队拆一下", "by"],
  ["top 3", "top"],
  ["前3", "top"],
  ["vs last year", "comparison"],
  ["同比呢", "comparison"],
  ["export it as csv", "export"],
  ["导出", "export"],
);

const kept = ["command", "subject", "period", "by", "filters", "top", "options"] as const;

/** Is everything that one question lets through let through by the other too? */
function within(narrow: Question, wide: Question): boolean {
  return wide.filters.every((filter) => {
    const own = narrow.filters.find(({ dimension }) => dimension === filter.dimension);
    return own?.values.every((value) => filter.values.includes(value)) === true;
  });
}

describe("a follow-up", () => {
  test("keeps whatever it does not name", async () => {
    await fc.assert(
      fc.asyncProperty(starts, changes, async (start, [text, part]) => {
        const previous = await read(start);
        const next = await read(text, previous);
        for (const name of kept) if (name !== part) expect(next[name], `${start} → ${text}`).toEqual(previous[name]);
      }),
      { numRuns: 150 },
    );
  });
  test.each(["only 一组", "除了华南", "except 华南", "excluding 华北", "only my own", "只看我的"])(
    "%s narrows, and never widens",
    async (text) => {
      for (const start of [
        "/sales",
        "/sales region=华东,华南",
        "/funnel region=华东,华南 by owner",
        "/sales team=一组",
      ]) {
        const previous = await read(start);
        const next = await read(text, previous);
        expect(within(next, previous), `${start} → ${text}: ${next.text}`).toBe(true);
        expect(next.filters).not.toEqual([]);
      }
    },
  );
  test("leaving out a value of another dimension keeps the rest", async () => {
    const previous = await read("/sales last quarter region=华东,华南 owner=me");
    expect((await read("除了华南", previous)).text).toBe("/sales last quarter owner=me region=华东");
  });
  test.each([
    ["/sales last quarter region=华东 by channel", "清除筛选", "/sales last quarter by channel"],
    ["/sales last quarter region=华东 by channel", "clear the filters", "/sales last quarter by channel"],
    ["/sales last quarter region=华东 owner=me", "all regions again", "/sales last quarter owner=me"],
    ["/sales last quarter region=华东 owner=me", "所有区域", "/sales last quarter owner=me"],
    ["/sales last quarter by channel", "ungrouped", "/sales last quarter"],
    ["/sales last quarter by channel", "不分组", "/sales last quarter"],
    ["/sales last quarter region=华东", "为什么会这样", "/why revenue last quarter region=华东"],
    ["/sales last quarter region=华东", "how come?", "/why revenue last quarter region=华东"],
    ["/sales last quarter region=华东", "只看华南", "/sales last quarter region=华南"],
    ["/sales last quarter by region", "each month", "/sales last quarter by region grain=month"],
  ])("%s, then %s → %s", async (start, text, expected) => {
    expect((await read(text, await read(start))).text).toBe(expected);
  });
  test.each(["thanks", "ok", "谢谢", "好的", "hello", "delete that", "all", "yes please"])(
    "%s is none",
    async (text) => {
      const previous = await read("/sales last quarter region=华东");
      await expect(read(text, previous)).rejects.toMatchObject({ code: "not_understood" });
    },
  );
});

test.each([
  ["/sales last month region=华东", "换成漏斗看看", "/funnel last month region=华东"],
  ["/sales last month", "换成线索看看", "/leads last month"],
  ["/sales last month", "switch to leads", "/leads last month"],
  ["/sales last month", "那再上个月呢", "/sales 2026-09"],
  ["/sales last week", "再上一周呢", "/sales 2026-11-02..2026-11-08"],
])("after %s, %s is %s", async (before, said, meant) => {
  const previous = await read(before);
  const [next, same] = [await read(said, previous), await read(meant)];
  expect([next.command, next.period.from, next.period.to, next.filters]).toEqual([
    ...[same.command, same.period.from, same.period.to, same.filters],
  ]);
});
