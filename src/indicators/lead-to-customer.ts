import { defineIndicator, termOf } from "#indicator.ts";
import { leadsMeasure } from "#queries/measure-leads.ts";

export default defineIndicator({
  title: { en: "Lead-to-customer rate", zh: "转客户率" },
  aliases: ["lead conversion", "lead to customer", "conversion rate", "转客户", "线索转化率", "线索转化", "转化率"],
  definition: {
    en: "Leads created in the period that were converted by its end, per lead created in it",
    zh: "期内新建且在期末前转为客户的线索 ÷ 期内新建线索",
  },
  unit: "share",
  better: "up",
  over: termOf(leadsMeasure, "to_customer"),
  under: termOf(leadsMeasure, "leads"),
});
