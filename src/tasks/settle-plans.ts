import { type Plans, settlePlans, type Unnamed } from "#metrics/collections/settle-plans.ts";
import { defineTask } from "#task.ts";

/** Which part of each of many receivable plans is paid. */
export default defineTask(import.meta.url, (input: { readonly plans: Plans; readonly unnamed: Unnamed }) =>
  settlePlans(input.plans, input.unnamed),
);
