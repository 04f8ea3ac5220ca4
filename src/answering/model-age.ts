import type { Learned, Recall } from "#learned.ts";
import type { Words } from "#messages.ts";

/** Remembers what a command recalls, to say how old it is. */
export function witness(recall: Recall): {
  readonly recall: Recall;
  readonly recalled: Omit<Learned<unknown>, "value">[];
} {
  const recalled: Omit<Learned<unknown>, "value">[] = [];
  return {
    recalled,
    recall: async (lesson, asOf, parameters) => {
      const learned = await recall(lesson, asOf, parameters);
      recalled.push(learned);
      return learned;
    },
  };
}

/** How old the oldest of the models is, when that is hours or newer data are being learned. */
export function modelAge(recalled: readonly Omit<Learned<unknown>, "value">[], now: Date, words: Words): string[] {
  if (recalled.length === 0) return [];
  const oldest = Math.min(...recalled.map(({ learnedAt }) => learnedAt.getTime()));
  const hours = Math.floor((now.getTime() - oldest) / 3_600_000);
  const renewing = recalled.some((learned) => learned.renewing);
  return hours >= 1 || renewing ? [words.say("reply.model_age", { hours, renewing: renewing ? "yes" : "no" })] : [];
}
