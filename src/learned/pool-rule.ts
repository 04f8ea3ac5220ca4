import { defineLesson, type LessonInput } from "#learned.ts";
import { type PoolRule, poolRule } from "#metrics/pool/pool-rule.ts";
import { ownedSilences, releaseGaps } from "#queries/pool-rule.ts";

/** When accounts fall back to the pool, as the whole company's data tell it: a rule holds for everybody. */
export default defineLesson({
  name: "pool-rule",
  usual: {},
  async learn({ view, asOf }: LessonInput, _parameters: object): Promise<PoolRule | null> {
    const [released, silences] = await Promise.all([releaseGaps(view, { asOf }), ownedSilences(view, { asOf })]);
    return poolRule(released, silences);
  },
});
