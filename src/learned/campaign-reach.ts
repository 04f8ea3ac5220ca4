import { startOfDay } from "#grammar/days.ts";
import { defineLesson } from "#learned.ts";
import { addDays } from "#metrics/days.ts";
import { campaignReach } from "#queries/campaign-touches.ts";

/** How many members of the whole company each campaign treated, by external id: what a part of its cost is measured by. */
export default defineLesson({
  name: "campaign-reach",
  usual: {},
  async learn({ view, calendar, asOf }, _parameters: Readonly<Record<string, never>>) {
    const rows = await campaignReach(view, { end: startOfDay(addDays(asOf, 1), calendar.zone) });
    return new Map(rows.map(({ campaign, touches }) => [campaign, touches]));
  },
});
