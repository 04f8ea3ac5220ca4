import { defineIndicator, termOf } from "#indicator.ts";
import { salesMeasure } from "#queries/measure-sales.ts";

export default defineIndicator({
  title: { en: "Units sold", zh: "销量" },
  aliases: ["units", "quantity", "pieces", "销售数量", "件数", "出货量"],
  definition: {
    en: "Units on the lines of valid orders dated in the period; returns are not taken off",
    zh: "期内有效订单明细的数量，未扣退货",
  },
  unit: "count",
  better: "up",
  over: termOf(salesMeasure, "units"),
});
