import { expect } from "vitest";
import { administrator } from "#access/asker.ts";
import { edition } from "#delivery/edition.ts";
import { addDays, startOfDay } from "#grammar/days.ts";
import job from "../../jobs/threshold-alert.ts";
import { type demoParley, fromAdministrator } from "../demo-company.ts";

export const zone = "Asia/Shanghai";
/** Days on which something that ended in the third quarter of 2026 is looked at, at nine in the morning. */
const days = Array.from({ length: 92 }, (_, index) => addDays("2026-07-02", index));
export const nine = (day: string): Date => new Date(startOfDay(day, zone).getTime() + 9 * 3_600_000);

export type Demo = Awaited<ReturnType<typeof demoParley>>;

/** What the job says on a day. */
export async function said({ parley }: Demo, rule: string, day: string) {
  const reader = { asker: administrator, user: null, locale: "en" as const };
  return edition(job, { rule }, nine(day), reader, parley.parts);
}

/** Days of the quarter on which `/alert test` says that a rule would have fired. */
export async function wouldHaveFired({ parley }: Demo, rule: string): Promise<string[]> {
  const { answer } = await parley.dispatch(fromAdministrator(`/alert test ${rule}`));
  expect(answer.error, answer.headline).toBeUndefined();
  const { dates, fired } = answer.result as { dates: string[]; fired: number };
  if (fired > 0) expect(answer.headline).toContain("last quarter");
  return dates;
}

/** Days of the quarter on which the job speaks when it runs day by day. */
export async function firesOn(demo: Demo, rule: string, grain: "day" | "week" | "month"): Promise<string[]> {
  const planned = days.filter(
    (day) => grain === "day" || (grain === "week" ? new Date(day).getUTCDay() === 1 : day.endsWith("-01")),
  );
  const fired: string[] = [];
  for (const day of planned) if ((await said(demo, rule, day)).length > 0) fired.push(day);
  return fired;
}
