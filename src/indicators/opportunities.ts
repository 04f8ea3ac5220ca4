import { defineIndicator, termOf } from "#indicator.ts";
import { dealsMeasure } from "#queries/measure-deals.ts";

export default defineIndicator({
  title: { en: "New opportunities", zh: "新增商机" },
  aliases: ["opportunities", "deals", "new deals", "商机", "商机数", "新商机"],
  definition: {
    en: "Opportunities created in the period",
    zh: "期内新建的商机数",
  },
  unit: "count",
  better: "up",
  over: termOf(dealsMeasure, "created"),
});
