import { defineTask } from "#task.ts";

let runs = 0;

/** How often its thread has run it. */
export default defineTask(import.meta.url, () => ++runs);
