import { defineIndicator, termOf } from "#indicator.ts";
import { dealsMeasure } from "#queries/measure-deals.ts";

export default defineIndicator({
  title: { en: "Win rate", zh: "赢单率" },
  aliases: ["win ratio", "close rate", "deals won", "成交率", "赢率"],
  definition: {
    en: "Won ÷ (won + lost) of the opportunities closed in the period; void ones are left out",
    zh: "期内关闭的商机中：赢单 ÷（赢单 + 输单），作废不计",
  },
  unit: "share",
  better: "up",
  over: termOf(dealsMeasure, "won"),
  under: termOf(dealsMeasure, "decided"),
});
