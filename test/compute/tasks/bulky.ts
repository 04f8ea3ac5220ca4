import { defineTask } from "#task.ts";

let runs = 0;

/** How often its thread has run it, which ought to end after it. */
export default defineTask(import.meta.url, () => ++runs, { bulky: true });
