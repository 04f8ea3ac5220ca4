import type { CommandInput } from "#command.ts";
import type { Action } from "#metrics/actions/action.ts";
import type { FollowUp } from "#reply.ts";
import { askAbout } from "./account-choice.ts";
import { otherCommands } from "./other-commands.ts";

/** All of the first account on the list, and where its kinds of actions come from. */
export function followUpsOf(input: CommandInput<unknown>, list: readonly Action[]): FollowUp[] {
  const { words, commands } = input;
  const first = list.find(({ account }) => account !== null);
  const about =
    first?.account && commands.has("customer")
      ? [
          {
            label: words.say("follow_customer", { name: first.name ?? first.account }),
            ask: askAbout("customer", first.account),
          },
        ]
      : [];
  return [...about, ...otherCommands(input, ["churn", "pipeline", "leads", "recommend"])].slice(0, 4);
}
