import { randomUUID } from "node:crypto";
import type { TemplateCard } from "@wecom/aibot-node-sdk";
import type { Answer, Form } from "#answer.ts";
import type { Locale } from "#messages.ts";
import { arrange } from "./buttons.ts";
import { keyOf } from "./keys.ts";
import { cut } from "./lengths.ts";
import { limits } from "./limits.ts";
import { say } from "./words.ts";

/** A card that reacts: WeCom tells of a press by the task's id. */
export interface Card extends TemplateCard {
  readonly task_id: string;
}

/** No two cards of a bot or app may have the same. */
export const taskId = (): string => `parley_${randomUUID()}`;

/** The buttons under an answer; null when there is nothing to press. */
export function buttonCard(answer: Answer, task: string): Card | null {
  const { shown } = arrange(answer);
  if (shown.length === 0) return null;
  const title = say(answer.locale, answer.error === undefined ? "next" : "choose");
  return {
    card_type: "button_interaction",
    main_title: answer.command === "" ? { title } : { title, desc: cut(answer.command, limits.cardNote) },
    button_list: shown.map(({ button, text }, position) => ({ text, key: keyOf(button, position) })),
    task_id: task,
  };
}

/**
 * A form as a card of choices; null when it asks for something that cannot be chosen, as cards have no fields to write
 * in. What the form has filled in already stays as it is.
 */
export function formCard({ command, title, fields, send }: Form, task: string): Card | null {
  const selects = fields.filter(({ choices }) => choices !== undefined && choices.length > 0);
  const written = fields.some(({ required, value, choices }) => required && value === "" && choices === undefined);
  const large = selects.some(({ choices = [] }) => choices.length > limits.options);
  if (written || large || selects.length === 0 || selects.length > limits.selects) return null;
  const kept = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  return {
    card_type: "multiple_interaction",
    main_title: { title: cut(title, limits.cardTitle) },
    select_list: selects.map(({ name, label, value, choices = [] }) => ({
      question_key: name,
      title: cut(label, limits.selectTitle),
      selected_id: `=${value}`,
      option_list: choices.map((choice) => ({ id: `=${choice.value}`, text: cut(choice.label, limits.optionText) })),
    })),
    submit_button: {
      text: cut(send, limits.buttonText),
      key: keyOf({ action: "form", value: JSON.stringify({ command, kept }) }, 0),
    },
    task_id: task,
  };
}

/** One of many, to be sent off with a button. */
export function choiceCard(
  title: string,
  choices: readonly { readonly value: string; readonly label: string }[],
  about: { readonly locale: Locale; readonly task: string },
): Card {
  return {
    card_type: "vote_interaction",
    main_title: { title: cut(title, limits.cardTitle) },
    checkbox: {
      question_key: "choice",
      mode: 0,
      option_list: choices
        .slice(0, limits.choices)
        .map(({ value, label }, index) => ({ id: value, text: label, is_checked: index === 0 })),
    },
    submit_button: { text: say(about.locale, "ask"), key: keyOf({ action: "choose", value: "" }, 0) },
    task_id: about.task,
  };
}

/** The same card after a press: it says which button, and can be pressed again. */
export function pressed(card: Card, key: string, locale: Locale): Card {
  const label = card.button_list?.find((button) => button.key === key)?.text ?? card.submit_button?.text ?? "";
  return {
    ...card,
    main_title: { ...card.main_title, title: cut(say(locale, "chosen", { label }), limits.cardTitle) },
  };
}
