import { z } from "zod";
import { defineJob } from "#job.ts";

export default defineJob({
  title: { en: "Alert", zh: "指标预警" },
  summary: {
    en: "Tells when a number crosses a line, changes, or behaves unusually; set by /alert.",
    zh: "指标越线、变化过大或出现异常时提醒，用 /预警 设置。",
  },
  schedule: "0 9 * * 1",
  audience: "channel",
  // It has a cool-down of its own, without which looking back would not tell what it does.
  ping: { coolDownDays: 0 },
  options: z.object({ rule: z.string().default("") }),
  messages: { en: {}, zh: {} },
  async run({ ask, options: { rule } }) {
    if (rule === "") return [];
    const reply = await ask(`/alert check ${rule}`);
    const { fired = [], at_stake: atStake = 0 } = reply.result as { fired?: readonly unknown[]; at_stake?: number };
    return fired.length === 0 ? [] : [{ reply, about: `alert ${rule}`, atStake }];
  },
});
