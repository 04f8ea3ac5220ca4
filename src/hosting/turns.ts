import { setImmediate } from "node:timers/promises";

/**
 * Lets work begin one piece at a time, a turn of the event loop apart: what else arrives in the same moment, such as other
 * people's questions that want their acknowledgement, is heard in between.
 */
export function createTurns(): () => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}
