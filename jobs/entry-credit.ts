import { lastSpan } from "#digests/span.ts";
import { defineJob, type Said } from "#job.ts";
import { entryCounts } from "#queries/entry-counts.ts";
import type { Board, Mark } from "#reply.ts";
import { messages } from "#wording/entry-credit.ts";

const most = 8;

export default defineJob({
  title: { en: "Data entry credit", zh: "录入榜" },
  summary: {
    en: "Thanks those who kept the CRM complete last week: who recorded how much.",
    zh: "感谢上周认真录入的同事：谁记录了多少。",
  },
  schedule: "0 17 * * 1",
  audience: "manager",
  messages,
  async run(input): Promise<Said[]> {
    const { view, words, calendar, now } = input;
    const span = lastSpan("week", now, calendar);
    const counted = await entryCounts(view, { from: span.from, to: span.to });
    const entries = counted.map((row) => ({ ...row, all: row.activities + row.leads + row.deals }));
    const [first] = entries;
    // A list of one credits nobody.
    if (first === undefined || entries.length < 2) return [];
    const all = entries.reduce((sum, row) => sum + row.all, 0);
    const marks = entries.slice(0, most).map(
      ({ owner, all: value, activities, leads, deals }, at): Mark => ({
        ...{ label: owner, value, text: words.say("count", { n: value, activities, leads, deals }) },
        ...(at === 0 ? { tone: "highlight" as const } : {}),
      }),
    );
    const headline = words.say("headline", { name: first.owner, n: words.integer(first.all) });
    const thanks = words.say("thanks", { people: entries.length, all: words.integer(all) });
    const board: Board = {
      panels: [{ wide: true, title: words.say("title"), shows: { kind: "bars", marks } }],
      alt: [headline, thanks].join(words.locale === "zh" ? "；" : "; "),
      subtitle: words.span(span.from, span.to),
    };
    return [
      {
        reply: {
          headline,
          board,
          insights: [thanks],
          actions: [words.say("action")],
          footnotes: [words.say("note")],
          followUps: [{ label: words.say("follow"), ask: "/quality" }],
          result: { n: all, period: { from: span.from, to: span.to }, owners: entries, excluded: [] },
        },
      },
    ];
  },
});
