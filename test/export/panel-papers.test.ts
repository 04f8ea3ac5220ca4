import { expect, test } from "vitest";
import { exportReply, showsPicture } from "#export/export-reply.ts";
import type { Panel, Reply } from "#reply.ts";
import { surroundings } from "./replies.ts";
import { textsInside, unzipped } from "./unzipped.ts";

const panels: readonly Panel[] = [
  { shows: { kind: "tiles", tiles: [{ label: "Revenue", value: "¥9M", moved: [] }] } },
  {
    title: "Revenue by week: best of 2",
    shows: {
      kind: "columns",
      marks: [
        { label: "9 Nov", value: 8_000_000, text: "¥8M" },
        { label: "16 Nov", value: 9_000_000, text: "¥9M", tone: "highlight" },
      ],
    },
  },
  {
    title: "Pipeline shrank",
    shows: {
      kind: "bars",
      marks: [
        { label: "3 new", value: 50_000, text: "+¥50k" },
        { label: "2 lost", value: -80_000, text: "−¥80k", tone: "attention" },
      ],
    },
  },
  {
    title: "Short of target",
    note: "Most likely ¥9M–¥11M",
    shows: {
      kind: "goal",
      goal: {
        reached: { label: "So far", value: 7e6, text: "¥7M" },
        expected: { label: "Expected", value: 1e7, text: "¥10M", low: 9e6, high: 1.1e7, tone: "attention" },
        target: { label: "Target", value: 1.2e7, text: "¥12M" },
      },
    },
  },
  {
    title: "Two customers slip away",
    shows: {
      kind: "list",
      entries: [{ label: "华星科技", text: "¥9k", note: "silent for 87 days" }, { label: "Acme" }],
    },
  },
];
const reply: Reply = {
  headline: "Last week brought ¥9M",
  board: { panels, alt: "Last week brought ¥9M", subtitle: "Week of 16–22 Nov 2026" },
  kpis: Array.from({ length: 6 }, (_, at) => ({ label: `Figure ${at}`, value: `¥${at}M`, change: "+1%", good: true })),
  result: {},
};

test("slides of a composed picture: its key figures, then a chart of PowerPoint's own or a table for each panel", async () => {
  expect(showsPicture(reply, "pptx")).toBe(false);
  expect(showsPicture(reply, "pdf")).toBe(true);
  const { bytes } = await exportReply(reply, "pptx", surroundings());
  const parts = [...unzipped(bytes).keys()];
  expect(parts.filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))).toHaveLength(5);
  expect(parts.filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name))).toHaveLength(3);
  expect(parts.filter((name) => /\.(png|jpe?g)$/.test(name))).toEqual([]);
  const texts = textsInside(bytes);
  for (const said of [
    "Week of 16–22 Nov 2026",
    "Figure 5",
    "Short of target",
    "Most likely",
    "华星科技",
    "silent for 87",
  ])
    expect(texts).toContain(said);
  for (const value of ["<c:v>9000000</c:v>", "<c:v>-80000</c:v>", "<c:v>12000000</c:v>"])
    expect(texts).toContain(value);
});
