import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "#errors.ts";
import { Ambiguity } from "#grammar/ambiguity.ts";
import type { GrammarContext } from "#grammar/context.ts";
import { understand } from "#grammar/understand.ts";
import { context } from "./example-context.ts";

async function canonical(text: string, more: Partial<GrammarContext> = {}): Promise<string> {
  return (await understand(text, context(more))).text;
}

async function refusal(text: string, more: Partial<GrammarContext> = {}): Promise<UserError> {
  const answer = await understand(text, context(more)).then(
    (question) => new Error(`understood as ${question.text}`),
    (error) => error,
  );
  expect(answer).toBeInstanceOf(UserError);
  return answer as UserError;
}

describe("slash commands", () => {
  test.each([
    ["/rfm", "/rfm last365d"],
    ["/RFM Last90D", "/rfm last90d"],
    ["／rfm　近９０天", "/rfm last90d"],
    ["/客户分层近90天", "/rfm last90d"],
    ["/parley sales mtd", "/sales mtd"],
    ["/parley /help", "/help"],
    ["/", "/help"],
    ["/sales by region, owner last quarter", "/sales last quarter by region,owner"],
    ["/sales region=华东,华南 vs yoy top 10 csv", "/sales last90d region=华东,华南 vs yoy top 10 csv"],
    ["/sales 近90天按区域和负责人前10同比", "/sales last90d by region,owner vs yoy top 10"],
    ["/sales 区域：华东 截至2026年6月30日", "/sales last90d region=华东 as of 2026-06-30"],
    ["/sales 只看华东 环比", "/sales last90d region=华东"],
    ["/sales 本季度 较目标", "/sales this quarter vs target"],
    ["/sales 不对比", "/sales last90d vs none"],
    ["/sales 我的 本月", "/sales this month owner=me"],
    ["/sales 我们组 导出Excel", "/sales last90d team=mine xlsx"],
    ["/sales 华东", "/sales last90d region=华东"],
    ["/sales top 10 按区域", "/sales last90d by region top 10"],
    ["/sales my team fresh", "/sales last90d team=mine fresh"],
    ["/sales last90d top10 pptx", "/sales last90d top 10 pptx"],
    ["/sales 本月 去年同期", "/sales this month vs yoy"],
    ['/sales region="north east"', '/sales last90d region="North East"'],
    ["/sales region=north east", '/sales last90d region="North East"'],
    ["/customer 华星科技", "/customer 华星科技"],
    ["/customer the north face", '/customer "the north face"'],
    ['/customer "today"', '/customer "today"'],
    ['/customer "27\\" screens"', '/customer "27\\" screens"'],
    ["/why revenue last month", "/why revenue last month"],
    ["/forecast units by week", "/forecast units last2y grain=week"],
    ["/rfm scheme=8", "/rfm last365d scheme=8"],
    ["/campaign linear", "/campaign last90d attribution=linear"],
    ["/campaign sort roi", "/campaign last90d sort=roi"],
    ["/subscribe weekly Mon 9:00 /sales last week by region", "/subscribe weekly Mon 9:00 /sales last week by region"],
  ])("%s → %s", async (text, expected) => expect(await canonical(text)).toBe(expected));

  test("the question has all its parts", async () => {
    const question = await understand(
      "/sales Q3 by channel region=east vs yoy top 5 as of 2026-08-15 csv fresh",
      context(),
    );
    expect(question).toMatchObject({
      command: "sales",
      subject: null,
      period: { from: "2026-07-01", to: "2026-08-16", running: true },
      comparison: { kind: "yoy", period: { from: "2025-07-01", to: "2025-08-16" } },
      by: ["channel"],
      filters: [{ dimension: "region", values: ["East"] }],
      top: 5,
      asOf: "2026-08-15",
      asOfEnd: new Date("2026-08-15T16:00:00Z"),
      export: "csv",
      fresh: true,
      full: false,
    });
  });
  test("options go through the command's schema", async () => {
    expect((await understand("/forecast horizon=12", context())).options).toEqual({ grain: "month", horizon: 12 });
  });
  test("owner=me is the asker", async () => {
    expect((await understand("/sales owner=me", context())).filters).toEqual([
      { dimension: "owner", values: ["李雷"] },
    ]);
    expect((await understand("/sales 我们组", context())).filters).toEqual([{ dimension: "team", values: ["一组"] }]);
  });
  test("the as-of given from outside is part of the canonical text", async () => {
    expect(await canonical("/sales mtd", { asOf: "2026-03-31" })).toBe("/sales mtd as of 2026-03-31");
    expect(await canonical("/crm-sales mtd", { prefix: "crm-" })).toBe("/crm-sales mtd");
  });
});

describe("values", () => {
  test.each([
    ["/sales owner=anna smith", "Anna Smith"],
    ["/sales owner=韩", "韩梅梅"],
    ["/sales channel=partnr", "Partner"],
    ["/sales owner=jones", "Anna Jones"],
  ])("%s → %s", async (text, value) => {
    expect((await understand(text, context())).filters[0]?.values).toEqual([value]);
  });
  test("an ambiguous one asks back with whole commands that work", async () => {
    const error = await refusal("/sales last month owner=anna by region");
    expect(error).toBeInstanceOf(Ambiguity);
    const { choices, code } = error as Ambiguity;
    expect(code).toBe("ambiguous_value");
    expect(choices).toEqual([
      '/sales last month by region owner="Anna Smith"',
      '/sales last month by region owner="Anna Jones"',
    ]);
    for (const choice of choices) expect(await canonical(choice)).toBe(choice);
  });
  test("a value of two dimensions asks which is meant", async () => {
    expect((await refusal("/sales only web")).hint).toContain("channel=Web");
  });
});

describe("what cannot be done is refused with the nearest that can", () => {
  test.each([
    ["/rfmm last90d", "unknown_command", "/rfm last90d"],
    ["/sales foo", "not_understood", "/sales last90d"],
    ["/sales lst90d", "not_understood", "/sales last90d"],
    ["/sales by regoin", "not_understood", "/sales by region"],
    ["/sales by product", "not_applicable", "region"],
    ["/customer x by region", "not_applicable", "/customer"],
    ["/funnel by owner,team", "not_applicable", "/funnel by owner"],
    ["/sales region=atlantis", "unknown_value", "region="],
    ["/rfm scheme=9", "bad_option", "scheme="],
    ["/rfm shceme=8", "not_understood", "scheme="],
    ["/sales top 0", "bad_top", "top 10"],
    ["/sales Q5", "bad_period", "/sales 2026Q4"],
    ["/sales mtd ytd", "not_understood", "vs prev"],
    ["/sales as of 2027-01-01", "bad_period", "last90d"],
    ["/customer", "subject_missing", "/customer"],
    ["   ", "empty", "/help"],
  ])("%s: %s", async (text, code, hint) => {
    const error = await refusal(text);
    expect(error.code).toBe(code);
    expect(error.hint).toContain(hint);
  });
  test("an unlinked asker has nothing of their own", async () => {
    const { me: _, ...stranger } = context();
    await expect(understand("/sales owner=me", stranger)).rejects.toMatchObject({ code: "not_linked" });
  });
  test("errors speak the asker's language", async () => {
    const words = context({}, "zh").words;
    expect((await refusal("/sales foo", { words })).message).toBe("没看懂“foo”。");
    expect((await refusal("/forecast horizon=99", { words })).hint).toMatch(/36/);
  });
});

describe("plain language", () => {
  test.each([
    ["上季度华东哪个渠道ROI最高", "/campaign last quarter by channel region=华东 sort=roi"],
    ["请帮我看看上季度华东的销售怎么样", "/sales last quarter region=华东"],
    ["今年各区域销售额排名前5", "/sales this year by region top 5"],
    ["what is our revenue last quarter by region?", "/sales last quarter by region"],
    ["show me the sales funnel for Q3", "/funnel 2026Q3"],
    ["Why did revenue drop last month", "/why revenue last month"],
    ["为什么上月销售额下降了？", "/why 销售额 last month"],
    ["本月销售和去年同期比", "/sales this month vs yoy"],
    ["我的业绩", "/sales last90d owner=me"],
    ["看一下华星科技的客户画像", "/customer 华星科技"],
    ["help", "/help"],
  ])("%s → %s", async (text, expected) => expect(await canonical(text)).toBe(expected));

  test.each([
    "blah blah",
    "delete everything",
    "销售和漏斗",
    "北京今天天气怎么样",
    "'; DROP TABLE orders; --",
    "sales of unobtainium",
  ])("%s is not guessed at", async (text) => {
    const error = await refusal(text);
    expect(error.code).toBe("not_understood");
    expect(error.hint).toMatch(/\//);
  });
});

describe("follow-ups", () => {
  test("change the previous question and keep the rest", async () => {
    let previous = await understand("/sales last quarter by region", context());
    for (const [text, expected] of [
      ["by channel", "/sales last quarter by channel"],
      ["last month", "/sales last month by channel"],
      ["only east", "/sales last month by channel region=East"],
      ["只看华东", "/sales last month by channel region=华东"],
      ["vs yoy", "/sales last month by channel region=华东 vs yoy"],
      ["那按负责人呢", "/sales last month by owner region=华东 vs yoy"],
      ["region=all", "/sales last month by owner vs yoy"],
      ["why?", "/why revenue last month vs yoy"],
      ["/rfm", "/rfm last365d"],
    ] as const) {
      previous = await understand(text, context({ previous }));
      expect(previous.text).toBe(expected);
    }
  });
  test("a question of its own starts over", async () => {
    const previous = await understand("/sales last quarter region=East", context());
    expect(await canonical("team this month", { previous })).toBe("/team this month");
  });
});

const pieces = fc.record(
  {
    period: fc.constantFrom(
      "last90d",
      "近90天",
      "Q3 2025",
      "last month",
      "2025-06-01..2025-08-31",
      "since 2025-06-01",
      "双11",
      "ytd",
      "去年",
    ),
    by: fc.constantFrom("by region", "by channel,owner", "按区域", "by store and team"),
    filter: fc.constantFrom("region=华东", 'region="north east"', "channel=门店,抖音", "owner=me", "只看华南"),
    compare: fc.constantFrom("vs prev", "vs yoy", "vs none", "同比", "较目标"),
    top: fc.constantFrom("top 10", "前5", "top 1000"),
    asOf: fc.constantFrom("as of 2026-06-30", "截至2026年10月1日"),
    export: fc.constantFrom("csv", "xlsx", "导出ppt"),
    fresh: fc.constantFrom("fresh", "--full"),
  },
  { requiredKeys: [] },
);

describe("properties", () => {
  test("understanding the canonical text gives the same question", async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const question = await understand(`/sales ${Object.values(parts).join(" ")}`, context());
        expect(await understand(question.text, context())).toEqual(question);
      }),
      { numRuns: 200 },
    );
  });
  test("the order of the words does not matter", async () => {
    await fc.assert(
      fc.asyncProperty(
        pieces.chain((parts) => {
          const words = Object.values(parts);
          return fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length }));
        }),
        async ([words, shuffled]) => {
          const question = await understand(`/sales ${words.join(" ")}`, context());
          expect(await understand(`/sales ${shuffled.join(" ")}`, context())).toEqual(question);
        },
      ),
      { numRuns: 200 },
    );
  });
  test("any subject survives its canonical text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 30 }), async (subject) => {
        const quoted = `/customer "${subject.replace(/["\\]/g, "\\$&")}"`;
        const question = await understand(quoted, context()).catch(() => null);
        if (question === null) return;
        expect(await understand(question.text, context())).toEqual(question);
      }),
      { numRuns: 300 },
    );
  });
  test("nothing but a UserError is ever thrown", async () => {
    const word = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "/sales",
        "/customer",
        "/forecast",
        "region=",
        "by",
        "vs",
        "top",
        "as of",
        "按",
        "只看",
        "=",
        '"',
        "..",
        "双11",
        "Q9",
        "9999",
        "2025-99-99",
        "last999999999d",
        "😀",
        "__proto__",
        "constructor=1",
        "/constructor",
        "'; DROP TABLE orders",
      ),
    );
    const previous = await understand("/sales by region", context());
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 8 }),
        fc.constantFrom(" ", ""),
        fc.boolean(),
        async (words, glue, later) => {
          await understand(words.join(glue), context(later ? { previous } : {})).catch((error) => {
            if (!(error instanceof UserError)) throw error;
          });
        },
      ),
      { numRuns: 500 },
    );
  });
  test.each(["a", "近", "按区域 ", '"', "销售", "1", "= "])(
    "a hundred thousand of %j are refused at once",
    async (piece) => {
      const text = piece.repeat(100_000 / piece.length);
      const begun = performance.now();
      expect((await refusal(text)).code).toBe("too_long");
      expect(performance.now() - begun).toBeLessThan(50);
    },
  );
  test.each(["a ", "近", "按区域", '"', "销售", "1", "region=", "\\", "last "])(
    "the longest question made of %j takes well under a second",
    async (piece) => {
      for (const lead of ["/sales ", "/customer ", ""]) {
        const begun = performance.now();
        await understand((lead + piece.repeat(2000)).slice(0, 2000), context()).catch((error) => {
          if (!(error instanceof UserError)) throw error;
        });
        expect(performance.now() - begun).toBeLessThan(500);
      }
    },
  );
});

test("an option's name does not make the values of all dimensions be read", async () => {
  const read: string[] = [];
  const { valuesOf } = context();
  const watched = (dimension: string) => {
    read.push(dimension);
    return valuesOf(dimension);
  };
  await understand("/sales last week top 5", context({ valuesOf: watched }));
  await understand("/kpi last week only=revenue,orders", context({ valuesOf: watched })).catch(() => undefined);
  expect(read).toEqual([]);
});
