import type { Words } from "#messages.ts";

/** What an account is called in a sentence: its name, else its id, else the message `none`. */
export function nameOf(
  words: Words,
  { name, account }: { readonly name: string | null; readonly account: string | null },
): string {
  return name ?? account ?? words.say("none");
}
