import { defineIndicator, termOf } from "#indicator.ts";
import { customersMeasure } from "#queries/measure-customers.ts";

export default defineIndicator({
  title: { en: "Returning share", zh: "老客占比" },
  aliases: ["returning customers", "returning buyers", "existing customers", "老客户占比", "老客", "老客户"],
  definition: {
    en: "Buyers of the period who had bought before it ÷ buyers of the period",
    zh: "期内成交客户中此前买过的客户占比",
  },
  unit: "share",
  better: "up",
  over: termOf(customersMeasure, "returning"),
  under: termOf(customersMeasure, "buyers"),
});
