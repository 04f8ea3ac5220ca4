import type { CommandInput } from "#command.ts";
import type { FollowUp } from "#reply.ts";

/** Buttons that ask other commands, of those that there are; the message `follow_<name>` is what each says. */
export function otherCommands(
  { words, commands }: Pick<CommandInput<unknown>, "words" | "commands">,
  names: readonly string[],
): FollowUp[] {
  return names
    .filter((name) => commands.has(name))
    .map((name) => ({ label: words.say(`follow_${name}`), ask: `/${name}` }));
}
