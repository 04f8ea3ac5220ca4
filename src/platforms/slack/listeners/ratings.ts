import type { BlockAction } from "@slack/bolt";
import { commentView } from "../ask-view.ts";
import { call } from "../call.ts";
import type { Desk } from "../desk.ts";
import { errandsOf, type SentView, valuesOf } from "../form-view.ts";
import { openView } from "../views.ts";

/** The two buttons under an answer. A bad answer may be explained in a modal. */
export function listenToRatings(desk: Desk): void {
  const { app, host, workspaces, answering } = desk;

  app.action<BlockAction>("parley.rate", async ({ ack, body, action, context }) => {
    const arrived = Date.now();
    await ack();
    const [opinion, answer = ""] = ((action as { readonly value?: string }).value ?? "").split(":");
    const workspace = await workspaces.at(context.teamId);
    const { client, people } = workspace;
    const user = body.user.id;
    const locale = answering.localeOf(workspace, user);
    const rate = async (): Promise<void> => {
      const rating = host.rate({ user: await people.find(user), answer, good: opinion === "good" });
      if (opinion === "bad")
        await openView(workspace, { id: body.trigger_id, arrived }, commentView(host, locale, { answer }));
      await rating;
      const channel = body.channel?.id;
      if (channel === undefined) return;
      const thread = body.message?.thread_ts as string | undefined;
      const text = host.say(locale, "rate.thanks");
      const thanks = { channel, user, text, ...(thread === undefined ? {} : { thread_ts: thread }) };
      await call(() => client.chat.postEphemeral(thanks), "never");
    };
    answering.track(rate());
  });

  app.view("parley.comment", async ({ ack, body, view, context }) => {
    await ack();
    const { people } = await workspaces.at(context.teamId);
    const { answer = "" } = errandsOf(view);
    const comment = valuesOf(view as SentView).values.text?.trim() ?? "";
    if (comment === "") return;
    const rate = async (): Promise<void> =>
      host.rate({ user: await people.find(body.user.id), answer, good: false, comment });
    answering.track(rate());
  });
}
