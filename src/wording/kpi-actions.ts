import { improved, type KpiStory, movement, type ToldKpi, title, valueText } from "./kpi-texts.ts";

/** Commands that look into an indicator; /why does into any. */
const lookInto: Readonly<Record<string, string>> = {
  leads: "leads",
  lead_to_customer: "leads",
  win_rate: "funnel",
  received: "collections",
  nps: "satisfaction",
  complaints_per_100_orders: "satisfaction",
  repeat_rate: "churn",
  rebuy_rate: "churn",
};

/** At most three: what to look into first, by the money missing, then by how much worse it became. */
export function kpiActions(story: KpiStory): string[] {
  const { words, rows, growth, commands } = story;
  const worse = rows.filter((row) => improved(row) === false && (row.change !== null || row.anomaly));
  worse.sort((a, b) => missing(b) - missing(a) || Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0));
  const retention = commands.has("retention") ? "/retention" : null;
  const hollow =
    growth && retention
      ? [
          words.say("action_growth", {
            n: words.number(Math.round(growth.new_customers * (growth.previous_retention - growth.retention))),
            command: retention,
          }),
        ]
      : [];
  return [...hollow, ...worse.map((row) => actionOf(story, row))].slice(0, 3);
}

/** Money less than in the period before; 0 where it is not of money as such. */
function missing({ indicator, value, previous }: ToldKpi): number {
  return indicator.unit === "money" && indicator.under === undefined ? (previous ?? 0) - (value ?? 0) : 0;
}

function actionOf(story: KpiStory, row: ToldKpi): string {
  const { words, commands, period } = story;
  const less = missing(row);
  const money = less > 0 ? words.say("action_money", { money: valueText(story, row, less) }) : "";
  const values = { kpi: title(story, row), change: movement(story, row, row.previous) ?? "", money };
  const other = lookInto[row.kpi];
  if (other !== undefined && commands.has(other)) {
    return words.say("action_ask", { ...values, command: `/${other} ${period.name}` });
  }
  if (!commands.has("why")) return words.say("action_ask_plain", values);
  const metric = words.locale === "zh" ? title(story, row) : row.kpi;
  return words.say("action_why", { ...values, command: `/why ${metric} ${period.name}` });
}
