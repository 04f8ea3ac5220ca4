import { defineIndicator, termOf } from "#indicator.ts";
import { salesMeasure } from "#queries/measure-sales.ts";
import { trafficMeasure } from "#queries/measure-traffic.ts";

export default defineIndicator({
  title: { en: "Visit-to-order conversion", zh: "下单转化率" },
  aliases: ["visitor to order", "visit to order rate", "order conversion", "下单转化", "下单率", "购买转化率"],
  definition: {
    en: "Valid orders of the period per visitor of the period",
    zh: "期内有效订单数 ÷ 同期客流",
  },
  unit: "share",
  better: "up",
  over: termOf(salesMeasure, "orders"),
  under: termOf(trafficMeasure, "visitors"),
});
