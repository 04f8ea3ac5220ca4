import { askView } from "../ask-view.ts";
import type { Desk } from "../desk.ts";
import type { Errands } from "../form-view.ts";
import { plainText } from "../markup.ts";
import { openView } from "../views.ts";

/** Ask from anywhere; ask about a message. Both open a modal with the question, to be put right before it is sent. */
export function listenToShortcuts(desk: Desk): void {
  const { app, host, workspaces, answering } = desk;

  app.shortcut({ callback_id: /^parley_ask(_about)?$/ }, async ({ ack, body, shortcut, context }) => {
    const arrived = Date.now();
    await ack();
    const workspace = await workspaces.at(context.teamId);
    const locale = await answering.localeSoon(workspace, body.user.id);
    let text = "";
    let errands: Errands = {};
    if (shortcut.type === "message_action") {
      const { message, channel } = shortcut;
      text = plainText(message.text ?? "");
      const own = channel.id.startsWith("D") && channel.id === (await workspace.conversations.direct(body.user.id));
      errands = { channel: channel.id, thread: String(message.thread_ts ?? message.ts), direct: own };
    }
    const view = askView(host, locale, text, errands);
    answering.track(openView(workspace, { id: shortcut.trigger_id, arrived }, view));
  });
}
