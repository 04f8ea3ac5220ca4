import { defineIndicator, termOf } from "#indicator.ts";
import { complaintsMeasure } from "#queries/measure-complaints.ts";
import { customersMeasure } from "#queries/measure-customers.ts";

export default defineIndicator({
  title: { en: "Complaints per 100 customers", zh: "百客投诉数" },
  aliases: ["complaints", "complaint rate", "投诉", "投诉率", "客诉", "客诉率", "每百客户投诉"],
  definition: {
    en: "Complaints opened in the period per 100 customers with a valid order in it",
    zh: "期内投诉数 ÷ 期内成交客户数 × 100",
  },
  unit: "count",
  better: "down",
  over: termOf(complaintsMeasure, "complaints"),
  under: termOf(customersMeasure, "buyers"),
  per: 100,
});
