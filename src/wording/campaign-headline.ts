import type { Words } from "#messages.ts";
import type { ToldRow } from "#metrics/campaign/campaign-result.ts";
import {
  type CampaignStory,
  earnedText,
  isTested,
  isUnreached,
  measureOf,
  rowName,
  singleOf,
} from "./campaign-rows.ts";

/** What was found, in one sentence. */
export function headlineOf(story: CampaignStory): string {
  const { words, rows, found, sort } = story;
  const dimension = words.dimension(story.dimension);
  const single = singleOf(story);
  if (single !== null && single.lifts.length > 0) return liftHeadline(words, single);
  if (single?.baseline && single.roi === null) return baselineHeadline(words, single);
  const [best] = rows;
  if (
    best === undefined ||
    !best.touched ||
    rows.every((row) => !row.touched || isUnreached(row) || (row.revenue === 0 && row.roi === null))
  ) {
    return words.say("headline_nothing", { money: words.money(found.revenue) });
  }
  const name = rowName(words, best);
  if (single !== null && single.roi !== null) {
    return words.say("headline_single", {
      ...{ name, roi: words.change(single.roi), cost: words.money(single.cost ?? 0) },
      earned: earnedText(words, single),
    });
  }
  if (sort !== "roi") {
    const value = measureOf(words, best, sort)?.text ?? "–";
    return words.say("headline_sort", { name, measure: words.say(`measure_${sort}`), value });
  }
  if (best.roi === null) {
    const most = rows.filter(({ touched }) => touched).reduce((a, b) => (b.revenue > a.revenue ? b : a), best);
    return words.say("headline_unknown", {
      ...{ name: rowName(words, most), dimension, money: words.money(most.revenue) },
      share: words.percent(found.revenue > 0 ? most.revenue / found.revenue : 0),
    });
  }
  const values = { name, dimension, roi: words.change(best.roi), cost: words.money(best.cost ?? 0) };
  return words.say(best.roi > 0 ? "headline_roi" : "headline_loss", { ...values, earned: earnedText(words, best) });
}

function liftHeadline(words: Words, row: ToldRow): string {
  const lift = row.lifts.reduce((a, b) => (b.diff > a.diff ? b : a));
  const key =
    lift.pValue >= 0.05 || !isTested(row)
      ? "headline_lift_unclear"
      : lift.diff < 0
        ? "headline_lift_worse"
        : lift.controlRate === 0
          ? "headline_lift_more"
          : "headline_lift";
  return words.say(key, {
    name: rowName(words, row),
    treated: words.percent(lift.treatedRate, 1),
    control: words.percent(lift.controlRate, 1),
    times: words.number(lift.controlRate === 0 ? 0 : Math.round((lift.treatedRate / lift.controlRate) * 10) / 10),
  });
}

function baselineHeadline(words: Words, row: ToldRow): string {
  const { actual = 0, uplift = 0, ci95 = [0, 0] } = row.baseline ?? {};
  const key = ci95[0] > 0 ? "up" : ci95[1] < 0 ? "down" : "unclear";
  return words.say(`headline_baseline_${key}`, {
    name: rowName(words, row),
    actual: words.money(actual),
    uplift: words.money(Math.abs(uplift)),
  });
}
