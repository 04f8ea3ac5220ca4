import { z } from "zod";
import { hear } from "#digests/section.ts";
import { addDays, businessDay } from "#grammar/days.ts";
import { quote } from "#grammar/format.ts";
import { seasonsEnded } from "#grammar/seasons.ts";
import { defineJob, type JobInput, type Said } from "#job.ts";
import { campaignList } from "#queries/campaign-list.ts";
import type { Reply } from "#reply.ts";
import { messages } from "#wording/event-review.ts";

const options = z.object({
  /** Days after an event at which its orders have mostly come in. */
  after: z.coerce.number().int().min(1).max(60).default(7),
});
type Input = JobInput<z.output<typeof options>>;

/** More ended on one day than anybody reads about one by one. */
const most = 5;

export default defineJob({
  title: { en: "Event review", zh: "活动复盘" },
  summary: {
    en: "A week after a campaign or a season such as 双11 ended: what it brought, and whether it paid.",
    zh: "活动或双11等大促结束一周后：带来了什么、值不值。",
  },
  schedule: "0 10 * * *",
  audience: "manager",
  standing: true,
  graceHours: 48,
  options,
  messages,
  async run(input): Promise<Said[]> {
    const {
      view,
      calendar,
      now,
      options: { after },
    } = input;
    const ended = addDays(businessDay(now, calendar.zone), -after);
    const campaigns = view.has("campaigns")
      ? (await campaignList(view)).filter(({ last, first }) => last === ended && first !== null)
      : [];
    const reviews = await Promise.all([
      ...campaigns.slice(0, most).map(({ campaign, name, first }) => {
        const question = `/campaign ${first}..${businessDay(now, calendar.zone)} campaign=${quote(name ?? campaign)}`;
        return review(input, question, { name: name ?? campaign, first: first ?? ended, last: ended });
      }),
      ...seasonsEnded(calendar, ended).map(({ name, first, last }) =>
        review(input, `/sales ${first}..${last} vs yoy`, { name, first, last }),
      ),
    ]);
    return reviews.flat();
  },
});

/** A command's answer about an event, under the event's name. */
async function review(
  input: Input,
  question: string,
  { name, first, last }: { readonly name: string; readonly first: string; readonly last: string },
): Promise<Said[]> {
  const { words } = input;
  const heard = await hear(input, question, z.record(z.string(), z.unknown()));
  if (heard === null) return [];
  const headline = words.say("headline", { name, finding: heard.reply.headline });
  const { chart, footnotes = [] } = heard.reply;
  const reply: Reply = {
    ...heard.reply,
    headline,
    ...(chart === undefined ? {} : { chart: { ...chart, alt: headline } }),
    footnotes: [words.say("ended", { name, span: words.span(first, addDays(last, 1)) }), ...footnotes],
    followUps: [{ label: words.say("more"), ask: question }, ...(heard.reply.followUps ?? []).slice(0, 1)],
  };
  return [{ about: `event:${name}/${last}`, reply }];
}
