import { defineIndicator, termOf } from "#indicator.ts";
import { customersMeasure } from "#queries/measure-customers.ts";

export default defineIndicator({
  title: { en: "Rebuy rate", zh: "回购率" },
  aliases: ["rebuy", "rebought", "buy again", "回购"],
  definition: {
    en: "Buyers of the previous period who bought again in this one ÷ buyers of the previous period",
    zh: "上一期成交客户中本期再次购买的比例",
  },
  unit: "share",
  better: "up",
  over: termOf(customersMeasure, "rebought"),
  under: termOf(customersMeasure, "before"),
});
