import { defineIndicator, termOf } from "#indicator.ts";
import { customersMeasure } from "#queries/measure-customers.ts";

export default defineIndicator({
  title: { en: "New customers", zh: "新客户数" },
  aliases: ["first-time buyers", "acquisition", "customers won", "新客", "新增客户", "新客数", "新成交客户", "拉新"],
  definition: {
    en: "Customers whose first valid order ever lies in the period",
    zh: "首笔有效订单落在期内的客户数",
  },
  unit: "count",
  better: "up",
  over: termOf(customersMeasure, "new"),
});
