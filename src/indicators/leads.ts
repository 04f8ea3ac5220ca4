import { defineIndicator, termOf } from "#indicator.ts";
import { leadsMeasure } from "#queries/measure-leads.ts";

export default defineIndicator({
  title: { en: "Leads", zh: "线索数" },
  aliases: ["new leads", "lead count", "线索", "新增线索", "线索量"],
  definition: {
    en: "Leads created in the period",
    zh: "期内新建的线索数",
  },
  unit: "count",
  better: "up",
  over: termOf(leadsMeasure, "leads"),
});
