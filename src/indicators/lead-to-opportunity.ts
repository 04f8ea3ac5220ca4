import { defineIndicator, termOf } from "#indicator.ts";
import { leadsMeasure } from "#queries/measure-leads.ts";

export default defineIndicator({
  title: { en: "Lead-to-opportunity rate", zh: "转商机率" },
  aliases: ["lead to opportunity", "lead to deal", "转商机", "线索转商机率"],
  definition: {
    en: "Leads created in the period that became an opportunity by its end, per lead created in it",
    zh: "期内新建且在期末前转为商机的线索 ÷ 期内新建线索",
  },
  unit: "share",
  better: "up",
  over: termOf(leadsMeasure, "to_opportunity"),
  under: termOf(leadsMeasure, "leads"),
});
