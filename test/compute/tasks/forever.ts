import { defineTask } from "#task.ts";

export default defineTask(import.meta.url, (_: null): never => {
  for (;;);
});
