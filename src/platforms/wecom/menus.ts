import type { Answer, Button } from "#answer.ts";
import type { Locale } from "#messages.ts";
import type { CommandSummary, Home, Host } from "#platform.ts";
import { type Card, choiceCard } from "./cards.ts";
import { keyOf } from "./keys.ts";
import { cut, cutBytes, fits } from "./lengths.ts";
import { limits } from "./limits.ts";
import { say } from "./words.ts";

/** The six groups, in pairs: an app's menu has three places. */
const pairs = [
  ["menu.customers", ["customers", "service"]],
  ["menu.sales", ["sales", "marketing"]],
  ["menu.mine", ["mine", "data"]],
] as const;

const groups: readonly string[] = ["customers", "sales", "marketing", "service", "data", "mine"];

type Menus = Pick<Host, "commands" | "prefix" | "say">;

const commandOf = ({ prefix }: Menus, { name }: CommandSummary): string => `/${prefix}${name}`;

/** The shortest of a command's names that a choice can show whole. */
function choiceName({ title, name, aliases }: CommandSummary, locale: Locale): string {
  const names = locale === "zh" ? [title.zh, ...aliases, name] : [title.en, name];
  return names.find((one) => fits(one, limits.choiceText)) ?? cut(title[locale], limits.choiceText);
}

/** The card that greets a person: who they are to Parley, and six groups to press. */
export function welcomeCard(home: Home, host: Menus, task: string): Card {
  const { locale } = home;
  return {
    card_type: "button_interaction",
    main_title: { title: cut(say(locale, "hello"), limits.cardTitle) },
    sub_title_text: cut(home.about.join("\n"), limits.cardText),
    button_list: groups.map((group, position) => ({
      text: cut(host.say(locale, `group.${group}`), limits.buttonText),
      key: keyOf({ action: "menu", value: group }, position),
    })),
    task_id: task,
  };
}

/** What a front page says beyond the card, as an answer; null when the card says it all. */
export function welcomeAnswer(home: Home): Answer | null {
  const said = home.about.join("\n");
  const list = (buttons: readonly Button[], key: "recent" | "suggested"): string[] =>
    buttons.length === 0 ? [] : [`${say(home.locale, key)}: ${buttons.map(({ value }) => value).join(" · ")}`];
  const insights = [
    ...list(home.recent, "recent"),
    ...list(home.suggested, "suggested"),
    ...home.subscriptions.map((line) => `${say(home.locale, "subscriptions")}: ${line}`),
  ];
  if (insights.length === 0 && fits(said, limits.cardText)) return null;
  return {
    ...{ id: "", command: "", locale: home.locale, context: "", result: {}, visibility: "private" },
    headline: home.about[0] ?? say(home.locale, "hello"),
    insights: [...home.about.slice(1), ...insights],
    buttons: home.suggested,
  };
}

/** What a group holds: each command with its question and an example; in the card, the commands to choose from. */
export function groupMenu(
  group: string,
  locale: Locale,
  host: Menus,
  task: string,
): { text: Answer; card: Card } | null {
  const commands = host.commands.filter((command) => command.group === group);
  if (commands.length === 0) return null;
  const title = host.say(locale, `group.${group}`);
  const insights = commands.map((command) => {
    const example = command.examples[0]?.[locale] ?? commandOf(host, command);
    return `${command.title[locale]}: ${command.summary[locale]} ${example}`;
  });
  const text: Answer = {
    ...{ id: "", command: "", locale, context: "", result: {}, buttons: [], visibility: "channel" },
    headline: title,
    insights,
  };
  const choices = commands.map((command) => ({
    value: commandOf(host, command),
    label: choiceName(command, locale),
  }));
  return { text, card: choiceCard(title, choices, { locale, task }) };
}

interface MenuItem {
  readonly name: string;
  readonly type: "click";
  readonly key: string;
}

/** The menu of an app: three places for six groups, each with all of it and its first commands. */
export function appMenu(
  locale: Locale,
  host: Menus,
): {
  button: { name: string; sub_button: MenuItem[] }[];
} {
  const item = (name: string, key: string): MenuItem => ({
    name: cutBytes(name, limits.menuItemName),
    type: "click",
    key,
  });
  // WeCom takes no place without entries.
  const filled = pairs.filter(([, paired]) =>
    host.commands.some(({ group }) => (paired as readonly string[]).includes(group)),
  );
  return {
    button: filled.map(([name, paired]) => {
      const all = paired
        .filter((group) => host.commands.some((command) => command.group === group))
        .map((group, index) => {
          const label = say(locale, "menu.all", { group: host.say(locale, `group.${group}`) });
          return item(label, keyOf({ action: "menu", value: group }, index));
        });
      const first = host.commands
        .filter(({ group, needsSubject }) => (paired as readonly string[]).includes(group) && !needsSubject)
        .slice(0, limits.menuItems - all.length)
        .map((command, index) =>
          item(command.title[locale], keyOf({ action: "ask", value: commandOf(host, command) }, all.length + index)),
        );
      return { name: cutBytes(say(locale, name), limits.menuName), sub_button: [...all, ...first] };
    }),
  };
}
