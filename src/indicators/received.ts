import { defineIndicator, termOf } from "#indicator.ts";
import { paymentsMeasure } from "#queries/measure-payments.ts";

export default defineIndicator({
  title: { en: "Payments received", zh: "回款" },
  aliases: ["received", "cash in", "collections", "cash collected", "回款额", "回款金额", "收款"],
  definition: {
    en: "Payments dated in the period less refunds",
    zh: "期内到账的回款减退款",
  },
  unit: "money",
  better: "up",
  over: termOf(paymentsMeasure, "received"),
});
