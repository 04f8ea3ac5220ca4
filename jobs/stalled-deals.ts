import { z } from "zod";
import { hear } from "#digests/section.ts";
import { defineJob, type Said } from "#job.ts";
import { askAbout } from "#wording/account-choice.ts";
import { messages } from "#wording/stalled-deals.ts";

const shape = z.object({
  stalled: z.array(
    z.object({
      ...{ opportunity_id: z.string(), name: z.string().nullable(), account_id: z.string().nullable() },
      ...{ account: z.string().nullable(), owner: z.string().nullable(), stage: z.string().nullable() },
      ...{ amount: z.number(), days_in_stage: z.number(), p75_days: z.number() },
    }),
  ),
});

export default defineJob({
  title: { en: "Stalled deals", zh: "停滞商机" },
  summary: {
    en: "Tells owners of deals that stand longer in a stage than those that were won.",
    zh: "商机在某阶段停留时间超过赢单的常见时长时，提醒负责人。",
  },
  schedule: "0 9 * * 1-5",
  audience: "owner",
  standing: true,
  ping: { coolDownDays: 14 },
  messages,
  async run(input): Promise<Said[]> {
    const { words, recipient } = input;
    if (recipient.owner === null) return [];
    const heard = await hear(input, "/pipeline", shape);
    const mine = (heard?.result.stalled ?? []).filter(({ owner }) => owner === recipient.owner?.name);
    return mine.map((deal): Said => {
      const { opportunity_id: id, account_id: account, amount, days_in_stage: days, p75_days: usual } = deal;
      const name = deal.name ?? deal.account ?? id;
      const about = { name, stage: deal.stage ?? words.say("stage_unknown"), days, usual, money: words.money(amount) };
      return {
        about: `deal:${id}`,
        // Twice as long as usual is graver, and so is each further time.
        band: Math.floor(days / Math.max(1, usual)),
        atStake: amount,
        reply: {
          headline: words.say("headline", about),
          insights: [words.say("why", about)],
          actions: [words.say("action", { ...about, customer: deal.account ?? name })],
          followUps: [
            ...(account ? [{ label: words.say("customer"), ask: askAbout("customer", account) }] : []),
            { label: words.say("pipeline"), ask: "/pipeline" },
          ],
          result: { deal },
        },
      };
    });
  },
});
