import { defineIndicator, termOf } from "#indicator.ts";
import { marginMeasure } from "#queries/measure-margin.ts";

export default defineIndicator({
  title: { en: "Gross margin", zh: "毛利率" },
  aliases: ["margin", "gross profit margin", "毛利", "利润率"],
  definition: {
    en: "(Net − cost) ÷ net over the lines of valid orders whose cost is known, before returns",
    zh: "有效订单中成本已知的明细：（净额 − 成本）÷ 净额，未减退货",
  },
  unit: "share",
  better: "up",
  over: termOf(marginMeasure, "margin"),
  under: termOf(marginMeasure, "net"),
});
