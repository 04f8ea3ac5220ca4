import type { Asker } from "#access/asker.ts";
import type { Answer } from "#answer.ts";
import type { Outcome } from "#dispatch.ts";
import type { Words } from "#messages.ts";

/** The rows that a group of people may all see. */
type Common = Pick<Asker, "owners">;

/**
 * What a shared place without private replies gets: what its least privileged member may see. The rest goes to the
 * asker alone, as `aside`. An error stays with the asker but for its headline, as its hints may name what others may
 * not know. `share` answers the same question on the rows that all may see.
 */
export async function beforeOthers(
  own: Outcome,
  common: Common,
  share: () => Promise<Outcome>,
  about: { readonly words: Words; readonly personal: boolean },
): Promise<Answer> {
  const { answer, asker } = own;
  const everything = common.owners === null;
  if (everything && !about.personal) return { ...answer, visibility: "channel" };
  const notice: Answer = {
    ...{ id: answer.id, command: answer.command, locale: answer.locale, context: "", buttons: [], result: {} },
    headline: about.words.say("aside.elsewhere"),
    visibility: "channel",
    aside: answer,
  };
  if (answer.error !== undefined)
    return { ...notice, headline: answer.headline, error: { ...answer.error, hint: null } };
  // Nothing in common: to share would only be refused.
  if (about.personal || (asker !== null && common.owners?.length === 0)) return notice;
  const shared = (await share()).answer;
  if (shared.error !== undefined) return notice;
  const seen = new Set(common.owners);
  const sees = asker?.owners ?? null;
  const narrower = sees === null || sees.some((owner) => !seen.has(owner));
  return narrower ? { ...shared, aside: answer } : shared;
}
