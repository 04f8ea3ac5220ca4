import type { Calendar, Day } from "#calendar.ts";
import { businessDay } from "#grammar/days.ts";
import type { Learned, Lesson } from "#learned.ts";
import type { Log } from "#platform.ts";
import type { Store } from "#store.ts";
import type { Compute } from "#task.ts";

/** Keeps what was learned; the oldest goes when there is too much. */
export interface Memory {
  recall<Parameters, Value>(
    lesson: Lesson<Parameters, Value>,
    asOf: Day,
    parameters: Parameters,
    now: Date,
  ): Promise<Learned<Value>>;
  /** What was learned last, at once and whatever its age; undefined when nothing was. */
  known<Parameters, Value>(
    lesson: Lesson<Parameters, Value>,
    asOf: Day,
    parameters: Parameters,
    now: Date,
  ): Value | undefined;
  /** Learns what most questions ask for, one lesson after the other; what cannot be learned is not an error here. */
  ahead(lessons: Iterable<Lesson<unknown, unknown>>, now: Date): Promise<void>;
  /** What is known, by lesson, and when it was last learned. */
  ages(): readonly { readonly name: string; readonly learnedAt: Date }[];
  /** Forgets everything: what was learned from rows that must not be known any more. */
  forget(): void;
  /** Waits for what is being learned. */
  close(): Promise<void>;
}

interface Entry {
  readonly lesson: string;
  readonly stamp: string;
  readonly learnedAt: Date;
  readonly value: unknown;
}

/** Most values kept at once. */
const most = 24;
/** Longest that learning may take; nobody waits for it but the first asker. */
const learningMs = 120_000;

/** A memory over one store. Values learned as of today share a place from day to day, others have one per day. */
export function createMemory(parts: {
  readonly store: Store;
  readonly calendar: Calendar;
  readonly computeUntil: (deadline: AbortSignal) => Compute;
  readonly log: Log;
}): Memory {
  const { store, calendar, computeUntil, log } = parts;
  const known = new Map<string, Entry>();
  const beingLearned = new Map<string, Promise<Entry>>();

  function learn<Parameters, Value>(
    place: string,
    stamp: string,
    lesson: Lesson<Parameters, Value>,
    asOf: Day,
    parameters: Parameters,
    now: Date,
  ): Promise<Entry> {
    const already = beingLearned.get(`${place} ${stamp}`);
    if (already !== undefined) return already;
    const deadline = AbortSignal.timeout(learningMs);
    const view = store.view({ owners: null, plain: true, filters: [], by: [], deadline });
    const learning = lesson
      .learn({ view, calendar, compute: computeUntil(deadline), asOf, now }, parameters)
      .then((value) => {
        const entry = { lesson: lesson.name, stamp, learnedAt: now, value };
        if (!beingLearned.has(`${place} ${stamp}`)) return entry;
        known.delete(place);
        known.set(place, entry);
        for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - most))) known.delete(oldest);
        return entry;
      })
      .finally(() => beingLearned.delete(`${place} ${stamp}`));
    beingLearned.set(`${place} ${stamp}`, learning);
    return learning;
  }

  function placeOf(lesson: string, asOf: Day, parameters: unknown, now: Date): string {
    const day = asOf === businessDay(now, calendar.zone) ? "today" : asOf;
    return `${store.freshness()?.source} ${lesson} ${day} ${JSON.stringify(parameters)}`;
  }

  async function recall<Parameters, Value>(
    lesson: Lesson<Parameters, Value>,
    asOf: Day,
    parameters: Parameters,
    now: Date,
  ): Promise<Learned<Value>> {
    const { syncedAt } = store.freshness() ?? {};
    const place = placeOf(lesson.name, asOf, parameters, now);
    const stamp = `${syncedAt?.toISOString()} ${asOf}`;
    const last = known.get(place);
    const current = last?.stamp === stamp;
    const learning = current ? undefined : learn(place, stamp, lesson, asOf, parameters, now);
    if (last !== undefined) {
      learning?.catch((error: unknown) => log.warn({ err: error, lesson: lesson.name }, "could not learn anew"));
    }
    const entry = last ?? (await learning);
    if (entry === undefined) throw new Error(`${lesson.name} was not learned`);
    return { value: entry.value as Value, learnedAt: entry.learnedAt, renewing: !current && last !== undefined };
  }

  const settled = () => Promise.allSettled(beingLearned.values());
  return {
    recall,
    known<Parameters, Value>(lesson: Lesson<Parameters, Value>, asOf: Day, parameters: Parameters, now: Date) {
      return known.get(placeOf(lesson.name, asOf, parameters, now))?.value as Value | undefined;
    },
    async ahead(lessons, now) {
      for (const lesson of lessons) {
        await recall(lesson, businessDay(now, calendar.zone), lesson.usual, now).catch((error: unknown) =>
          log.info({ err: error, lesson: lesson.name }, "nothing learned ahead"),
        );
        await settled();
      }
    },
    ages() {
      const newest = new Map<string, Date>();
      for (const { lesson, learnedAt } of known.values()) {
        const before = newest.get(lesson);
        if (before === undefined || before < learnedAt) newest.set(lesson, learnedAt);
      }
      return [...newest].map(([name, learnedAt]) => ({ name, learnedAt })).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    forget() {
      known.clear();
      beingLearned.clear();
    },
    async close() {
      await settled();
    },
  };
}
