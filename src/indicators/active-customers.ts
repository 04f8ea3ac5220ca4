import { defineIndicator, termOf } from "#indicator.ts";
import { customersMeasure } from "#queries/measure-customers.ts";

export default defineIndicator({
  title: { en: "Active customers", zh: "活跃客户数" },
  aliases: [
    "active",
    "buyers",
    "customers who bought",
    "active buyers",
    "活跃客户",
    "成交客户数",
    "成交客户",
    "买家",
    "买家数",
    "购买客户数",
  ],
  definition: {
    en: "Distinct customers with a valid order in the period",
    zh: "期内有有效订单的客户数（去重）",
  },
  unit: "count",
  better: "up",
  over: termOf(customersMeasure, "buyers"),
});
