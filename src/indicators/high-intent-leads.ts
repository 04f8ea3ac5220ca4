import { defineIndicator, termOf } from "#indicator.ts";
import { leadsMeasure } from "#queries/measure-leads.ts";

export default defineIndicator({
  title: { en: "High-intent leads", zh: "意向客户" },
  aliases: ["high intent", "hot leads", "high-intent", "意向客户数", "高意向线索", "高意向客户"],
  definition: {
    en: "Leads created in the period whose intent is high",
    zh: "期内新建且意向为高的线索数",
  },
  unit: "count",
  better: "up",
  over: termOf(leadsMeasure, "high_intent"),
});
