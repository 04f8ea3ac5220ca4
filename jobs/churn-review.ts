import { defineJob } from "#job.ts";

export default defineJob({
  title: { en: "How well churn pings do", zh: "流失提醒复盘" },
  summary: {
    en: "Tells administrators every month how often churn pings were right, what they saved, and which rule was demoted.",
    zh: "每月告诉管理员流失提醒的准确率、挽回金额，以及哪条规则被降级。",
  },
  schedule: "0 9 1 * *",
  audience: "administrator",
  standing: true,
  messages: { en: {}, zh: {} },
  async run({ ask }) {
    const reply = await ask("/churn report");
    return (reply.result as { judged?: number }).judged ? [{ reply }] : [];
  },
});
