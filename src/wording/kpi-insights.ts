import { bucketText, improved, type KpiStory, movement, title, unusualOnes, valueText } from "./kpi-texts.ts";

/** At most three: growth that does not last, what is unusual, what moved most, and the first against a year ago. */
export function kpiInsights(story: KpiStory): string[] {
  const { words, growth } = story;
  const unusual = unusualOnes(story).map((row) => {
    const last = row.series.at(-1) ?? null;
    return words.say("insight_unusual", {
      ...{ kpi: title(story, row), value: valueText(story, row, last), bucket: bucketText(story) },
      ...{ expected: valueText(story, row, row.expected), z: words.number(Math.round((row.z ?? 0) * 10) / 10) },
      sign: (row.z ?? 0) > 0 ? "above" : "below",
    });
  });
  const hollow = growth && [
    words.say("insight_growth", {
      ...{
        now: words.number(Math.round(growth.new_customers)),
        before: words.number(Math.round(growth.previous_new_customers)),
      },
      ...{ rate: words.percent(growth.retention), was: words.percent(growth.previous_retention) },
    }),
  ];
  return [...(hollow ?? []), ...unusual, ...movedMost(story), ...yearOn(story)].slice(0, 3);
}

/** The key figures that worsened and improved most on the period before. */
function movedMost(story: KpiStory): string[] {
  const { words, rows } = story;
  const moved = rows.filter((row) => improved(row) !== null && row.change !== null && !row.anomaly);
  return (["worst", "best"] as const).flatMap((side) => {
    const candidates = moved.filter((row) => improved(row) === (side === "best"));
    const [most] = candidates.sort((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0));
    if (most === undefined) return [];
    return [
      words.say(`insight_${side}`, {
        ...{ kpi: title(story, most), change: movement(story, most, most.previous) ?? "" },
        ...{ value: valueText(story, most, most.value), before: valueText(story, most, most.previous) },
      }),
    ];
  });
}

/** The first key figure against a year ago. */
function yearOn(story: KpiStory): string[] {
  const { words, rows } = story;
  const row = rows.find(({ yoy_change }) => yoy_change !== null);
  if (row === undefined || row.yoy_change === null) return [];
  return [
    words.say(row.yoy_change < 0 ? "insight_year_down" : "insight_year_up", {
      ...{ kpi: title(story, row), change: words.percent(Math.abs(row.yoy_change)) },
      ...{ value: valueText(story, row, row.value), before: valueText(story, row, row.yoy) },
    }),
  ];
}
