import { defineIndicator, termOf } from "#indicator.ts";
import { buyersMeasure } from "#queries/measure-buyers.ts";
import { salesMeasure } from "#queries/measure-sales.ts";

export default defineIndicator({
  title: { en: "Revenue per buyer", zh: "客单价" },
  aliases: ["per buyer", "revenue per customer", "spend per customer", "人均消费"],
  definition: {
    en: "Net of valid orders, before returns, per distinct buyer (not per order)",
    zh: "有效订单净额（未减退货）÷ 成交客户数（按客户，不按订单）",
  },
  unit: "money",
  better: "up",
  over: termOf(salesMeasure, "sold"),
  under: termOf(buyersMeasure, "buyers"),
});
