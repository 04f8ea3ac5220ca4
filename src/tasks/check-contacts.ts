import { type ContactCells, invalidContacts } from "#metrics/quality/contact-validity.ts";
import { defineTask } from "#task.ts";

/** Which telephone numbers and e-mail addresses cannot be any. */
export default defineTask(
  import.meta.url,
  ({ cells, region }: { readonly cells: ContactCells; readonly region: string | null }) =>
    invalidContacts(cells, region),
);
