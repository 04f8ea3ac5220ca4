import { defineIndicator, termOf } from "#indicator.ts";
import { salesMeasure } from "#queries/measure-sales.ts";

export default defineIndicator({
  title: { en: "Average order value", zh: "笔单价" },
  aliases: ["order value", "average order", "平均订单金额", "单笔金额", "订单均价"],
  definition: {
    en: "Revenue (valid orders’ net less returns) per valid order",
    zh: "销售额（有效订单净额减退货）÷ 有效订单数",
  },
  unit: "money",
  better: "up",
  over: termOf(salesMeasure, "revenue"),
  under: termOf(salesMeasure, "orders"),
});
