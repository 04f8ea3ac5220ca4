import { defineIndicator, termOf } from "#indicator.ts";
import { recommendationMeasure } from "#queries/measure-recommendation.ts";

export default defineIndicator({
  title: { en: "NPS", zh: "净推荐值" },
  aliases: ["net promoter score", "net promoter", "recommendation", "推荐值"],
  definition: {
    en: "Share of 9–10 less share of 0–6 on the 11-point scale, the latest answer of each respondent in the period",
    zh: "11 分制中 9–10 分占比减 0–6 分占比，每位受访者取期内最近一次",
  },
  unit: "score",
  better: "up",
  over: termOf(recommendationMeasure, "balance"),
  under: termOf(recommendationMeasure, "respondents"),
});
