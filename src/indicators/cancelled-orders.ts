import { defineIndicator, termOf } from "#indicator.ts";
import { cancelledMeasure } from "#queries/measure-cancelled.ts";

export default defineIndicator({
  title: { en: "Cancelled orders", zh: "退单" },
  aliases: ["cancelled", "canceled orders", "cancellations", "退单数", "取消订单", "取消订单数"],
  definition: {
    en: "Orders cancelled in the period, dated by the cancellation, or by the order where that is unknown",
    zh: "期内取消的订单数，按取消时间（未知时按下单时间）",
  },
  unit: "count",
  better: "down",
  over: termOf(cancelledMeasure, "cancelled"),
});
