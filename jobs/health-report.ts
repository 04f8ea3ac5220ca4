import { defineJob } from "#job.ts";
import { messages } from "#wording/health-report.ts";

const day = 86_400_000;
const most = 200;

export default defineJob({
  title: { en: "Health report", zh: "运行报告" },
  summary: { en: "What was missed or not sent since yesterday.", zh: "昨天以来错过或未能送达的推送。" },
  schedule: "30 8 * * *",
  audience: "administrator",
  standing: true,
  messages,
  async run({ office, now, words }) {
    const administration = office?.administration;
    if (!administration) return [];
    const since = new Date(now.getTime() - day);
    const [missed, troubled] = await Promise.all([
      administration.missed(since),
      administration.sends({ most, since, troubled: true }),
    ]);
    if (missed === 0 && troubled.length === 0) return [];
    const failed = troubled.filter(({ state }) => state === "failed");
    const unknown = troubled.length - failed.length;
    return [
      {
        reply: {
          headline: words.say("headline", { missed, failed: failed.length, unknown }),
          insights: troubled
            .slice(0, 3)
            .map(({ headline, job, target, error }) =>
              words.say("one", { what: headline ?? job, target, error: error ?? "" }),
            ),
          actions: troubled.length === 0 ? [] : [words.say("again")],
          followUps: [{ label: words.say("show"), ask: "/admin sends failed" }],
          result: { missed, failed: failed.length, unknown },
        },
      },
    ];
  },
});
