import { defineIndicator, termOf } from "#indicator.ts";
import { salesMeasure } from "#queries/measure-sales.ts";

export default defineIndicator({
  title: { en: "Revenue", zh: "销售额" },
  aliases: ["sales", "turnover", "net revenue", "营收", "营业额", "收入", "业绩", "流水"],
  definition: {
    en: "Net of valid orders dated in the period (confirmed or fulfilled, above zero, tax excluded) less returns dated in it",
    zh: "期内有效订单（已确认或已完成、金额大于零）的不含税净额，减去期内发生的退货",
  },
  unit: "money",
  better: "up",
  over: termOf(salesMeasure, "revenue"),
});
