import { type AccountTwins, accountTwins } from "#metrics/quality/account-twins.ts";
import { defineTask } from "#task.ts";

/** Accounts that were recorded more than once. */
export default defineTask(
  import.meta.url,
  (columns: Readonly<Record<string, readonly (string | null)[]>>): AccountTwins[] => accountTwins(columns),
);
