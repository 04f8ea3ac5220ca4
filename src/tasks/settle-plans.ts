import { type Paid, type Plans, settlePlans } from "#metrics/collections/settle-plans.ts";
import { defineTask } from "#task.ts";

/** Which part of each of many receivable plans is paid. */
export default defineTask(import.meta.url, (input: { readonly plans: Plans; readonly paid: Paid }) =>
  settlePlans(input.plans, input.paid),
);
