import { defineIndicator, termOf } from "#indicator.ts";
import { customersMeasure } from "#queries/measure-customers.ts";
import { salesMeasure } from "#queries/measure-sales.ts";

export default defineIndicator({
  title: { en: "Revenue per buyer", zh: "客单价" },
  aliases: ["revenue per customer", "spend per customer", "per customer", "人均消费", "客均消费"],
  definition: {
    en: "Revenue (valid orders’ net less returns) per distinct buyer, not per order",
    zh: "销售额（有效订单净额减退货）÷ 成交客户数（按客户，不按订单）",
  },
  unit: "money",
  better: "up",
  over: termOf(salesMeasure, "revenue"),
  under: termOf(customersMeasure, "buyers"),
});
