import type { Incoming } from "#platform.ts";
import type { Press } from "./keys.ts";

/** What a press asks for; null when it is no question (a menu), or nothing was chosen. */
export function askedBy(
  { action, value }: Press,
  chosen: Readonly<Record<string, string>>,
): Pick<Incoming, "kind" | "text" | "action" | "values"> | null {
  if (action === "menu") return null;
  if (action === "choose") return chosen.choice === undefined ? null : { kind: "command", text: chosen.choice };
  if (action === "form") {
    const { command, kept } = JSON.parse(value) as { command: string; kept: Record<string, string> };
    const values = Object.fromEntries(Object.entries(chosen).map(([name, option]) => [name, option.replace(/^=/, "")]));
    return { kind: "form", text: command, values: { ...kept, ...values } };
  }
  return { kind: "action", action, text: value };
}
