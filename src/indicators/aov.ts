import { defineIndicator, termOf } from "#indicator.ts";
import { salesMeasure } from "#queries/measure-sales.ts";

export default defineIndicator({
  title: { en: "Average order value", zh: "笔单价" },
  aliases: ["aov", "order value", "average order", "平均订单金额", "单笔金额"],
  definition: {
    en: "Net of valid orders, before returns, per order",
    zh: "有效订单净额（未减退货）÷ 订单数",
  },
  unit: "money",
  better: "up",
  over: termOf(salesMeasure, "sold"),
  under: termOf(salesMeasure, "orders"),
});
