import { Assistant } from "@slack/bolt";
import { call } from "../call.ts";
import { type Desk, speak, tellAt } from "../desk.ts";
import { cut, limits } from "../limits.ts";
import { plainText } from "../markup.ts";
import { createRecently } from "../recently.ts";
import { saidIn } from "../said.ts";
import { status } from "../sign.ts";

/**
 * Assistant threads, which are the app's direct messages in Slack's assistant pane: prompts when one begins, a title
 * from the first question, a status that follows the work. Threads in a plain direct message come here as well.
 */
export function listenToAssistant(desk: Desk): void {
  const { app, host, workspaces, answering } = desk;
  const titled = createRecently(1_000);

  const assistant = new Assistant({
    threadContextChanged: async () => {},
    threadStarted: async ({ event, context }) => {
      const { user_id: user, channel_id: channel, thread_ts: thread } = event.assistant_thread;
      const workspace = await workspaces.at(context.teamId);
      const suggest = async (): Promise<void> => {
        const home = await host.home(await workspace.people.find(user));
        const prompts = [...home.suggested, ...home.recent]
          .filter(({ value }, index, all) => all.findIndex((one) => one.value === value) === index)
          .slice(0, limits.prompts)
          .map(({ label, value }) => ({ title: cut(label, limits.buttonText), message: value }));
        const [first, ...others] = prompts;
        if (first === undefined) return;
        const title = host.say(home.locale, "home.suggested");
        const about = { channel_id: channel, thread_ts: thread, title, prompts: [first, ...others] as const };
        await call(() => workspace.client.assistant.threads.setSuggestedPrompts({ ...about, prompts: [...prompts] }));
      };
      answering.track(suggest());
    },
    userMessage: async ({ message, body, context }) => {
      const said = saidIn(message);
      if (said?.thread_ts === undefined) return;
      const { user, channel, thread_ts: thread, text } = said;
      const workspace = await workspaces.at(context.teamId);
      const { client } = workspace;
      const words = plainText(text);
      const first = speak(desk, answering.localeOf(workspace, user))("progress.reading");
      const sign = status(client, { channel, thread }, first, host.log);
      const key = `${workspace.team}/${channel}/${thread}`;
      const title = { channel_id: channel, thread_ts: thread, title: cut(words, limits.buttonText) };
      const entitle = async (): Promise<void> => {
        if (titled.has(key) || words === "") return;
        titled.add(key);
        // A thread in a plain direct message has no title.
        await client.assistant.threads.setTitle(title).catch((error: unknown) => {
          host.log.info({ err: error }, "a thread in Slack could not be given its title");
        });
      };
      const where = { channel, private: true, thread };
      const incoming = { eventId: `event:${body.event_id}`, where, kind: "mention" as const, text: words };
      const waiting = { workspace, user, tell: tellAt(workspace, user, where), afterwards: entitle };
      answering.begin(waiting, async () => ({ sign, incoming }));
    },
  });
  app.assistant(assistant);
}
