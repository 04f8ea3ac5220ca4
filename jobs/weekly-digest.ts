import { digestOf, digestStates } from "#digests/compose.ts";
import { lastSpan } from "#digests/span.ts";
import { defineJob } from "#job.ts";
import { digestMessages } from "#wording/digest.ts";

export default defineJob({
  title: { en: "Weekly digest", zh: "销售周报" },
  summary: {
    en: "Last week in one picture: key figures, pipeline, wins and losses, forecast, team, risks, satisfaction, data to fix.",
    zh: "一张图看上周：关键指标、商机变化、赢单输单、预测与目标、团队、风险、满意度、待补数据。",
  },
  schedule: "0 9 * * 1",
  audience: "manager",
  standing: true,
  attach: "pptx",
  messages: digestMessages,
  state: (input) => digestStates(input, lastSpan("week", input.now, input.calendar)),
  run: (input) => digestOf(input, lastSpan("week", input.now, input.calendar)),
});
