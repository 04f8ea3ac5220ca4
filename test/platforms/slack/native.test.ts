import { describe, expect, it } from "vitest";
import type { DisplayedTable } from "#answer.ts";
import { nativeChart, nativeTable } from "../../../src/platforms/slack/native.ts";
import { answerOf, pictureOf } from "../scripted-answers.ts";
import { openSlack } from "./open.ts";

const table = (
  rows: number,
  format: "money" | "percent" = "money",
  first: "text" | "date" = "text",
): DisplayedTable => {
  const values = Array.from({ length: rows }, (_, at) => ({ who: `r${at}`, sum: (at + 1) / 100 }));
  return {
    columns: [
      { key: "who", label: "Region", format: first },
      { key: "sum", label: "Revenue", format },
    ],
    rows: values,
    cells: values.map(({ who, sum }) => [who, String(sum)]),
  };
};
const native = { settings: { SLACK_CHARTS: "native" } };
const types = (blocks: readonly Record<string, any>[]): string[] => blocks.map(({ type }) => type);

describe("a native chart", () => {
  it("is bars of a table's numbers, lines when they are by date; percent in hundredths", () => {
    expect(nativeChart("Sales", table(3))?.chart).toMatchObject({
      type: "bar",
      series: [{ name: "Revenue", data: [{ label: "r0", value: 0.01 }, { label: "r1" }, { label: "r2" }] }],
      axis_config: { categories: ["r0", "r1", "r2"], y_label: "Revenue" },
    });
    expect(nativeChart("Sales", table(3, "percent", "date"))?.chart).toMatchObject({
      type: "line",
      series: [{ data: [{ value: 1 }, { value: 2 }, { value: 3 }] }],
      axis_config: { y_label: "%" },
    });
  });

  it.each<[string, DisplayedTable]>([
    ["one row", table(1)],
    ["more points than Slack takes", table(21)],
    ["a table that goes on", { ...table(3), total: 9 }],
    [
      "gaps",
      {
        ...table(2),
        rows: [
          { who: "r0", sum: 1 },
          { who: "r1", sum: null },
        ],
      },
    ],
    [
      "labels that are the same when cut",
      { ...table(2), cells: ["a", "b"].map((end) => [`${"x".repeat(30)}${end}`, "1"]) },
    ],
    ["no number", { ...table(2), columns: table(2).columns.slice(0, 1) }],
    ["mixed units", { ...table(2), columns: [...table(2).columns, { key: "n", label: "N", format: "integer" }] }],
  ])("is not made of %s", (_, unfit) => {
    expect(nativeChart("Sales", unfit)).toBeNull();
  });
});

it("a native table has at most 100 rows and 20 columns, and no empty cell", () => {
  expect(nativeTable("t", table(100))?.rows).toHaveLength(101);
  expect(nativeTable("t", table(101))).toBeNull();
  expect(nativeTable("t", { ...table(1), cells: [["", "1"]] })?.rows[1]?.[0]).toMatchObject({ text: "–" });
});

describe("SLACK_CHARTS=native", () => {
  it("shows chart and table as Slack's own, and uploads no picture", async () => {
    const image = await pictureOf("native", "Revenue by region");
    const { connection, server } = await openSlack(undefined, native);
    await connection.send("#sales", answerOf("native", { image, table: table(3) }), "n/1");
    const [posted] = server.board.messages;
    expect(types(posted?.blocks ?? [])).toEqual(expect.arrayContaining(["data_visualization", "data_table"]));
    expect(server.calls.some(({ method }) => method.startsWith("files."))).toBe(false);
  });

  it("keeps the picture where the table says something else", async () => {
    const image = await pictureOf("picture", "A heat map");
    const { connection, server } = await openSlack(undefined, native);
    await connection.send("#sales", answerOf("picture", { image }), "n/2");
    const [posted] = server.board.messages;
    expect(types(posted?.blocks ?? [])).toEqual(expect.arrayContaining(["image", "data_table"]));
  });

  it.each(["direct", "shared"] as const)(
    "falls back to picture and text where Slack refuses them: %s",
    async (place) => {
      const image = await pictureOf("refused", "Revenue by region");
      const { event, deeds, server, host } = await openSlack(
        ({ text }) => answerOf(text, { image, table: table(3) }),
        native,
      );
      for (const type of ["data_visualization", "data_table", "context_actions"]) server.unsupported.add(type);
      const dana = server.user("dana");
      const channel = await deeds.direct(dana);
      const message = deeds.message(dana, "sales", { channel, kind: "im" });
      await event(place === "direct" ? message : deeds.mention(dana, "sales"));
      const posted = await server.until(() => server.board.messages.find(({ blocks }) => blocks.length > 0));
      expect(types(posted.blocks)).not.toContain("data_table");
      expect(posted.files.length + types(posted.blocks).filter((type) => type === "image").length).toBe(1);
      expect(host.errors).toEqual([]);
    },
  );
});
