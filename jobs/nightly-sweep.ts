import { defineJob } from "#job.ts";

export default defineJob({
  title: { en: "Nightly sweep", zh: "夜间核对" },
  summary: { en: "Looks for what the CRM has lost without saying so.", zh: "核对 CRM 中已删除的数据。" },
  schedule: "30 3 * * *",
  audience: "nobody",
  graceHours: 12,
  messages: { en: {}, zh: {} },
  async run({ upkeep }) {
    await upkeep.sweep();
    return [];
  },
});
