import type { BlockAction, ButtonAction, RespondFn } from "@slack/bolt";
import type { Locale } from "#messages.ts";
import type { Place } from "#platform.ts";
import type { Errand, Waiting } from "../answering.ts";
import { type Desk, directPlace, signAt, tellAt } from "../desk.ts";
import { publishHome } from "../home.ts";
import { formOpener } from "../views.ts";
import type { Workspace } from "../workspaces.ts";

/** A press as Slack tells it, of a message's button or of one in the App Home. */
interface Press {
  readonly body: BlockAction;
  readonly workspace: Workspace;
  readonly arrived: number;
  readonly respond: RespondFn | undefined;
}

/** Where the pressed button stands; null in the App Home, which answers in the direct message. */
function placeOf(body: BlockAction): Place | null {
  const channel = body.channel?.id;
  if (channel === undefined) return null;
  // An ephemeral message comes without its text, and has its thread in the container only.
  const container = body.container as { readonly thread_ts?: string };
  const thread = (body.message?.thread_ts as string | undefined) ?? container.thread_ts;
  return { channel, private: channel.startsWith("D"), ...(thread === undefined ? {} : { thread }) };
}

/** Buttons under answers and in the App Home, and the App Home's menus. */
export function listenToButtons(desk: Desk): void {
  const { app, host, workspaces, answering, participants } = desk;

  /** Whoever pressed a button in the App Home, which says what becomes of it: the answer is in the direct message. */
  function waitingAtHome(workspace: Workspace, user: string): Waiting {
    const note = (text: (locale: Locale) => string) => publishHome(desk, workspace, user, text);
    const announced = note((locale) => host.say(locale, "home.working"));
    answering.track(announced);
    let told = false;
    return {
      workspace,
      user,
      async tell(text) {
        await announced.catch(() => {});
        await note(() => text);
        told = true;
      },
      async afterwards() {
        await announced.catch(() => {});
        if (!told) await note((locale) => host.say(locale, "home.elsewhere"));
      },
    };
  }

  function begin({ body, workspace, arrived, respond }: Press, action: string, text: string): void {
    const user = body.user.id;
    const shown = placeOf(body);
    const aside =
      respond && ((said: string) => respond({ response_type: "ephemeral", replace_original: false, text: said }));
    const waiting =
      shown === null
        ? waitingAtHome(workspace, user)
        : { workspace, user, tell: aside ?? tellAt(workspace, user, shown) };
    answering.begin(waiting, async (): Promise<Errand> => {
      const where = shown ?? (await directPlace(workspace, user));
      const { channel, thread, private: direct } = where;
      if (thread !== undefined && !direct)
        answering.track(participants.join(`${workspace.team}/${channel}/${thread}`, user));
      const eventId = `action:${body.trigger_id}:${action}:${text}`;
      const errands = { question: text, channel, direct, ...(thread === undefined ? {} : { thread }) };
      const trigger = { id: body.trigger_id, arrived };
      return {
        sign: signAt(desk, workspace, { where, user }, shown === null || direct ? undefined : aside),
        incoming: { eventId, where, kind: "action", action, text },
        openForm: formOpener(desk, workspace, trigger, { user, errands }),
      };
    });
  }

  /** The question in a form, to be changed; when there is none, it is asked as it is. */
  async function edit(press: Press, text: string): Promise<void> {
    const { body, workspace, arrived } = press;
    const user = body.user.id;
    const person = await workspace.people.find(user);
    const form = await host.form(text, person);
    const place = placeOf(body);
    const { channel, thread, private: direct } = place ?? (await directPlace(workspace, user));
    const errands = { question: text, channel, direct, ...(thread === undefined ? {} : { thread }) };
    const open = formOpener(desk, workspace, { id: body.trigger_id, arrived }, { user, errands });
    if (form === null) return begin(press, "ask", text);
    if (await open(form)) return;
    const late = host.say(answering.localeOf(workspace, user), "form.late");
    await press.respond?.({ response_type: "ephemeral", replace_original: false, text: late });
  }

  app.action<BlockAction>(/^parley\.(ask|share|explain|edit)\./, async ({ ack, body, action, respond, context }) => {
    const arrived = Date.now();
    await ack();
    const [, pressed = "ask"] = action.action_id.split(".");
    const text = (action as ButtonAction).value ?? "";
    const press = { body, workspace: await workspaces.at(context.teamId), arrived, respond };
    if (pressed === "edit") answering.track(edit(press, text));
    else begin(press, pressed, text);
  });

  app.action<BlockAction>(/^parley\.menu\./, async ({ ack, body, action, respond, context }) => {
    const arrived = Date.now();
    await ack();
    if (action.type !== "static_select") return;
    const workspace = await workspaces.at(context.teamId);
    begin({ body, workspace, arrived, respond }, "ask", action.selected_option.value.slice(1));
  });
}
