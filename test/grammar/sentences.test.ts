import { describe, expect, test } from "vitest";
import { UserError } from "#errors.ts";
import { understand } from "#grammar/understand.ts";
import { context, localeOf } from "./newcomer.ts";

async function canonical(text: string): Promise<string> {
  return (await understand(text, context({}, localeOf(text)))).text;
}

async function refusal(text: string): Promise<UserError> {
  const answer = await understand(text, context({}, localeOf(text))).then(
    (question) => new Error(`understood as ${question.text}`),
    (error) => error,
  );
  expect(answer).toBeInstanceOf(UserError);
  return answer as UserError;
}

/** Whole commands that a hint names. */
function choicesOf(error: UserError): string[] {
  return (error.hint ?? "").split("\n").filter((line) => line.startsWith("/"));
}

describe("what a newcomer says", () => {
  test.each([
    ["how many orders came in last month?", "/sales last month"],
    ["which region sold most last month", "/sales last month by region"],
    ["which region sold the most last month?", "/sales last month by region"],
    ["revenue by channel last quarter", "/sales last quarter by channel"],
    ["which store had the highest turnover last year", "/sales last year by store"],
    ["best selling products this year", "/sales this year by product"],
    ["top selling products", "/sales last90d by product"],
    ["who sold most last month", "/sales last month by owner"],
    ["which month sold best", "/sales last90d grain=month"],
    ["what did we sell in the east last week", null],
    ["上个月哪个区域卖得最好", "/sales last month by region"],
    ["上个月哪个渠道卖的最多？", "/sales last month by channel"],
    ["哪个门店业绩最高", "/sales last90d by store"],
    ["销量前五的产品", "/sales last90d by product top 5"],
    ["销量前10名的产品 上个月", "/sales last month by product top 10"],
    ["最畅销的产品是哪个", "/sales last90d by product"],
    ["卖得最好的5个产品", "/sales last90d by product top 5"],
    ["谁上个月卖得最好", "/sales last month by owner"],
    ["上个月华东卖了多少", "/sales last month region=华东"],
    ["本季度成交额同比", "/sales this quarter vs yoy"],
    ["本月成交多少单", "/sales this month"],
    ["今年营业额按月", "/sales this year grain=month"],
    ["上上个月的业绩", "/sales month before last"],
    ["90后上个月的销售额", "/sales last month age_band=1990"],
    ["成交率最高的渠道", "/funnel last90d by channel"],
    ["who are our best customers", "/rfm last365d"],
    ["华东区上个月的销售", "/sales last month region=华东"],
  ])("%s → %s", async (text, expected) => {
    expect(await canonical(text)).toBe(expected ?? "/sales last week region=East");
  });
});

describe("what would be a guess is asked back, with what was recognised kept", () => {
  test.each([
    ["哪些客户快流失了", ["/留存 上季度", "/客户分层 上季度"]],
    ["new customers this month", ["/retention this month", "/rfm this month"]],
    ["本月新客户有多少", ["/客户分层 本月", "/留存 本月"]],
    ["谁买得最多", ["/客户分层 上季度", "/销售 上季度"]],
    ["top 5 products last month", ["/sales last month by product top 5"]],
    ["which channel performs best", ["/sales by channel"]],
    ["which products sold worst last month", ["/sales last month by product"]],
    ["上个月哪个区域卖得最差", ["/销售 上个月 按区域"]],
    ["sales by customer last month", ["/sales last month", "/retention last month", "/rfm last month"]],
    ["revenue of unobtainium last quarter by channel vs yoy", ["/sales last quarter by channel vs yoy"]],
    ["我的销售里的飞船 上个月", ["/销售 上个月 我的"]],
    ["hello", ["/help"]],
    ["你好", ["/help"]],
    ["blah blah", ["/help"]],
  ])("%s → %j", async (text, expected) => {
    const error = await refusal(text);
    expect(error.code).toBe("not_understood");
    expect(choicesOf(error)).toEqual(expected);
    for (const choice of choicesOf(error)) await expect(canonical(choice)).resolves.toMatch(/^\//);
  });
  test("a follow-up about customers does not change a question about money", async () => {
    const previous = await understand("/sales last quarter by region", context());
    await expect(understand("last month by customer", context({ previous }))).rejects.toMatchObject({
      code: "not_understood",
    });
  });
  test("sales of a time to come are asked back", async () => {
    const error = await refusal("next quarter sales");
    expect(error.code).toBe("not_understood");
    expect(error.hint).toContain("/sales");
  });
  test.each(["下个月的销售", "/sales tomorrow", "/sales 下周"])("%s has not begun", async (text) => {
    const error = await refusal(text);
    expect(error.code).toBe("bad_period");
    expect(error.message).toMatch(/begins after|还没有数据/);
    expect(error.hint).toMatch(/this quarter|本月|today|本周/);
  });
});

describe("words typed slightly wrong", () => {
  test.each([
    ["/sales 上个季渡", "上个季渡", "/sales 上个季度"],
    ["/sales 按渠道 上个季渡 同比", "上个季渡", "/sales 按渠道 上个季度 同比"],
    ["/sales region=华东区", "华东区", "/sales region=华东"],
    ["/sales 上个月 region=华东区 同比", "华东区", "/sales 上个月 region=华东 同比"],
    ["/sales 区域=华北区,华东 本月", "华北区", "/sales 区域=华北,华东 本月"],
    ["/sales 华东区 前5", "华东区", "/sales 华东 前5"],
    ["/sales by channel lst month csv", "lst month", "/sales by channel last month csv"],
    ["/sales 上个月 按区欲", "区欲", "/sales 上个月 按区域"],
  ])("%s: “%s” was meant to be %s", async (text, word, mended) => {
    const error = await refusal(text);
    expect(error.code).toBe("not_understood");
    expect(error.message).toContain(`“${word}”`);
    expect(error.hint).toMatch(new RegExp(`${mended}[?？]$`));
    await expect(canonical(mended)).resolves.toMatch(/^\/sales /);
  });
  test("without anything near, the rest of the question is kept", async () => {
    expect((await refusal("/sales by channel last month xyzzyplugh")).hint).toMatch(/\/sales last month by channel$/);
    expect((await refusal("/sales 上个月 region=华东仓库房")).message).toContain("“华东仓库房”");
  });
});

describe("generations", () => {
  test.each([
    ["/sales 80后", ["1980"]],
    ["/sales 80后和90后 上个月", ["1980", "1990"]],
    ["/sales age_band=80后,90后", ["1980", "1990"]],
    ["/sales 年龄段=90后", ["1990"]],
    ["/sales 只看90后", ["1990"]],
  ])("%s → %j", async (text, expected) => {
    const { filters } = await understand(text, context());
    expect(filters).toEqual([{ dimension: "age_band", values: expected }]);
  });
  test("00后 were born from 2000 on, of whom this company has none", async () => {
    expect((await refusal("/sales 00后")).message).toContain("“2000”");
  });
  test.each([
    ["/sales 95后", "1995–1999", "age_band=1990"],
    ["/sales 85后 上个月", "1985–1989", "age_band=1980"],
    ["05后的业绩", "2005–2009", "age_band=2000"],
  ])("%s is half a band", async (text, years, nearest) => {
    const error = await refusal(text);
    expect(error.code).toBe("unknown_value");
    expect(error.message).toContain(years);
    expect(error.hint).toContain(nearest);
  });
});
