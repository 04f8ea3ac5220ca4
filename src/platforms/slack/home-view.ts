import type { types } from "@slack/bolt";
import type { CommandSummary, Home, Host } from "#platform.ts";
import { buttons, notes, sections } from "./blocks.ts";
import { option, plain } from "./form-view.ts";
import { limits } from "./limits.ts";
import { escapeText } from "./markup.ts";

/** The commands of a group as a menu; a choice asks the command. */
function menu(title: string, choose: string, commands: readonly CommandSummary[], home: Home, prefix: string) {
  const options = commands.slice(0, limits.options).map(({ name, title: label, summary }) => ({
    ...option({ label: label[home.locale], value: `/${prefix}${name}` }),
    description: plain(summary[home.locale], limits.optionText),
  }));
  const [first] = commands;
  return {
    type: "section" as const,
    text: { type: "mrkdwn" as const, text: `*${escapeText(title)}*`, verbatim: true },
    accessory: {
      type: "static_select" as const,
      action_id: `parley.menu.${first?.group ?? ""}`,
      placeholder: plain(choose, limits.placeholder),
      options,
    },
  };
}

/**
 * A person's App Home: who they are, how fresh the data are, their last questions, what to ask, what is sent to them,
 * and every command in its group's menu. `note` stands on top: what happened to the button pressed here.
 */
export function homeView(host: Host, home: Home, note?: string): types.HomeView {
  const say = (key: string): string => host.say(home.locale, key);
  const header = (text: string): types.AnyBlock => ({ type: "header", text: plain(text, limits.headerText) });
  const part = (title: string, list: Home["recent"], place: string): types.AnyBlock[] => {
    const rows = buttons(list).map((row, index) => ({ ...row, block_id: `${place}.${index}` }));
    return rows.length === 0 ? [] : [header(title), ...rows];
  };
  const groups = [...new Set(host.commands.map(({ group }) => group))];
  const sent = home.subscriptions.length === 0 ? [say("home.nothing_sent")] : home.subscriptions;
  const blocks: types.AnyBlock[] = [
    ...(note === undefined ? [] : sections(escapeText(note))),
    ...sections(home.about.map(escapeText).join("\n") || "Parley"),
    ...part(say("home.suggested"), home.suggested, "suggested"),
    ...part(say("home.recent"), home.recent, "recent"),
    header(say("home.sent")),
    ...notes(sent.map(escapeText).join("\n")),
    ...(groups.length === 0 ? [] : [header(say("home.menus"))]),
    ...groups.map((group) => {
      const commands = host.commands.filter((command) => command.group === group);
      return menu(say(`group.${group}`), say("home.choose"), commands, home, host.prefix);
    }),
  ];
  return { type: "home", callback_id: "parley.home", blocks: blocks.slice(0, limits.viewBlocks) };
}
