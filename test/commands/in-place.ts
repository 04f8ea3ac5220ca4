import { discover } from "#discover.ts";
import type { Indicator } from "#indicator.ts";
import type { LessonInput, Recall } from "#learned.ts";
import type { Store } from "#store.ts";
import type { Compute } from "#task.ts";

export const indicators = await discover<Indicator>(new URL("../../src/indicators/", import.meta.url));

/** Tasks run where they are called, their inputs and outputs copied as a thread would. */
export const compute: Compute = async (task, input) => structuredClone(task.run(structuredClone(input)));

/** Lessons learned anew at every call, from all rows of the store. */
export function recallFrom(store: Store, { calendar, now }: Pick<LessonInput, "calendar" | "now">): Recall {
  return async (lesson, asOf, parameters) => {
    const view = store.view({ owners: null, plain: true, filters: [], by: [] });
    const value = await lesson.learn({ view, calendar, compute, asOf, now }, parameters);
    return { value, learnedAt: now, renewing: false };
  };
}
