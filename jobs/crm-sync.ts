import { defineJob } from "#job.ts";

export default defineJob({
  title: { en: "Sync", zh: "数据同步" },
  summary: { en: "Brings the CRM's newest data in.", zh: "同步 CRM 的最新数据。" },
  schedule: "*/15 * * * *",
  audience: "nobody",
  // The next sync brings what this one would have.
  graceHours: 0.25,
  messages: { en: {}, zh: {} },
  async run({ upkeep }) {
    await upkeep.sync();
    return [];
  },
});
