import type { Answer, Button } from "#answer.ts";
import type { Locale } from "#messages.ts";
import { cut, fits } from "./lengths.ts";
import { limits } from "./limits.ts";
import { say } from "./words.ts";

/** A button as a card shows it. */
export interface ShownButton {
  readonly button: Button;
  readonly text: string;
}

/** A button of which the text says what the card does not. `mark` is what it begins with in the card. */
export interface UnsaidButton extends Button {
  readonly mark?: string;
}

const marks = ["①", "②", "③", "④", "⑤", "⑥"];

/** A name of ten characters that says the same, where there is one. */
function short({ action, label }: Button, locale: Locale): string | null {
  if (fits(label, limits.buttonText)) return label;
  if (action !== "ask") return say(locale, action);
  return /^(this quarter|本季度)$/i.test(label) ? say(locale, "quarter") : null;
}

/**
 * Which buttons go into a card, and under which names. What does not fit is said in the text below the answer: buttons
 * beyond the sixth, and those whose names had to be cut, which a number ties to their line there.
 */
export function arrange(answer: Pick<Answer, "buttons" | "locale">): {
  readonly shown: readonly ShownButton[];
  readonly unsaid: readonly UnsaidButton[];
} {
  const usable = answer.buttons.filter(({ action }) => action !== "edit");
  // Sharing and explaining can be asked for in no other way: commands can be typed.
  const fixed = usable.filter(({ action }) => action !== "ask").slice(0, limits.buttons);
  const asks = usable.filter(({ action }) => action === "ask");
  const room = limits.buttons - fixed.length;
  const chosen = new Set([...asks.slice(0, room), ...fixed]);
  const shown: ShownButton[] = [];
  const unsaid: UnsaidButton[] = [];
  for (const button of usable.filter((one) => chosen.has(one))) {
    const text = short(button, answer.locale);
    if (text === null) {
      const mark = marks[unsaid.length] ?? "";
      unsaid.push({ ...button, mark });
      shown.push({ button, text: cut(`${mark}${button.label}`, limits.buttonText) });
    } else shown.push({ button, text });
  }
  return { shown, unsaid: [...unsaid, ...asks.slice(room)] };
}

/** All commands as text, where there can be no buttons. */
export function asText(answer: Pick<Answer, "buttons">): readonly UnsaidButton[] {
  return answer.buttons.filter(({ action }) => action === "ask");
}
