import { homeTeam } from "./slack-seed.ts";
import type { SlackServer } from "./slack-server.ts";

let serial = 0;
const unique = (): string => `${Date.now()}.${String(serial++).padStart(6, "0")}`;

/** What Slack sends when people do something. `team` is the workspace; every payload is as Slack documents it. */
export function deedsIn(server: SlackServer, team = homeTeam) {
  const about = { team: { id: team, domain: "acme" }, api_app_id: "A1", is_enterprise_install: false };
  const event = (inner: Record<string, any>, eventId = `Ev${unique()}`) => ({
    ...{ type: "event_callback", team_id: team, api_app_id: "A1", event_id: eventId, event_time: 1, event: inner },
    authorizations: [{ team_id: team, enterprise_id: null, user_id: "UBOT", is_bot: true }],
  });
  const direct = async (user: string): Promise<string> =>
    (await server.api("conversations.open", { users: user })).channel.id;

  return {
    direct,
    event,
    command: (name: string, text: string, change: Record<string, string> = {}): Record<string, string> => {
      const user = change.user_id ?? server.user("dana");
      return {
        ...{ token: "t", team_id: team, channel_id: server.channel("sales"), channel_name: "sales" },
        ...{ user_id: user, user_name: "dana", command: `/${name}`, text, api_app_id: "A1" },
        ...{ is_enterprise_install: "false", response_url: server.responseUrl(), trigger_id: server.trigger(user) },
        ...change,
      };
    },
    /** A press of a message's button. */
    press: (
      user: string,
      action: string,
      value: string,
      { channel = server.channel("sales"), trigger = server.trigger(user), thread = "", type = "button" } = {},
    ) => ({
      ...{ type: "block_actions", ...about, user: { id: user, username: "dana", team_id: team } },
      ...{ channel: { id: channel, name: "sales" }, response_url: server.responseUrl(), trigger_id: trigger },
      container: { type: "message", message_ts: "1.1", channel_id: channel, ...(thread ? { thread_ts: thread } : {}) },
      message: { ts: "1.1", text: "" },
      actions: [{ type, action_id: action, block_id: "b", value, action_ts: "1" }],
    }),
    /** A press, or a menu's choice, in the App Home. */
    pressAtHome: (user: string, action: string, value: string) => ({
      ...{ type: "block_actions", ...about, user: { id: user, team_id: team }, trigger_id: server.trigger(user) },
      ...{ container: { type: "view", view_id: "VH" }, view: { id: "VH", type: "home", callback_id: "parley.home" } },
      actions: [
        action.startsWith("parley.menu.")
          ? { type: "static_select", action_id: action, block_id: "b", selected_option: { value }, action_ts: "1" }
          : { type: "button", action_id: action, block_id: "b", value, action_ts: "1" },
      ],
    }),
    mention: (user: string, text: string, { channel = server.channel("sales"), thread = "", id = "" } = {}) => {
      const ts = unique();
      const inner = { type: "app_mention", user, text: `<@UBOT> ${text}`, ts, event_ts: ts, channel, team };
      return event({ ...inner, ...(thread ? { thread_ts: thread } : {}) }, id || undefined);
    },
    message: (
      user: string,
      text: string,
      { channel = server.channel("sales"), thread = "", id = "", kind = "channel" } = {},
    ) => {
      const ts = unique();
      const inner = { type: "message", channel_type: kind, user, text, ts, event_ts: ts, channel };
      return event({ ...inner, ...(thread ? { thread_ts: thread } : {}) }, id || undefined);
    },
    opened: (user: string) => event({ type: "app_home_opened", user, channel: "D1", tab: "home", event_ts: unique() }),
    threadStarted: (user: string, channel: string, thread: string) =>
      event({
        type: "assistant_thread_started",
        event_ts: thread,
        assistant_thread: { user_id: user, channel_id: channel, thread_ts: thread, context: {} },
      }),
    shortcut: (user: string, callback: string) => ({
      ...{ type: "shortcut", ...about, callback_id: callback, trigger_id: server.trigger(user) },
      ...{ user: { id: user, team_id: team }, action_ts: "1" },
    }),
    messageShortcut: (user: string, callback: string, text: string, ts = "7.7") => ({
      ...{ type: "message_action", ...about, callback_id: callback, trigger_id: server.trigger(user) },
      ...{ user: { id: user, team_id: team }, action_ts: "1", message_ts: ts, response_url: server.responseUrl() },
      ...{ channel: { id: server.channel("sales"), name: "sales" }, message: { type: "message", user, ts, text } },
    }),
    /** The newest modal, sent with these fields; those not named keep what they show. */
    submission: (user: string, values: Readonly<Record<string, string>>) => {
      const opened = server.board.modals.at(-1);
      if (opened === undefined) throw new Error("no modal is open");
      const state: Record<string, any> = {};
      for (const { block_id: name, element } of opened.view.blocks) {
        const chosen = values[name] === undefined ? undefined : { value: `=${values[name]}` };
        const text = values[name] ?? element.initial_value ?? null;
        state[name] = {
          [element.action_id]: element.type.endsWith("select")
            ? { type: element.type, selected_option: chosen ?? element.initial_option ?? null }
            : { type: element.type, value: text },
        };
      }
      const view = { ...opened.view, id: opened.id, hash: opened.hash, state: { values: state } };
      return { type: "view_submission", ...about, user: { id: user, team_id: team }, view };
    },
  };
}
