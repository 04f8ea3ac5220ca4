import { defineIndicator, termOf } from "#indicator.ts";
import { salesMeasure } from "#queries/measure-sales.ts";

export default defineIndicator({
  title: { en: "Orders", zh: "订单数" },
  aliases: ["order count", "number of orders", "订单", "订单量", "成交量"],
  definition: {
    en: "Valid orders dated in the period: confirmed or fulfilled, above zero",
    zh: "期内有效订单数：已确认或已完成、金额大于零",
  },
  unit: "count",
  better: "up",
  over: termOf(salesMeasure, "orders"),
});
