import type { types } from "@slack/bolt";
import type { Form } from "#answer.ts";
import { call, refusedFor } from "./call.ts";
import type { Desk } from "./desk.ts";
import { type Errands, formView } from "./form-view.ts";
import type { Workspace } from "./workspaces.ts";

/** A trigger lives three seconds; what begins later than this comes too late. */
const triggerMs = 2_700;

/** What lets a view be opened: Slack's trigger, and when it arrived here. */
export interface Trigger {
  readonly id: string;
  readonly arrived: number;
}

/** Opens a view; false when the trigger is used up, so that a button must bring a new one. */
export async function openView({ client }: Workspace, trigger: Trigger, view: types.View): Promise<boolean> {
  if (Date.now() - trigger.arrived > triggerMs) return false;
  try {
    await call(() => client.views.open({ trigger_id: trigger.id, view }), "never");
    return true;
  } catch (error) {
    if (refusedFor(error, "expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"))
      return false;
    throw error;
  }
}

/** Opens an answer's form where a press or a command allows it. */
export function formOpener(
  { host, answering }: Desk,
  workspace: Workspace,
  trigger: Trigger,
  { user, errands }: { readonly user: string; readonly errands: Errands },
): (form: Form) => Promise<boolean> {
  const cancel = host.say(answering.localeOf(workspace, user), "form.cancel");
  return (form) => openView(workspace, trigger, formView(form, cancel, errands));
}
