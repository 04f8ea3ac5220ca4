import type { Host, Place } from "#platform.ts";
import type { Errand, Waiting } from "../answering.ts";
import { call } from "../call.ts";
import { type Desk, speak } from "../desk.ts";
import { plainText } from "../markup.ts";
import { noSign } from "../sign.ts";
import { formOpener } from "../views.ts";

/** `/rfm last90d`, `/parley rfm last90d` and `/parley how are sales?` as a question. */
function questionOf(command: string, text: string, { commands, prefix }: Pick<Host, "commands" | "prefix">): string {
  const unprefixed = (name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  const name = command.slice(1);
  if (name !== "parley") return `/${unprefixed(name)} ${text}`;
  const [first = ""] = text.trim().toLowerCase().split(/\s+/);
  const named = commands.some((one) => [one.name, ...one.aliases].includes(unprefixed(first)));
  return named || first === "" ? `/${text}` : text;
}

/** Slash commands. The acknowledgement is the note that work is under way; the answer takes it away. */
export function listenToCommands(desk: Desk): void {
  const { app, host, workspaces, answering } = desk;
  app.command(/^\//, async ({ command, ack, respond, context }) => {
    const arrived = Date.now();
    const { user_id: user, channel_id: channel } = command;
    const workspace = await workspaces.at(context.teamId);
    await ack({
      response_type: "ephemeral",
      text: speak(desk, answering.localeOf(workspace, user))("progress.reading"),
    });
    let told = false;
    const waiting: Waiting = {
      workspace,
      user,
      async tell(said) {
        await call(() => respond({ response_type: "ephemeral", replace_original: true, text: said }));
        told = true;
      },
      afterwards: async () => (told ? undefined : call(() => respond({ delete_original: true }))),
    };
    answering.begin(waiting, async (): Promise<Errand> => {
      // A direct message between two people is no private place: only the app's own is.
      const own = channel.startsWith("D") && channel === (await workspace.conversations.direct(user));
      const where: Place = { channel, private: own };
      const text = plainText(questionOf(command.command, command.text, host));
      const trigger = { id: command.trigger_id, arrived };
      return {
        sign: noSign,
        incoming: { eventId: `command:${command.trigger_id}`, where, kind: "command", text },
        openForm: formOpener(desk, workspace, trigger, { user, errands: { question: text, channel, direct: own } }),
      };
    });
  });
}
