import { digestOf, digestStates } from "#digests/compose.ts";
import { lastSpan } from "#digests/span.ts";
import { defineJob } from "#job.ts";
import { digestMessages } from "#wording/digest.ts";

export default defineJob({
  title: { en: "Monthly review", zh: "销售月报" },
  summary: {
    en: "Last month in one picture, with slides for the meeting.",
    zh: "一张图看上月，附会议用幻灯片。",
  },
  schedule: "0 9 1 * *",
  audience: "manager",
  standing: true,
  attach: "pptx",
  graceHours: 48,
  messages: digestMessages,
  state: (input) => digestStates(input, lastSpan("month", input.now, input.calendar)),
  run: (input) => digestOf(input, lastSpan("month", input.now, input.calendar)),
});
