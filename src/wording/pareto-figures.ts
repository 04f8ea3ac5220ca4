import { paretoCurve } from "#charts/pareto-curve.ts";
import type { Kpi, Reply } from "#reply.ts";
import { nameOf } from "./account-name.ts";
import { type ParetoStory, shareText } from "./pareto-sentences.ts";
import { shownRows } from "./shown-rows.ts";

/** Bars below the curve, and rows of the table. */
const mostBars = 4;
const mostRows = 10;

export function kpisOf({ words, spread, largest, previous }: ParetoStory): readonly Kpi[] {
  const before = previous?.spread;
  const points = before ? Math.round((spread.top20Share - before.top20Share) * 1000) / 10 : 0;
  const sign = points > 0 ? "+" : points < 0 ? "−" : "";
  const change = (now: number, then: number) => (then > 0 ? { change: words.change(now / then - 1) } : {});
  return [
    {
      label: words.say("top20_kpi"),
      value: words.percent(spread.top20Share),
      ...(points !== 0
        ? { change: words.say("points", { sign, n: words.number(Math.abs(points)) }), good: points <= 0 }
        : {}),
    },
    {
      label: words.say("for80_kpi"),
      value: words.integer(spread.accountsFor80pct),
      ...(before
        ? {
            ...change(spread.accountsFor80pct, before.accountsFor80pct),
            good: spread.accountsFor80pct >= before.accountsFor80pct,
          }
        : {}),
    },
    { label: words.say("gini_kpi"), value: (Math.round(spread.gini * 100) / 100).toFixed(2) },
    { label: words.say("largest_kpi"), value: shareText(words, largest[0]?.share ?? 0) },
  ];
}

/** The curve with its mark and the largest; and the largest as a table. */
export function pictureOf({ words, by, spread, largest }: ParetoStory, alt: string): Pick<Reply, "chart" | "table"> {
  const { accounts: n, accountsFor80pct: k, curve } = spread;
  const dimension = words.dimension(by ?? "");
  const kind = by === null ? "" : "_by";
  const share = words.percent(0.8);
  const text =
    by === null
      ? words.say("mark", { part: words.percent(k / n), share })
      : words.say("mark_by", { k: words.integer(k), n: words.integer(n), share });
  const spec = paretoCurve({
    points: curve.map(({ accountShare, share: y }) => ({ x: accountShare, y })),
    mark: n > 1 ? { x: k / n, y: heightAt(curve, k / n), text } : null,
    xTitle: words.say(`x${kind}`, { dimension }),
    yTitle: words.say("y"),
    rows: largest.slice(0, mostBars).map((part) => ({
      label: nameOf(words, part),
      value: part.revenue,
      text: words.money(part.revenue),
      share: shareText(words, part.cumulativeShare),
    })),
    rowsTitle: words.say(`largest${kind}`, { dimension }),
    shareTitle: words.say("cumulative"),
  });
  return {
    chart: { spec, alt, subtitle: words.say(`subtitle${kind}`, { dimension }) },
    table: {
      columns: [
        { key: "name", label: by === null ? words.say("customer") : dimension, format: "text" },
        { key: "revenue", label: words.say("revenue"), format: "money" },
        { key: "share", label: words.say("share"), format: "percent" },
        { key: "cumulative", label: words.say("cumulative"), format: "percent" },
        ...(by === null ? [{ key: "silent", label: words.say("silent"), format: "integer" } as const] : []),
      ],
      ...shownRows(largest, mostRows, (part) => ({
        name: nameOf(words, part),
        revenue: part.revenue,
        share: part.share,
        cumulative: part.cumulativeShare,
        ...(by === null ? { silent: part.silent } : {}),
      })),
      total: n,
    },
  };
}

/** Height of the curve at a place between its points. */
function heightAt(curve: ParetoStory["spread"]["curve"], x: number): number {
  const after = curve.findIndex(({ accountShare }) => accountShare >= x);
  const [low, high] = [curve[after - 1], curve[after]];
  if (low === undefined || high === undefined) return high?.share ?? 0;
  return low.share + ((high.share - low.share) * (x - low.accountShare)) / (high.accountShare - low.accountShare);
}
