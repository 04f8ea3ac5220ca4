import { defineIndicator, termOf } from "#indicator.ts";
import { returnsMeasure } from "#queries/measure-returns.ts";
import { salesMeasure } from "#queries/measure-sales.ts";

export default defineIndicator({
  title: { en: "Return rate", zh: "退货率" },
  aliases: ["returns", "returns per order", "refund rate", "退货", "退换货率"],
  definition: {
    en: "Returns dated in the period per valid order of the period, whenever the returned orders were placed",
    zh: "期内退货笔数 ÷ 期内有效订单数（不论原订单何时下单）",
  },
  unit: "share",
  better: "down",
  over: termOf(returnsMeasure, "returns"),
  under: termOf(salesMeasure, "orders"),
});
