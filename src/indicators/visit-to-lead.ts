import { defineIndicator, termOf } from "#indicator.ts";
import { leadsMeasure } from "#queries/measure-leads.ts";
import { trafficMeasure } from "#queries/measure-traffic.ts";

export default defineIndicator({
  title: { en: "Visit-to-lead conversion", zh: "进店留资率" },
  aliases: ["visitor to lead", "visit to lead rate", "进店转化率", "进店转化", "留资率"],
  definition: {
    en: "Leads created in the period per visitor of the period",
    zh: "期内新增线索数 ÷ 同期客流",
  },
  unit: "share",
  better: "up",
  over: termOf(leadsMeasure, "leads"),
  under: termOf(trafficMeasure, "visitors"),
});
