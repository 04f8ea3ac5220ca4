import type { Words } from "#messages.ts";
import type { ToldRow } from "#metrics/campaign/campaign-result.ts";
import { byReturn, type CampaignStory, earnedBy, earnedText, isTested, rowName, singleOf } from "./campaign-rows.ts";

/** At most three: the whole, an experiment or an audience, what loses. */
export function insightsOf(story: CampaignStory): string[] {
  const { words, rows, found } = story;
  const said: string[] = [];
  const returns = byReturn(rows);
  const worst = returns.length > 1 ? returns.at(-1) : undefined;
  const { total } = found;
  const none = rows.find(({ touched }) => !touched);
  if (none !== undefined && found.revenue > 0 && total.revenue > 0) {
    const share = words.percent(none.revenue / found.revenue);
    const values = { share, money: words.money(total.revenue) };
    said.push(
      total.roi === null || total.cost === null
        ? words.say("insight_total_plain", values)
        : words.say("insight_total", { ...values, cost: words.money(total.cost), roi: words.change(total.roi) }),
    );
  }
  const measured = rows.find(isTested);
  if (measured) said.push(liftInsight(words, measured));
  const single = singleOf(story);
  const moved = rows.find(({ baseline }) => baseline && isClear(baseline)) ?? single;
  const apart = rows.find(({ audience }) => audience !== null);
  if (apart?.audience) said.push(words.say("insight_audience", audienceValues(words, apart)));
  if (worst && (worst.roi ?? 0) < 0) {
    said.push(
      words.say("insight_worst", {
        name: rowName(words, worst),
        roi: words.change(worst.roi ?? 0),
        cost: words.money(worst.cost ?? 0),
        earned: earnedText(words, worst),
        lost: words.money((worst.cost ?? 0) - earnedBy(worst)),
      }),
    );
  }
  if (moved?.baseline) {
    const { actual, uplift, ci95 } = moved.baseline;
    said.push(
      words.say(`insight_baseline_${isClear(moved.baseline) ? (uplift > 0 ? "up" : "down") : "unclear"}`, {
        ...{ name: rowName(words, moved), actual: words.money(actual), uplift: words.money(Math.abs(uplift)) },
        ...{ low: words.money(ci95[0]), high: words.money(ci95[1]) },
      }),
    );
  }
  const quickest = rows.reduce<ToldRow | null>((quick, row) => {
    return row.paybackDays !== null && row.paybackDays < (quick?.paybackDays ?? Number.POSITIVE_INFINITY) ? row : quick;
  }, null);
  if (quickest)
    said.push(
      words.say(single ? "insight_payback_one" : "insight_payback", {
        name: rowName(words, quickest),
        days: quickest.paybackDays ?? 0,
      }),
    );
  return said.slice(0, 3);
}

/** Is zero outside the interval of the uplift? */
function isClear({ ci95 }: NonNullable<ToldRow["baseline"]>): boolean {
  return ci95[0] > 0 || ci95[1] < 0;
}

function liftInsight(words: Words, row: ToldRow): string {
  const lift = row.lifts.reduce((a, b) => (b.diff > a.diff ? b : a));
  const values = {
    name: rowName(words, row),
    n: words.integer(lift.treated),
    treated: words.percent(lift.treatedRate, 1),
    control: words.percent(lift.controlRate, 1),
    p: pText(words, lift.pValue),
  };
  if (lift.revenueCi95 === null) return words.say("insight_lift_plain", values);
  const [low, high] = lift.revenueCi95;
  const money = words.money(lift.revenueDiff);
  const effect = low > 0 ? "up" : high < 0 ? "down" : "unclear";
  return words.say("insight_lift", { ...values, effect, money, low: words.money(low), high: words.money(high) });
}

function pText(words: Words, p: number): string {
  return p < 0.001 ? words.say("p_small") : words.say("p_value", { p: p.toFixed(3) });
}

function audienceValues(words: Words, row: ToldRow) {
  const { trait = "region", value = "", share = 0, buyersShare = 0, pValue = 1 } = row.audience ?? {};
  return {
    ...{ name: rowName(words, row), value, share: words.percent(share), buyers: words.percent(buyersShare) },
    ...{ trait: words.say(`trait_${trait}`), p: pText(words, pValue) },
  };
}

/** Does no experiment speak against what the row is credited with? */
function isProven(row: ToldRow): boolean {
  return !isTested(row) || row.lifts.some(({ revenueCi95 }) => revenueCi95 !== null && revenueCi95[0] > 0);
}

/** At most three: whom, what, and what it is worth at present returns. */
export function actionsOf(story: CampaignStory): string[] {
  const { words, per, rows } = story;
  const said: string[] = [];
  const returns = byReturn(rows);
  const [first] = returns;
  const best = returns.find(isProven);
  const worst = returns.length > 1 ? returns.at(-1) : undefined;
  if (best && worst && (best.roi ?? 0) > 0 && (worst.roi ?? 0) < (best.roi ?? 0)) {
    const moved = (worst.cost ?? 0) / 5;
    said.push(
      words.say("do_shift", {
        ...{ best: rowName(words, best), worst: rowName(words, worst), money: words.money(moved) },
        gain: words.money(moved * ((best.roi ?? 0) - (worst.roi ?? 0))),
      }),
    );
  } else if (best && (best.roi ?? 0) > 0) {
    const more = (best.cost ?? 0) / 10;
    const gain = words.money(more * (best.roi ?? 0));
    said.push(words.say("do_more", { name: rowName(words, best), money: words.money(more), gain }));
  } else if (first && (first.roi ?? 0) <= 0) {
    const lost = words.money((first.cost ?? 0) - earnedBy(first));
    said.push(words.say("do_stop", { name: rowName(words, first), cost: words.money(first.cost ?? 0), lost }));
  }
  if (first && !isProven(first) && (first.roi ?? 0) > 0)
    said.push(words.say("do_hold", { name: rowName(words, first) }));
  const measured = rows.find(
    (row) => isTested(row) && row.lifts.some((lift) => (lift.revenueCi95?.[0] ?? 0) > 0 && lift.pValue < 0.05),
  );
  const lift = measured?.lifts.find(({ revenueCi95 }) => (revenueCi95?.[0] ?? 0) > 0);
  if (measured && lift) {
    const money = words.money(lift.control * lift.revenueDiff);
    said.push(words.say("do_lift", { name: rowName(words, measured), n: words.integer(lift.control), money }));
  }
  const apart = rows.find(({ audience }) => audience !== null);
  if (apart) said.push(words.say("do_audience", audienceValues(words, apart)));
  const unknown = rows.filter((row) => row.touched && row.cost === null && row.revenue > 0);
  if (unknown.length > 0) {
    const money = words.money(unknown.reduce((sum, { revenue }) => sum + revenue, 0));
    const names = words.list(unknown.slice(0, 3).map((row) => rowName(words, row)));
    said.push(words.say("do_cost", { names, money }));
  }
  const untested =
    per === "group" ? [] : rows.filter((row) => row.touched && row.lifts.length === 0 && row.revenue > 0);
  const largest = untested.reduce<ToldRow | null>((a, b) => (a && a.revenue >= b.revenue ? a : b), null);
  if (largest) said.push(words.say("do_test", { name: rowName(words, largest), money: words.money(largest.revenue) }));
  return said.slice(0, 3);
}
