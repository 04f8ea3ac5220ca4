import { defineIndicator, termOf } from "#indicator.ts";
import { customersMeasure } from "#queries/measure-customers.ts";

export default defineIndicator({
  title: { en: "Repeat purchase rate", zh: "复购率" },
  aliases: ["repeat rate", "repeat purchase", "复购"],
  definition: {
    en: "Buyers with at least two valid orders in the period ÷ buyers of the period",
    zh: "期内下单 ≥ 2 笔的客户 ÷ 期内成交客户",
  },
  unit: "share",
  better: "up",
  over: termOf(customersMeasure, "repeated"),
  under: termOf(customersMeasure, "buyers"),
});
