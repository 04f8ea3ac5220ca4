import { rankedBars } from "#charts/ranked-bars.ts";
import { createWords } from "#locales/words.ts";
import type { Locale } from "#messages.ts";
import type { Reply } from "#reply.ts";

/** What a spreadsheet would run, what XML must escape, and what no file may hold as it is. */
export const hostile = [
  "=cmd|' /C calc'!A0",
  "+1+cmd",
  "-2+3+cmd",
  "@SUM(1)",
  "\t=1",
  "\r=1",
  "＝1+1",
  "<script>&\"'",
  "a,b\nc",
  "控制\u0000符\ud800",
  "😀 华星科技",
];

export const surroundings = (locale: Locale = "en") => ({
  words: createWords(locale, "CNY"),
  command: "/sales last90d by region",
  context: "1–30 Sep 2026",
  footnotes: ["Data as of 22 Nov 2026"],
  name: "sales-华东-2026-09-01…2026-09-30",
});

/** A reply with every part, and with hostile names in each. */
export function replyOf(names: readonly string[] = hostile): Reply {
  const rows = names.map((name, at) => ({ name, money: at * -1234.5, share: at / 7, on: "2026-09-30", count: at }));
  const bars = rows.map(({ name, money }) => ({ label: name, value: money, text: `¥${money}` }));
  return {
    headline: `Revenue of ${names[0] ?? "nobody"} fell`,
    chart: { spec: rankedBars({ rows: bars }), alt: "Revenue fell", subtitle: "Net revenue; tick: before" },
    kpis: [
      { label: `Revenue of ${names.at(-1) ?? ""}`, value: "¥9M", change: "−6%", good: false },
      { label: "Orders", value: "4,118" },
    ],
    table: {
      columns: [
        { key: "name", label: "customer", format: "text" },
        { key: "money", label: "Revenue", format: "money" },
        { key: "share", label: "Share", format: "percent" },
        { key: "on", label: "On", format: "date" },
        { key: "count", label: "Orders", format: "integer" },
      ],
      rows: rows.slice(0, 2),
      total: rows.length,
      all: () => rows,
    },
    insights: names.map((name) => `Insight about ${name}`).slice(0, 3),
    actions: [`Call ${names.at(-1) ?? ""}`],
    footnotes: ["Net of returns"],
    method: ["Orders less returns"],
    result: {},
  };
}
