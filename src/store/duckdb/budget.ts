import type { Allowance, Database } from "./database.ts";
import { isOutOfMemory } from "./out-of-memory.ts";

/**
 * The engine's memory and threads: questions may have all, bulk loads a part. The rows that a load writes stay in memory
 * until the limit is reached, however high it is; in the part they go to the disk earlier, and the load takes little longer.
 */
export interface Budget {
  /** Does a bulk load in its part as long as nobody asks; all over again, in all of it, where that was too little. */
  loading<T>(work: () => Promise<T>): Promise<T>;
  /** Does what answers a question with all of both, whatever is loaded meanwhile. */
  asking<T>(work: () => Promise<T>): Promise<T>;
}

/** What a bulk load may take, megabytes; of a second thread each of a table's columns would take its share once more. */
const megabytes = 144;
const part: Allowance = { memory: `${megabytes}MB`, threads: 1 };

/** `whole` is what `database` was opened with. */
export function openBudget(database: Database, whole: Allowance): Budget {
  const less = inMegabytes(whole.memory) > megabytes;
  let loads = 0;
  let questions = 0;
  let allowed = whole;
  let set: Promise<void> = Promise.resolve();

  /** Allows what should hold now; what was asked for before comes first. */
  function settle(): Promise<void> {
    set = set
      .catch(() => undefined)
      .then(async () => {
        const wanted = loads > 0 && questions === 0 ? part : whole;
        if (wanted === allowed) return;
        try {
          await database.allow(wanted);
          allowed = wanted;
        } catch (error) {
          // More is in use than should be: it is allowed until the next time.
          if (!isOutOfMemory(error)) throw error;
        }
      });
    return set;
  }

  async function inPart<T>(work: () => Promise<T>): Promise<T> {
    loads += 1;
    try {
      await settle();
      return await work();
    } finally {
      loads -= 1;
      // What was loaded counts, whatever becomes of the limit: the next question asks for all of it again.
      await settle().catch(() => {});
    }
  }

  return {
    async loading(work) {
      if (!less) return work();
      try {
        return await inPart(work);
      } catch (error) {
        if (!isOutOfMemory(error)) throw error;
        return work();
      }
    },
    async asking(work) {
      questions += 1;
      try {
        if (loads > 0 || allowed !== whole) await settle();
        return await work();
      } finally {
        questions -= 1;
        // The answer does not wait for what a load has to put on the disk; the load hears of a failure when it ends.
        if (loads > 0) settle().catch(() => {});
      }
    },
  };
}

function inMegabytes(words: string): number {
  const [, number, unit] = /^(\d+)(MB|GB)$/i.exec(words) ?? [];
  return Number(number) * (unit?.toUpperCase() === "GB" ? 1000 : 1);
}
