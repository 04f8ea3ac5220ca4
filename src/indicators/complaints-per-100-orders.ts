import { defineIndicator, termOf } from "#indicator.ts";
import { complaintsMeasure } from "#queries/measure-complaints.ts";
import { salesMeasure } from "#queries/measure-sales.ts";

export default defineIndicator({
  title: { en: "Complaints per 100 orders", zh: "百单投诉数" },
  aliases: ["complaints per order", "每百单投诉", "百单投诉", "订单投诉率"],
  definition: {
    en: "Complaints opened in the period per 100 valid orders of the period",
    zh: "期内投诉数 ÷ 期内有效订单数 × 100",
  },
  unit: "count",
  better: "down",
  over: termOf(complaintsMeasure, "complaints"),
  under: termOf(salesMeasure, "orders"),
  per: 100,
});
