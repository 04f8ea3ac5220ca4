import { type Asker, administrator, recognise } from "#access/asker.ts";
import { UserError } from "#errors.ts";
import type { Parley } from "#parley.ts";

/** Who a terminal speaks for: the CRM user with this e-mail, or an administrator. Throws a UserError where there is none. */
export async function asSomebody(parley: Parley, email: string | undefined): Promise<Asker> {
  if (email === undefined) return administrator;
  const owners = await parley.directory.owners();
  const known = owners.some((owner) => owner.email === email.toLowerCase());
  if (!known) {
    throw new UserError("unknown_user", `No CRM user has the e-mail ${email}`, {
      hint: "Leave out --as to ask as administrator.",
    });
  }
  return recognise({ id: email, email }, "terminal", owners, { ...parley.rules, fictional: false });
}
